"""The people at the door, as the accounts' tests know them."""

from tests.accounts.conftest import (  # noqa: F401
    another,
    forgotten_tries,
    quick_argon2_for_tests_only,
    river,
    visitor,
)
