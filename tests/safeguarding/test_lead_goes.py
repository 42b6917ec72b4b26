"""A lead who was asked and goes: the next one is asked at once, and a suspension takes no key for good."""

import datetime as dt
import re

import pytest

from muruna.accounts.models import ContentGrant
from muruna.conversations.actions.messages import begin_conversation
from muruna.conversations.actions.worries import raise_worry
from muruna.foundation.clock import now, today
from muruna.foundation.tenancy import in_space
from muruna.safeguarding import reminding, sealing
from muruna.safeguarding.actions import cases, opening
from muruna.safeguarding.events import go_on_with_who_is_there
from muruna.safeguarding.models import Approval, Case, CaseNote, DutyWindow
from muruna.safeguarding.queries.cases import progress_for
from muruna.spaces import guarding
from muruna.spaces.actions.members import suspend_member
from muruna.spaces.models import GuardedStep, Membership, Right
from tests.safeguarding.conftest import join, make_talk


def on_duty(who):
    """Today and tomorrow, all day."""
    with in_space(who.space):
        who.space.time_zone = "UTC"
        who.space.save()
        for ahead in (0, 1):
            DutyWindow.objects.create(
                space=who.space, lead=who.membership, starts=dt.time(0), ends=dt.time(23, 59),
                weekday=(today() + dt.timedelta(days=ahead)).weekday(), languages=["en"],
            )  # fmt: skip


def begin(member, supporter):
    """A talk of the two as the site begins one."""
    with in_space(member.space):
        Right.objects.filter(membership=supporter.membership).update(tracks=["adults", "under-18"])
        return begin_conversation(
            actor=supporter.actor, member=member.membership, supporter=supporter.membership, request_id=None,
            words="",
        )  # fmt: skip


def later_duty(who):
    with in_space(who.space):
        DutyWindow.objects.create(
            space=who.space, lead=who.membership, weekday=(today() + dt.timedelta(days=2)).weekday(),
            starts=dt.time(9), ends=dt.time(12), languages=["en"],
        )  # fmt: skip


@pytest.fixture
def worry(people, space):
    """A worry of which Lea has been asked, on duty; Sec has hours the day after tomorrow; Thi is none."""
    talk = begin(people["member"], people["supporter"])
    on_duty(people["lead"])
    later_duty(people["second"])
    with in_space(space):
        Right.objects.filter(membership=people["third"].membership).delete()
        raised = raise_worry(
            actor=people["supporter"].actor, conversation_id=talk.pk, facts={"happened": "Canary worry"}
        )
        case = Case.objects.get(pk=raised.case_id)
        assert case.asked == people["lead"].membership
        case.talk = talk
        return case


def suspended(who):
    with in_space(who.space):
        Membership.objects.filter(pk=who.membership.pk).update(state=Membership.SUSPENDED)
    go_on_with_who_is_there(space=str(who.space.pk))


def restored(who):
    with in_space(who.space):
        Membership.objects.filter(pk=who.membership.pk).update(state=Membership.ACTIVE)
    go_on_with_who_is_there(space=str(who.space.pk))


def again(space, case):
    with in_space(space):
        return Case.objects.select_related("asked").get(pk=case.pk)


def step_aside(who, case):
    assert who.post(f"cases/{case.pk}/aside/", who=str(who.membership.pk), reason="close").status_code < 400


def right_ends(who, _case=None):
    with in_space(who.space):
        Right.objects.filter(membership=who.membership).update(ends_on=today() - dt.timedelta(days=1))
    go_on_with_who_is_there(space=str(who.space.pk))


@pytest.mark.parametrize("goes", [step_aside, right_ends, lambda who, _case: suspended(who)])
def test_when_who_was_asked_goes_the_next_is_asked_and_both_pages_say_so(people, space, worry, goes):
    before = worry.answer_by

    goes(people["lead"], worry)

    case = again(space, worry)
    assert case.asked == people["second"].membership
    assert case.answer_by > before
    place = f"talks/{worry.talk.pk}/"
    for who in ("member", "supporter"):
        page = people[who].get(place).content.decode()
        assert "Sec has been asked and has not taken it up yet." in page
        assert "Whoever was asked before cannot look at it now." in page
    reports = people["member"].get("reports/").content.decode()
    assert "Sec has been asked instead." in reports
    assert "Lea is on duty" not in reports


def test_who_had_taken_it_up_and_goes_has_it_no_more(people, space, worry):
    with in_space(space):
        cases.take_case(actor=people["lead"].actor, case_id=worry.pk)

    suspended(people["lead"])

    case = again(space, worry)
    assert (case.taken_by, case.answered_at) == (None, None)
    assert case.asked == people["second"].membership


def test_nothing_changes_where_who_was_asked_is_there(people, space, worry):
    with in_space(space):
        before = again(space, worry)
        assert reminding.ask_anew(space) == 0
        Case.objects.update(asked=None, answer_by=dt.datetime.combine(
            today() + dt.timedelta(days=2), dt.time(10), dt.UTC))  # fmt: skip
        assert reminding.ask_anew(space) == 0  # the hour of somebody's duty, promised without a name
        cases.take_case(actor=people["lead"].actor, case_id=worry.pk)
        assert reminding.ask_anew(space) == 0
    assert before.asked_again_at is None


def test_a_new_promise_that_is_broken_is_late_and_asked_again(people, space, worry):
    suspended(people["lead"])
    with in_space(space):
        past = now() - dt.timedelta(minutes=2)
        Case.objects.update(answer_by=past, asked_again_at=past - dt.timedelta(hours=1))
        Case.objects.update(kind=Case.REPORT)  # whose second asking would else wait a day
        assert reminding.ask_again(space) == 1


