"""What somebody reads of what is about them, and says to it: also suspended, and not when they have gone."""

import datetime as dt
import re
import uuid
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from muruna.access import NotFound
from muruna.accounts.queries import openings_of
from muruna.foundation.clock import now, stopped_at
from muruna.foundation.tenancy import in_space
from muruna.safeguarding.actions import answers, cases, disclosing, opening, team, together
from muruna.safeguarding.logic.showing import Showing
from muruna.safeguarding.models import Case, CaseLetter, CaseNote, CasePerson
from muruna.safeguarding.queries.cases import progress_for
from muruna.safeguarding.sealing import opened
from muruna.spaces.models import Membership
from tests.safeguarding.conftest import join, make_talk, worry_about
from tests.safeguarding.test_telling import FACTS, case

__all__ = ["case"]


@pytest.fixture(autouse=True)
def inside(space):
    with in_space(space):
        yield


def become(who, state):
    name = "" if state == Membership.LEFT else who.membership.name
    Membership.objects.filter(pk=who.membership.pk).update(state=state, name=name)
    who.membership.refresh_from_db()


def propose(people, case, **more):
    return disclosing.propose_telling(
        actor=people["lead"].actor, case_id=case.pk, text="Canary words", whom="Canary clinic", **more
    )


def reports(people, who="member"):
    return people[who].get("reports/").content.decode()


def case_page(people, case, who="lead"):
    return people[who].get(f"cases/{case.pk}/").content.decode()


def report_of(people, **more):
    talk = make_talk(people["member"], people["supporter"])
    return opening.open_report(
        actor=people["member"].actor, conversation=talk, named=people["supporter"].membership,
        words=[{"text": "Canary excerpt"}], why="Canary why", **more,
    )  # fmt: skip


# Suspended, or gone


def test_somebody_suspended_reads_what_would_be_told_and_answers(people, case):
    become(people["member"], Membership.SUSPENDED)
    propose(people, case)

    page = reports(people)
    assert "Canary words" in page
    assert f"/reports/{case.pk}/" in page
    assert "have suspended you here" in page
    home = people["member"].client.get("/home/").content.decode()
    assert f"/s/{people['member'].space.code}/reports/" in home

    assert "<textarea" in people["member"].get(f"reports/{case.pk}/").content.decode()
    assert people["member"].post(f"reports/{case.pk}/", text="Canary no").status_code == 303
    assert "Canary no" in case_page(people, case)
    assert "can read these words, and to whom" in case_page(people, case)


def test_a_suspended_supporter_follows_no_worry_about_somebody_else(people, case):
    assert "A worry" in reports(people, "supporter")
    become(people["supporter"], Membership.SUSPENDED)

    assert "A worry" not in reports(people, "supporter")
    assert people["supporter"].post(f"reports/{case.pk}/", text="x").status_code == 404


def test_to_somebody_who_has_gone_nothing_is_shown_and_the_pages_say_so(people, case):
    become(people["member"], Membership.LEFT)
    assert people["lead"].post(f"cases/{case.pk}/ask/", text="Canary question").status_code == 422
    asked = people["lead"].get(f"cases/{case.pk}/ask/").content.decode()
    assert "cannot read anything here" in asked
    assert "<textarea" not in asked
    assert not CaseLetter.objects.exists()

    at = f"cases/{case.pk}/outside/"
    page = people["lead"].get(at).content.decode()
    assert "cannot read anything here" in page
    assert 'value="now"' not in page
    given = {"whom": "Canary clinic", "text": "Canary words"}
    assert people["lead"].post(at, when="now", **given).status_code == 422
    with pytest.raises(ValidationError):
        propose(people, case)
    sent = people["lead"].post(at, when="not_yet", words="Canary why without them", **given)
    assert sent.status_code == 303

    assert not CaseLetter.objects.exists()
    page = case_page(people, case)
    assert "Canary why without them" in page
    assert "cannot read anything here" in page
    assert "Whoever this is about can read these words" not in page
    note = CaseNote.objects.get(kind=CaseNote.DISCLOSURE)
    for who in ("lead", "second"):
        disclosing.approve_telling(
            actor=people[who].actor, note_id=note.pk, showing=Showing("not_yet", "she has gone")
        )
    done = cases.close_case(actor=people["lead"].actor, case_id=case.pk, outcome="helped")
    assert done.state == Case.CLOSED


