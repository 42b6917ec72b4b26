"""Who may import whom, and proof that the rules see a planted fault."""

import pytest

from tests.architecture import import_rules as rules
from tests.architecture.exceptions import ACROSS_SPACES
from tests.architecture.tree import PACKAGES, ROOT, planted, python


def _all(rule: object) -> list[str]:
    return [line for source in python("muruna", "config") for line in rule(source)]  # type: ignore[operator]


def test_packages_import_up_the_list() -> None:
    assert _all(rules.downward_imports) == []


def test_rooms_import_earlier_rooms() -> None:
    assert _all(rules.wrong_rooms) == []


def test_rules_are_pure() -> None:
    assert _all(rules.impure_rules) == []


def test_vault_alone_imports_cryptography() -> None:
    assert _all(rules.keys_outside_the_vault) == []


def test_only_listed_modules_look_across_spaces() -> None:
    assert _all(lambda source: rules.ways_out_of_a_space(source, ACROSS_SPACES)) == []
    assert [path for path, reason in ACROSS_SPACES.items() if not (ROOT / path).exists() or not reason] == []


def test_every_package_has_its_place_in_the_list() -> None:
    found = {path.parent.name for path in (ROOT / "muruna").glob("*/__init__.py")}

    assert found - set(PACKAGES) == set()


def test_foreign_keys_point_up_the_list() -> None:
    from django.apps import apps

    wrong = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for app in apps.get_app_configs()
        if app.name.startswith("muruna.")
        for model in app.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation
        and PACKAGES.index(field.related_model._meta.app_label) > PACKAGES.index(model._meta.app_label)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (rules.downward_imports, "muruna/spaces/models.py", "from muruna.matching.models import Request"),
        (rules.downward_imports, "muruna/access/x.py", "def f():\n    import muruna.accounts"),
        (rules.wrong_rooms, "muruna/spaces/models.py", "from muruna.spaces.queries import open_spaces"),
        (rules.wrong_rooms, "muruna/spaces/queries.py", "from .actions import open_space"),
        (rules.wrong_rooms, "muruna/matching/queries.py", "from muruna.spaces.views import index"),
        (rules.impure_rules, "muruna/matching/logic/score.py", "from django.utils import timezone"),
        (rules.impure_rules, "muruna/matching/logic/score.py", "import os"),
        (rules.impure_rules, "muruna/matching/logic/score.py", "from muruna.foundation.clock import now"),
        (rules.impure_rules, "muruna/matching/logic/a.py", "import datetime\nx = datetime.datetime.now()"),
        (rules.impure_rules, "muruna/matching/logic/a.py", "import random\nx = random.random()"),
        (rules.impure_rules, "muruna/matching/logic/a.py", "import random\nx = random.Random()"),
        (rules.keys_outside_the_vault, "muruna/accounts/keys.py", "from cryptography.fernet import Fernet"),
        (rules.keys_outside_the_vault, "muruna/accounts/keys.py", "import argon2.low_level"),
    ],
)
def test_planted_import_is_found(rule: object, path: str, text: str) -> None:
    assert len(rule(planted(path, text))) == 1  # type: ignore[operator]


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (rules.downward_imports, "muruna/matching/models.py", "from muruna.spaces.models import Membership"),
        (rules.wrong_rooms, "muruna/spaces/actions.py", "from muruna.spaces.queries import open_spaces"),
        (rules.wrong_rooms, "muruna/spaces/events.py", "from muruna.spaces.actions import close_space"),
        (rules.wrong_rooms, "muruna/spaces/views.py", "from muruna.ui.pages import page"),
        (rules.impure_rules, "muruna/matching/logic/score.py", "from muruna.spaces.logic.ages import band"),
        (rules.impure_rules, "muruna/matching/logic/a.py", "import math, numpy\nfrom scipy import optimize"),
        (
            rules.impure_rules,
            "muruna/matching/logic/a.py",
            "import random\ndef f(r: random.Random): return r.random()",
        ),
        (rules.impure_rules, "muruna/matching/logic/a.py", "from uuid import UUID"),
        (rules.keys_outside_the_vault, "muruna/foundation/vault/seal.py", "from cryptography import x509"),
    ],
)
def test_good_import_is_left_alone(rule: object, path: str, text: str) -> None:
    assert rule(planted(path, text)) == []  # type: ignore[operator]


def test_planted_way_out_of_a_space_is_found_unless_listed() -> None:
    loose = planted("muruna/matching/queries.py", "with across_spaces('all'):\n    pass")
    around = planted("muruna/matching/queries.py", "from django_scopes import scopes_disabled")

    assert len(rules.ways_out_of_a_space(loose, {})) == 1
    assert len(rules.ways_out_of_a_space(around, {})) == 1
    assert rules.ways_out_of_a_space(loose, {"muruna/matching/queries.py": "a reason"}) == []
