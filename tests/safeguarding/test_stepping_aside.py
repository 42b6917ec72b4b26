"""No lead takes another one off a case alone, and nobody is taken off without hearing of it."""

import uuid

import pytest

from muruna.access import NotFound
from muruna.accounts.models import Block
from muruna.foundation.models import Trace
from muruna.foundation.tenancy import in_space
from muruna.safeguarding.actions import opening, team
from muruna.safeguarding.models import SteppingAside
from muruna.safeguarding.queries import asides
from muruna.safeguarding.sealing import team_of
from tests.safeguarding.conftest import join, make_talk, worry_about


@pytest.fixture
def worry(people, space):
    with in_space(space):
        people["third"].membership.rights.all().delete()
    return worry_about(people)


def ask_out(people, case, reason="close"):
    answer = people["lead"].post(
        f"cases/{case.pk}/aside/", who=str(people["second"].membership.pk), reason=reason
    )
    with in_space(people["lead"].space):
        return answer.status_code, SteppingAside.objects.filter(case=case).first()


def names(space, case):
    with in_space(space):
        return {one.name for one in team_of(case)}


def test_one_lead_alone_takes_nobody_off_a_case(people, space, worry):
    status, wish = ask_out(people, worry)

    assert status == 303
    assert names(space, worry) == {"Lea", "Sec"}
    seen = people["second"].get(f"cases/{worry.pk}/").content.decode()
    assert "Sec is asked to leave this case" in seen
    assert "Asked for by Lea" in seen
    for who in ("lead", "second", "member", "supporter"):
        assert people[who].get(f"aside/{wish.pk}/").status_code == 404
        assert people[who].post(f"aside/{wish.pk}/", answer="yes").status_code == 404
    assert names(space, worry) == {"Lea", "Sec"}


def test_without_a_reason_nothing_is_asked(people, space, worry):
    assert ask_out(people, worry, reason="")[0] == 422
    assert ask_out(people, worry, reason="made-up") == (422, None)


def test_a_steward_says_the_second_yes_and_the_lead_is_told_without_words(people, space, worry):
    _status, wish = ask_out(people, worry)
    steward = people["steward"]
    home = steward.get("").content.decode()
    assert f"aside/{wish.pk}/" in home
    page = steward.get(f"aside/{wish.pk}/").content.decode()
    assert "Close to somebody" in page
    assert "Canary worry" not in page
    assert "Mem" not in page

    assert steward.post(f"aside/{wish.pk}/", answer="yes").status_code == 303

    assert names(space, worry) == {"Lea"}
    assert people["second"].get(f"cases/{worry.pk}/").status_code == 404
    told = people["second"].get("").content.decode()
    assert "You were taken off a case" in told
    assert "You were taken off a case" not in people["lead"].get("").content.decode()
    assert "Yes from Ste" in people["lead"].get(f"cases/{worry.pk}/").content.decode()
    assert steward.get(f"aside/{wish.pk}/").status_code == 404
    with in_space(space):
        assert set(Trace.objects.filter(thing_id=str(worry.pk)).values_list("action", "reason")) >= {
            ("case.name", "close"),
            ("case.answer_aside", "yes"),
        }


def test_a_no_leaves_all_as_it_was(people, space, worry):
    _status, wish = ask_out(people, worry)

    people["steward"].post(f"aside/{wish.pk}/", answer="no")

    assert names(space, worry) == {"Lea", "Sec"}
    assert ask_out(people, worry)[1].pk != wish.pk


def test_a_steward_who_has_a_part_in_the_case_says_nothing_to_it(people, space):
    case = worry_about(people, "steward")
    with in_space(space):
        wish = team.name_in_case(
            actor=people["lead"].actor, case_id=case.pk, lead_id=people["second"].membership.pk,
            reason="close",
        )  # fmt: skip
        with pytest.raises(NotFound):
            team.answer_aside(actor=people["steward"].actor, aside_id=wish.pk, is_yes=True)
        assert [one.name for one in asides.seconds_for(wish)] == ["Thi"]
        team.answer_aside(actor=people["third"].actor, aside_id=wish.pk, is_yes=True)

    assert names(space, case) == {"Lea", "Thi"}


def test_who_may_be_second_is_the_same_on_the_page_and_in_the_rules(people, space, worry):
    join(space, "Other", "steward")
    _status, wish = ask_out(people, worry)
    with in_space(space):
        listed = {one.name for one in asides.seconds_for(wish)}
        may = {who.membership.name for who in people.values() if asides.waiting_asides(who.actor)}
    assert listed == may | {"Other"} == {"Ste", "Other"}


def test_a_lead_steps_aside_of_their_own_at_once(people, space, worry):
    lead = people["second"]
    lead.post(f"cases/{worry.pk}/aside/", who=str(lead.membership.pk), reason="quarrel")

    assert names(space, worry) == {"Lea"}
    assert lead.get(f"cases/{worry.pk}/").status_code == 404
    assert "You were taken off a case" not in lead.get("").content.decode()


def test_when_no_lead_is_left_to_bring_in_the_page_says_so_and_has_no_button(people, space, worry):
    page = people["lead"].get(f"cases/{worry.pk}/team/").content.decode()
    assert "There is no lead left" in page
    assert "Let them read this case" not in page

    join(space, "New", "safeguarding_lead")

    page = people["lead"].get(f"cases/{worry.pk}/team/").content.decode()
    assert "There is no lead left" not in page
    assert "Let them read this case" in page


def test_two_worries_are_told_apart_on_the_board(people, space, worry):
    talk = make_talk(join(space, "Two"), people["supporter"])
    with in_space(space):
        other = opening.open_worry(
            actor=people["supporter"].actor, conversation=talk, concerned=people["steward"].membership,
            facts={}, language="en",
        )  # fmt: skip

    board = people["lead"].get("cases/").content.decode()
    assert worry.short_code != other.short_code
    for case in (worry, other):
        assert case.short_code in board
        assert case.short_code in people["lead"].get(f"cases/{case.pk}/").content.decode()


@pytest.mark.parametrize(
    ("blocker", "blocked"), [("lead", "member"), ("member", "lead"), ("supporter", "lead")]
)
def test_a_lead_whom_a_block_keeps_apart_is_not_brought_in_and_looks_like_any_other_absent_one(
    people, space, blocker, blocked
):
    Block.objects.create(
        blocker=people[blocker].person, blocked=people[blocked].person, label_sealed=b"-",
        space_id=space.pk, room=space.pk,
    )  # fmt: skip
    case = worry_about(people)
    new = join(space, "New", "safeguarding_lead")
    asking, apart = people["second"], people["lead"]
    assert names(space, case) == {"Sec", "Thi"}

    page = asking.get(f"cases/{case.pk}/team/").content.decode()
    assert "New" in page
    assert f'value="{apart.membership.pk}"' not in page
    assert "Where the case itself does not say why, nobody is told" in page
    made_up = asking.post(f"cases/{case.pk}/team/", who=str(uuid.uuid4()))
    refused = asking.post(f"cases/{case.pk}/team/", who=str(apart.membership.pk))
    assert refused.status_code == made_up.status_code == 422
    with in_space(space):
        for nobody in (apart.membership.pk, people["steward"].membership.pk):
            with pytest.raises(NotFound):
                team.bring_in(actor=asking.actor, case_id=case.pk, lead_id=nobody)
    assert asking.post(f"cases/{case.pk}/team/", who=str(new.membership.pk)).status_code == 303
    assert names(space, case) == {"Sec", "Thi", "New"}
