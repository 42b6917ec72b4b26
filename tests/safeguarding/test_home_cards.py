"""What waits is said on the first page: a question to its person, an open case to its leads."""

import datetime as dt

from muruna.foundation import clock
from muruna.foundation.tenancy import in_space
from muruna.safeguarding.actions import answers, cases
from muruna.safeguarding.actions.cases import take_case
from tests.safeguarding.conftest import Someone
from tests.safeguarding.test_other_pages import MONDAY_18, be_on_duty, worry_about

ASKED = "Somebody asked you something"


def home_of(who: Someone) -> str:
    return str(who.get("").content.decode())


def test_a_question_waits_on_the_first_page_until_it_is_answered(people, space):
    case, member = worry_about(people), people["member"]
    assert ASKED not in home_of(member)
    with in_space(space):
        answers.ask_concerned(actor=people["lead"].actor, case_id=case.pk, text="Canary-question")

    shown = home_of(member)
    assert ASKED in shown
    assert "Canary-question" not in shown
    assert ASKED not in home_of(people["supporter"])

    member.post(f"reports/{case.pk}/", text="Canary-answer")
    assert ASKED not in home_of(member)


def test_a_question_of_a_closed_case_waits_no_more(people, space):
    case, lead = worry_about(people), people["lead"].actor
    with in_space(space):
        answers.ask_concerned(actor=lead, case_id=case.pk, text="Canary-question")
        facts = dict.fromkeys(("contact", "hours", "not_told", "wishes"), "x")
        cases.write_facts(
            actor=lead, case_id=case.pk, facts={**facts, "reveals": ["gender"], "basis": "inside"}
        )
        cases.close_case(actor=lead, case_id=case.pk, outcome="helped")

    assert ASKED not in home_of(people["member"])


def test_the_lead_sees_how_many_are_open_and_the_next_deadline(people, space):
    lead = people["lead"]
    be_on_duty(lead)
    assert "is open" not in home_of(lead)
    with clock.stopped_at(MONDAY_18):
        case = worry_about(people)
        shown = home_of(lead)
    assert "1 is open." in shown
    assert "Nobody has taken up 1." in shown
    assert "An answer is promised by" in shown
    with clock.stopped_at(MONDAY_18 + dt.timedelta(hours=3)):
        assert "Overdue: an answer was promised by" in home_of(lead)
        with in_space(space):
            take_case(actor=lead.actor, case_id=case.pk)
        shown = home_of(lead)
    assert "1 is open." in shown
    assert "promised by" not in shown