def test_a_suspended_lead_opens_nothing_and_loses_nothing(people, space, worry):
    lead = people["lead"]
    with in_space(space):
        held = ContentGrant.objects.filter(container=worry.pk, person=lead.person).count()

    suspended(lead)

    assert lead.get(f"cases/{worry.pk}/").status_code == 404
    with in_space(space):
        assert ContentGrant.objects.filter(container=worry.pk, person=lead.person).count() == held
        assert lead.membership not in sealing.here(worry)
    restored(lead)
    assert "Canary worry" in lead.get(f"cases/{worry.pk}/").content.decode()


def test_an_approval_of_who_is_suspended_counts_no_more(people, space, worry):
    with in_space(space):
        note = sealing.put_note(
            worry, sealing.key_for_new(people["lead"].actor, worry)[0], people["lead"].membership,
            CaseNote.DISCLOSURE, {"text": "x", "to": "y"},
        )  # fmt: skip
        for who in ("lead", "second"):
            Approval.objects.create(space=space, note=note, lead=people[who].membership)
        CaseNote.objects.filter(pk=note.pk).update(may_be_told_on=today())

    suspended(people["lead"])

    with in_space(space):
        note.refresh_from_db()
        assert note.may_be_told_on is None
        assert [one.lead for one in Approval.objects.filter(note=note)] == [people["second"].membership]


def test_with_every_lead_away_the_contact_outside_is_offered_and_nothing_is_promised(people, space, worry):
    suspended(people["lead"])
    suspended(people["second"])

    with in_space(space):
        assert [one.is_without_team for one in progress_for(people["member"].actor)] == [True]
    for who in ("member", "supporter"):
        for place in ("reports/", f"talks/{worry.talk.pk}/"):
            page = people[who].get(place).content.decode()
            assert "Canary-Outside" in page
            assert "promised" not in page
            assert "You will" not in page
    restored(people["second"])
    page = people["member"].get(f"talks/{worry.talk.pk}/").content.decode()
    assert "Sec has been asked and has not taken it up yet." in page


def test_who_is_named_in_an_open_case_decides_nothing_about_its_team(people, space):
    named, lead = people["second"], people["lead"]
    talk = make_talk(people["member"], named)
    with in_space(space):
        case = opening.open_report(
            actor=people["member"].actor, conversation=talk, named=named.membership,
            words=[{"text": "Canary words"}], why="because",
        )  # fmt: skip
        assert guarding.is_barred(named.person.pk, lead.membership)
        assert not guarding.is_barred(people["steward"].person.pk, lead.membership)
        answer = named.post(f"people/{lead.membership.pk}/suspend/", reason="other")
        assert answer.status_code == 422
        assert not GuardedStep.objects.exists()
        step = suspend_member(actor=people["steward"].actor, membership=lead.membership, reason="other")
    assert named.get(f"two/{step.pk}/").status_code == 404
    assert named.post(f"two/{step.pk}/", answer="yes").status_code == 404
    assert "A second yes" not in named.get("").content.decode()
    assert "A second yes" in people["third"].get("").content.decode()
    assert people["third"].get(f"two/{step.pk}/").status_code == 200
    with in_space(space):
        Case.objects.filter(pk=case.pk).update(state=Case.CLOSED)
    assert named.get(f"two/{step.pk}/").status_code == 200


def test_after_a_report_the_page_names_nobody_who_may_not_look_at_it(people, space):
    on_duty(people["second"])
    talk = make_talk(people["member"], people["second"])
    assert "Sec is on duty" in people["member"].get("reports/").content.decode()
    with in_space(space):
        opening.open_report(
            actor=people["member"].actor, conversation=talk, named=people["second"].membership,
            words=[{"text": "Canary words"}], why="",
        )  # fmt: skip

    page = people["member"].get("reports/").content.decode()

    assert "Sec" not in page
    assert re.search("Hours are shown as your clock shows them", page) or "No duty is planned" in page


def test_without_any_lead_boards_and_pages_say_so_and_nothing_untrue(people, space):
    talk = begin(people["member"], people["supporter"])
    coordinator = join(space, "Coo", "coordinator")
    assert "Nobody looks after safety here" not in coordinator.get("").content.decode()
    with in_space(space):
        Right.objects.filter(role="safeguarding_lead").delete()

    for who in (coordinator, people["steward"]):
        assert "Nobody looks after safety here" in who.get("").content.decode()
    page = people["supporter"].get(f"talks/{talk.pk}/care/").content.decode()
    assert "a worry would reach nobody" in page
    assert "Canary-Outside" in page
    answer = people["supporter"].post(f"talks/{talk.pk}/care/", what="x")
    assert answer.status_code == 422
    assert "Nobody looks after safety here just now" in answer.content.decode()
    assert "is part of it" not in answer.content.decode()


def test_the_team_sees_who_of_it_is_away_and_that_no_second_yes_can_come(people, space, worry):
    page = people["second"].get(f"cases/{worry.pk}/").content.decode()
    assert "cannot open it just now" not in page
    with in_space(space):
        sealing.put_note(
            worry, sealing.key_for_new(people["second"].actor, worry)[0], people["second"].membership,
            CaseNote.DISCLOSURE, {"text": "x", "to": "y"},
        )  # fmt: skip
    alone = "Nobody else of the team is here who could say the second yes"
    assert alone not in people["second"].get(f"cases/{worry.pk}/").content.decode()

    suspended(people["lead"])

    page = people["second"].get(f"cases/{worry.pk}/").content.decode()
    assert page.count("In the team, but cannot open it just now") == 1
    assert alone in page
    restored(people["lead"])
    page = people["second"].get(f"cases/{worry.pk}/").content.decode()
    assert "cannot open it just now" not in page
    assert alone not in page