def test_what_was_shown_before_they_went_is_not_said_to_be_read(people, case):
    propose(people, case)
    become(people["member"], Membership.LEFT)

    page = case_page(people, case)

    assert "Whoever this is about can read these words" not in page
    assert "cannot read anything here" in page


# What they read of it


def test_two_worries_are_told_apart_by_whoever_had_them(people, case, space):
    people["other"] = join(space, "Otto")
    second = worry_about(people, "other", facts=FACTS)

    page = reports(people, "supporter")
    for told in (case.short_code, second.short_code, "About Mem", "About Otto"):
        assert told in page
    answer = people["supporter"].get(f"reports/{second.pk}/").content.decode()
    assert second.short_code in answer
    assert "About Otto" in answer
    assert "From Sup" in reports(people)


def test_two_reports_are_told_apart_by_ones_own_words_and_a_number(people):
    report = report_of(people)

    page = reports(people)

    assert report.short_code in page
    assert "Canary why" in page
    assert "Canary excerpt" not in page


def test_what_one_says_to_the_team_stays_to_be_read(people, case):
    propose(people, case)
    asking = people["member"].get(f"reports/{case.pk}/").content.decode()
    assert "Canary words" in asking
    assert "Canary clinic" in asking

    client = people["member"].client
    sent = client.post(
        f"/s/{people['member'].space.code}/reports/{case.pk}/",
        {"key": str(uuid.uuid4()), "text": "Canary my own"},
    )
    page = client.get(sent["Location"]).content.decode()

    assert "You said" in page
    assert "Canary my own" in page
    assert "have been sent" in page
    assert "Canary my own" in people["member"].get(f"reports/{case.pk}/").content.decode()
    assert "Canary my own" not in reports(people, "supporter")


def test_a_wish_is_answered_with_yes_or_no(people, case):
    assert 'name="answer"' not in people["member"].get(f"reports/{case.pk}/").content.decode()
    note = propose(people, case)
    assert 'name="answer"' in people["member"].get(f"reports/{case.pk}/").content.decode()
    assert people["member"].post(f"reports/{case.pk}/").status_code == 422

    assert people["member"].post(f"reports/{case.pk}/", answer="no").status_code == 303

    with pytest.raises(ValidationError) as refused:
        disclosing.approve_telling(actor=people["lead"].actor, note_id=note.pk)
    assert refused.value.code == "said_no"
    assert "No." in reports(people)


@pytest.mark.parametrize("yeses", [1, 2])
def test_when_it_is_closed_the_wish_is_over(people, case, yeses):
    note = propose(people, case)
    for who in ("lead", "second")[:yeses]:
        disclosing.approve_telling(actor=people[who].actor, note_id=note.pk)
    cases.close_case(actor=people["lead"].actor, case_id=case.pk, outcome="helped")

    page = reports(people)

    assert "please write to the team" not in page
    assert "The team would tell" not in page
    assert ("It will not be told" in page) == (yeses == 1)


def test_work_on_the_facts_and_a_question_take_it_up(people, case):
    cases.write_facts(actor=people["second"].actor, case_id=case.pk, facts={"wishes": "Canary"})
    assert "Sec has taken it up." in reports(people)

    answers.ask_concerned(actor=people["lead"].actor, case_id=case.pk, text="Canary question")
    assert "Sec has taken it up." in reports(people)


def test_a_question_takes_it_up_and_nothing_stirs_for_what_is_held_back(people, case):
    propose(people, case, showing=Showing("not_yet", "why"))
    assert [one.state for one in progress_for(people["member"].actor)] == ["received"]

    answers.ask_concerned(actor=people["lead"].actor, case_id=case.pk, text="Canary question")

    assert "Lea has taken it up." in reports(people)


