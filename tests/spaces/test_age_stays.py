"""An account that came in as an adult never comes in as a minor; growing up is no obstacle."""

import pytest
from django.core.exceptions import ValidationError

from muruna.foundation.tenancy import across_spaces, in_space
from muruna.spaces.actions.codes import print_sheet
from muruna.spaces.actions.joining import Persona, join_with_code
from muruna.spaces.actions.personas import leave_space
from muruna.spaces.models import Membership


@pytest.fixture
def codes(people):
    steward = people["steward"]
    with in_space(steward.space):
        return print_sheet(actor=steward.actor, count=12, days=30).codes


@pytest.mark.parametrize("leaves", ["here", "elsewhere"])
def test_an_adult_account_is_no_minor_even_after_leaving(codes, stranger, leaves):
    first = join_with_code(actor=stranger.actor, typed=codes[0], persona=Persona("25+", "Kes"))
    if leaves == "here":
        leave_space(actor=stranger.actor, membership=first)
    else:
        with across_spaces("a test moves a persona to another community"):
            from muruna.spaces.models import Space

            other = Space.objects.create(name="Other", profile="online", languages=["en"])
            Membership.objects.filter(pk=first.pk).update(space=other)

    with pytest.raises(ValidationError) as refused:
        join_with_code(actor=stranger.actor, typed=codes[1], persona=Persona("13-15", "Kit"))

    assert "age_band" in refused.value.message_dict
    assert join_with_code(actor=stranger.actor, typed=codes[1], persona=Persona("18-24", "Kes"))


def test_a_minor_account_may_come_back_grown_up(codes, stranger):
    first = join_with_code(actor=stranger.actor, typed=codes[0], persona=Persona("16-17", "Kit"))
    leave_space(actor=stranger.actor, membership=first)

    assert join_with_code(actor=stranger.actor, typed=codes[1], persona=Persona("18-24", "Kit"))
