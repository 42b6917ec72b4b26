"""Who comes too late for a decision of two reads what was decided; nobody else reads more than before."""

import datetime as dt
import uuid

import pytest

from muruna.foundation.clock import today
from muruna.foundation.tenancy import in_space
from muruna.spaces.actions.guarded import refuse_step
from muruna.spaces.actions.members import restore_member, suspend_member
from muruna.spaces.actions.rights import give_right
from muruna.spaces.actions.taking_off import confirm_step
from muruna.spaces.logic.rights import Wish
from muruna.spaces.models import Appointment, GuardedStep, Membership, Right
from tests.spaces.conftest import join

OVER = "This question is open no longer"
DECIDED = "This is decided already"
LATELY = "What two people decided lately stands on the first page."


@pytest.fixture
def let_back(people, space):
    """Lea, suspended, of whom Coo asks that she be let back; Ste is to say the second yes."""
    with in_space(space):
        Membership.objects.filter(pk=people["lead"].membership.pk).update(state=Membership.SUSPENDED)
        people["lead"].membership.refresh_from_db()
        step = restore_member(actor=people["coordinator"].actor, membership=people["lead"].membership)
        assert isinstance(step, GuardedStep)
        return step


def at(space, step, then=""):
    return f"/s/{space.code}/two/{step.pk}/{then}"


def text_of(answer):
    assert answer.status_code == 404
    page = answer.content.decode()
    return page[page.index("<main") : page.index("</main>")]


def ask_colleagues(people, who):
    """`who` asks that Lea be suspended; those who have had a task for long enough may say the second yes."""
    Right.objects.filter(role="supervisor").update(starts_on=today() - dt.timedelta(days=20))
    step = suspend_member(actor=people[who].actor, membership=people["lead"].membership, reason="other")
    GuardedStep.objects.filter(pk=step.pk).update(asks_others=True)
    return step


def test_the_second_yes_that_came_second_is_told_who_decided(people, space):
    other = join(space, "Other", "safeguarding_lead")
    with in_space(space):
        step = suspend_member(
            actor=people["coordinator"].actor, membership=people["lead"].membership, reason="other"
        )
        confirm_step(actor=people["steward"].actor, step=step)

    for answer in (other.post(at(space, step), answer="yes"), other.client.get(at(space, step))):
        said = text_of(answer)
        assert DECIDED in said
        assert "Lea was suspended. Coo asked for it, Ste agreed." in said
        assert f'href="/s/{space.code}/"' in said


def test_a_take_back_that_came_too_late_says_what_holds_now(people, space, let_back):
    with in_space(space):
        confirm_step(actor=people["steward"].actor, step=let_back)

    said = text_of(people["coordinator"].post(at(space, let_back, "back/")))

    assert "It could not be taken back any more" in said
    assert "Lea was let back in. Coo asked for it, Ste agreed." in said
    assert f"/people/{people['lead'].membership.pk}/" in said


def test_a_yes_to_what_was_taken_back_or_refused_reads_that_it_is_over(people, space, let_back):
    with in_space(space):
        refuse_step(actor=people["steward"].actor, step=let_back)

    for who, then in (("steward", ""), ("coordinator", "back/")):
        said = text_of(people[who].post(at(space, let_back, then), answer="yes"))
        assert OVER in said
        assert "Lea" not in said


def test_an_asked_colleague_reads_the_outcome_where_others_were_asked(people, space):
    long_here = join(space, "Long", "supervisor")
    with in_space(space):
        step = ask_colleagues(people, "steward")
        late = join(space, "New", "supervisor")
        confirm_step(actor=long_here.actor, step=step)
        GuardedStep.objects.filter(pk=step.pk).update(agreed_by=None)

    assert "Lea was suspended" in text_of(long_here.post(at(space, step), answer="yes"))
    assert "Lea" not in text_of(late.post(at(space, step), answer="yes"))


@pytest.mark.parametrize("then", ["", "back/"])
def test_who_never_had_a_say_reads_the_same_as_for_what_is_not_there(people, space, let_back, then):
    with in_space(space):
        confirm_step(actor=people["steward"].actor, step=let_back)
    never = f"/s/{space.code}/two/{uuid.uuid4()}/{then}"

    for who in ("member", "supporter", "lead"):
        real, made_up = (text_of(people[who].client.get(one)) for one in (at(space, let_back, then), never))
        assert real == made_up
        assert DECIDED not in real
        assert (OVER in real) == (who != "member")
    # Whom it is about keeps reading it on their first page, without who asked for it.
    assert "You were let back in" in people["lead"].client.get(f"/s/{space.code}/").content.decode()


def test_a_right_that_was_answered_meanwhile_says_so_too(people, space):
    with in_space(space):
        wish = Wish(role="safeguarding_lead", ends_on=today() + dt.timedelta(days=30))
        give_right(actor=people["steward"].actor, membership=people["member"].membership, wish=wish)
        waiting = Appointment.objects.get()
    here = f"/s/{space.code}/rights/{waiting.pk}/"
    assert people["lead"].post(f"{here}second/", answer="yes").status_code == 303

    assert OVER in text_of(people["lead"].post(f"{here}second/", answer="yes"))
    assert OVER in text_of(people["steward"].post(f"{here}back/"))
    assert OVER not in text_of(people["supporter"].post(f"{here}back/"))


def test_what_two_decided_stands_on_the_first_page_of_who_asked_and_who_agreed(people, space):
    colleague = join(space, "Col", "supervisor")
    with in_space(space):
        step = ask_colleagues(people, "coordinator")
        confirm_step(actor=colleague.actor, step=step)

    first = {
        name: one.client.get(f"/s/{space.code}/").content.decode()
        for name, one in {**people, "colleague": colleague}.items()
    }
    said = "Lea was suspended. Coo asked for it, Col agreed."
    told = {name for name, page in first.items() if said in page}
    assert told == {"coordinator", "colleague", "steward"}


def test_the_way_to_the_first_page_is_named_only_to_whom_something_stands_there(people, space, let_back):
    with in_space(space):
        confirm_step(actor=people["steward"].actor, step=let_back)
        GuardedStep.objects.filter(pk=let_back.pk).update(deed="suspend")
    other = join(space, "Other", "coordinator")
    never = f"/s/{space.code}/two/{uuid.uuid4()}/"

    assert people["coordinator"].membership.pk == let_back.asked_by_id
    for who, stands in (("coordinator", True), ("steward", True), ("supporter", False)):
        assert (LATELY in text_of(people[who].client.get(never))) == stands, who
    assert LATELY not in text_of(other.client.get(never))
    # A right that somebody said the second yes to stands on nobody's first page.
    of_rights = f"/s/{space.code}/rights/{uuid.uuid4()}/second/"
    assert LATELY not in text_of(people["steward"].client.get(of_rights))
