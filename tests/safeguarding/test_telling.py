"""Before anything is told outside, whom it is about reads what and to whom; and nobody else does."""

import pytest

from muruna.foundation.models import OutboxEvent
from muruna.foundation.tenancy import in_space
from muruna.safeguarding import doors
from muruna.safeguarding.actions import cases, disclosing, opening
from muruna.safeguarding.models import CaseLetter
from tests.safeguarding.conftest import make_talk, worry_about

FACTS = {
    "happened": "Canary worry", "contact": "here", "hours": "evenings", "not_told": "parents",
    "reveals": ["orientation"], "wishes": "quiet", "basis": "consent",
}  # fmt: skip


@pytest.fixture
def case(people):
    return worry_about(people, facts=FACTS)


def propose(people, space, case):
    with in_space(space):
        OutboxEvent.objects.all().delete()
        return disclosing.propose_telling(
            actor=people["lead"].actor, case_id=case.pk, text="Canary words", whom="Canary clinic"
        )


def news():
    return [str(one.payload["person"]) for one in OutboxEvent.objects.filter(topic="person.news")]


def test_whom_it_is_about_reads_it_before_it_may_be_told(people, space, case):
    note = propose(people, space, case)

    page = people["member"].get("reports/").content.decode()
    assert "Canary words" in page
    assert "Canary clinic" in page
    assert "It may not be told before two people have said yes." in page
    assert "You are asked" not in page
    assert news() == [str(people["member"].person.pk)]
    assert "What would be told outside" in people["member"].get("").content.decode()
    for who in ("supporter", "steward"):
        assert "Canary words" not in people[who].get("reports/").content.decode()
    assert "can read these words, and to whom" in people["lead"].get(f"cases/{case.pk}/").content.decode()
    with in_space(space):
        assert b"Canary words" not in bytes(CaseLetter.objects.get().body)
        [told] = doors.export(people["member"].actor)[0].rows[0]["What would be told outside"]
        assert told.startswith("Canary clinic: Canary words (Asked for on")

    with in_space(space):
        for who in ("lead", "second"):
            disclosing.approve_telling(actor=people[who].actor, note_id=note.pk)

    page = people["member"].get("reports/").content.decode()
    assert "Two people have said yes on" in page
    assert news() == [str(people["member"].person.pk)] * 2
    with in_space(space):
        assert CaseLetter.objects.count() == 1


def test_a_wish_of_before_is_shown_with_the_second_yes(people, space, case):
    note = propose(people, space, case)
    with in_space(space):
        CaseLetter.objects.all().delete()

    with in_space(space):
        for who in ("lead", "second"):
            disclosing.approve_telling(actor=people[who].actor, note_id=note.pk)

    assert "Canary words" in people["member"].get("reports/").content.decode()


def test_whoever_is_named_in_a_report_is_not_warned_and_who_reported_is_told(people, space):
    talk = make_talk(people["member"], people["supporter"])
    with in_space(space):
        report = opening.open_report(
            actor=people["member"].actor, conversation=talk, named=people["supporter"].membership,
            words=[{"text": "Canary excerpt"}], why="why",
        )  # fmt: skip
        cases.write_facts(actor=people["lead"].actor, case_id=report.pk, facts=FACTS)
    propose(people, space, report)

    assert "Canary words" in people["member"].get("reports/").content.decode()
    assert "Canary words" not in people["supporter"].get("reports/").content.decode()
    assert news() == [str(people["member"].person.pk)]