def test_late_is_not_calm(people, case):
    Case.objects.filter(pk=case.pk).update(answer_by=now())
    with stopped_at(now() + dt.timedelta(days=3)):
        card = re.search(r'<section class="card([^"]*)">', reports(people))
        board = re.search(r'<section class="card([^"]*)">', people["lead"].get("cases/").content.decode())
    assert "card-warm" not in card[1]
    assert "card-care" in card[1]
    assert "card-care" in board[1]


# The leads


def test_whoever_steps_aside_is_not_accused_and_lands_on_the_board(people):
    report = report_of(people)
    for who in ("lead", "second"):
        together.agree_to_open(actor=people[who].actor, case_id=report.pk)
    client = people["third"].client
    sent = client.post(
        f"/s/{people['third'].space.code}/cases/{report.pk}/aside/",
        {"key": str(uuid.uuid4()), "who": str(people["third"].membership.pk), "reason": "close"},
    )

    assert sent["Location"].endswith("/cases/")
    board = client.get(sent["Location"]).content.decode()
    assert "You have left this case." in board
    assert report.short_code not in board
    page = case_page(people, report, "second")
    assert CasePerson.objects.get(membership=people["third"].membership).part == CasePerson.ASIDE
    assert page.count("Named in it") == 1
    assert "Stepped aside" in page
    cases.write_facts(actor=people["lead"].actor, case_id=report.pk, facts=FACTS)
    cases.close_case(actor=people["lead"].actor, case_id=report.pk, outcome="warned")
    assert not openings_of(people["third"].actor).exists()
    assert openings_of(people["supporter"].actor).exists()
    with pytest.raises(NotFound):
        cases.open_case(actor=people["third"].actor, case_id=report.pk)
    assert opened(people["third"].actor, report).facts == {}


def test_another_who_is_asked_out_sends_nobody_away(people, case):
    sent = people["lead"].post(
        f"cases/{case.pk}/aside/", who=str(people["second"].membership.pk), reason="close"
    )
    assert sent["Location"].endswith(f"/cases/{case.pk}/")
    wish = case.asides.get()
    team.answer_aside(actor=people["third"].actor, aside_id=wish.pk, is_yes=True)
    assert CasePerson.objects.get(membership=people["second"].membership).part == CasePerson.ASIDE


def version(html):
    return re.search(r'name="version" value="([^"]*)"', html)[1]


def test_an_older_page_wipes_no_facts(people, case):
    at = f"cases/{case.pk}/facts/"
    older = version(people["second"].get(at).content.decode())
    seen = version(people["lead"].get(at).content.decode())
    kept = people["lead"].post(at, version=seen, not_told="Canary brother", contact="here")
    assert kept.status_code == 303

    clash = people["second"].post(at, version=older, wishes="Canary wish of the second")

    assert clash.status_code == 422
    page = clash.content.decode()
    for told in ("What stands there now", "Canary brother", "Canary wish of the second"):
        assert told in page
    facts = opened(people["third"].actor, Case.objects.get(pk=case.pk)).facts
    assert facts["not_told"] == "Canary brother"
    newer = version(page)
    again = people["second"].post(
        at, version=newer, wishes="Canary wish of the second", not_told="Canary brother", contact="here"
    )
    assert again.status_code == 303
    facts = opened(people["third"].actor, Case.objects.get(pk=case.pk)).facts
    assert (facts["wishes"], facts["not_told"]) == ("Canary wish of the second", "Canary brother")


def test_who_stood_as_named_because_they_stepped_aside_is_accused_no_more(people, case):
    wish = team.name_in_case(
        actor=people["lead"].actor, case_id=case.pk, lead_id=people["lead"].membership.pk, reason="close"
    )
    CasePerson.objects.filter(membership=wish.lead).update(part=CasePerson.NAMED)
    CasePerson.objects.filter(membership=people["supporter"].membership).update(part=CasePerson.NAMED)

    import_module("muruna.safeguarding.migrations.0004_taken_back").not_accused(apps, None)

    parts = dict(CasePerson.objects.values_list("membership__name", "part"))
    assert (parts["Lea"], parts["Sup"]) == (CasePerson.ASIDE, CasePerson.NAMED)
