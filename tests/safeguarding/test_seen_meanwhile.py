"""What a page of a case promises holds when another lead was there first, and when the case is closed."""

import re

import pytest

from muruna.foundation.models import OutboxEvent
from muruna.foundation.tenancy import in_space
from muruna.safeguarding.actions import answers, cases, disclosing
from muruna.safeguarding.logic.showing import Showing
from muruna.safeguarding.models import Case, CaseNote
from tests.safeguarding.test_telling import case, news

__all__ = ["case"]
NOT_YET = Showing("not_yet", "Canary: her father reads along")


@pytest.fixture(autouse=True)
def inside(space):
    with in_space(space):
        yield


def main_of(answer):
    page = answer.content.decode()
    return page[page.index("<main") : page.index("</main>")]


def seen_in(answer):
    field = re.search(r'<input[^>]*name="seen"[^>]*>', main_of(answer)).group()
    value = re.search(r'value="([^"]*)"', field)
    return value.group(1) if value else ""


def who_has(case):
    case.refresh_from_db()
    return case.taken_by


def take(who, case, **sent):
    return who.post(f"cases/{case.pk}/take/", **sent)


def test_whoever_is_second_reads_who_has_taken_it_up_meanwhile_and_takes_nothing(people, case):
    drawn = seen_in(people["second"].get(f"cases/{case.pk}/"))
    assert take(people["lead"], case, seen="").status_code == 303

    late = take(people["second"], case, seen=drawn)

    assert late.status_code == 422
    assert "Lea has taken it up meanwhile." in main_of(late)
    assert "Take it over" in main_of(late)
    assert seen_in(late) == str(people["lead"].membership.pk)
    assert who_has(case) == people["lead"].membership


def test_it_can_be_taken_over_knowingly_and_who_had_it_hears_of_it(people, case):
    take(people["lead"], case, seen="")
    late = take(people["second"], case, seen="")
    OutboxEvent.objects.all().delete()

    assert take(people["second"], case, seen=seen_in(late)).status_code == 303

    assert who_has(case) == people["second"].membership
    assert str(people["lead"].person.pk) in news()
    third = take(people["third"], case, seen=str(people["lead"].membership.pk))
    assert third.status_code == 422
    assert "Sec has taken it up meanwhile." in main_of(third)


def test_a_page_that_says_who_has_it_takes_it_over_at_once(people, case):
    take(people["lead"], case, seen="")
    for at in (f"cases/{case.pk}/", f"cases/{case.pk}/take/"):
        page = people["second"].get(at)
        assert "Lea looks after it." in main_of(page)
        assert seen_in(page) == str(people["lead"].membership.pk)

    assert take(people["second"], case, seen=seen_in(page)).status_code == 303
    assert take(people["second"], case, seen="").status_code == 303  # theirs already

    assert who_has(case) == people["second"].membership


def test_when_who_had_it_has_left_nobody_is_asked_twice(people, case):
    take(people["lead"], case, seen="")
    drawn = seen_in(people["second"].get(f"cases/{case.pk}/"))
    people["lead"].post(f"cases/{case.pk}/aside/", who=str(people["lead"].membership.pk), reason="close")

    assert take(people["second"], case, seen=drawn).status_code == 303
    assert who_has(case) == people["second"].membership


@pytest.fixture
def held(people, case):
    return disclosing.propose_telling(
        actor=people["lead"].actor, case_id=case.pk, text="Canary words", whom="Canary clinic",
        showing=NOT_YET,
    )  # fmt: skip


def close(who, case, page):
    return who.post(f"cases/{case.pk}/close/", outcome="helped", seen=seen_in(page))


def test_closing_says_which_wishes_it_takes_back_and_does_so_by_name(people, case, held):
    page = people["second"].get(f"cases/{case.pk}/close/")
    for told in ("Closing takes this back in your name", "Canary words", "Canary clinic"):
        assert told in main_of(page)

    assert close(people["second"], case, page).status_code == 303

    held.refresh_from_db()
    assert held.withdrawn_on is not None
    assert held.withdrawn_by == people["second"].membership
    closed = main_of(people["lead"].get(f"cases/{case.pk}/"))
    assert "by Sec. It may not be told." in closed
    assert "two leads must say yes" not in closed
    assert "Canary" not in main_of(people["member"].get("reports/"))


def test_closing_takes_back_no_wish_that_came_meanwhile(people, case):
    page = people["second"].get(f"cases/{case.pk}/close/")
    assert "Closing takes this back" not in main_of(page)
    disclosing.propose_telling(
        actor=people["lead"].actor, case_id=case.pk, text="Canary words", whom="Clinic"
    )

    late = close(people["second"], case, page)

    assert late.status_code == 422
    assert "Canary words" in main_of(late)
    case.refresh_from_db()
    assert case.state == Case.OPEN
    assert close(people["second"], case, late).status_code == 303
    assert "The team took this back on" in main_of(people["member"].get("reports/"))


def test_what_may_be_told_is_not_taken_back_by_closing(people, case):
    wish = disclosing.propose_telling(
        actor=people["lead"].actor, case_id=case.pk, text="Canary words", whom="Clinic"
    )
    for who in ("lead", "second"):
        disclosing.approve_telling(actor=people[who].actor, note_id=wish.pk)

    page = people["lead"].get(f"cases/{case.pk}/close/")
    assert "Closing takes this back" not in main_of(page)
    assert close(people["lead"], case, page).status_code == 303

    wish.refresh_from_db()
    assert (wish.withdrawn_on, wish.may_be_told_on is None) == (None, False)


@pytest.mark.parametrize("was_taken_back", [True, False])
def test_no_wish_of_a_closed_case_waits_for_a_yes_whatever_closed_it(people, case, held, was_taken_back):
    if was_taken_back:
        CaseNote.objects.filter(pk=held.pk).update(taken_back_on=held.day)
    Case.objects.filter(pk=case.pk).update(state=Case.CLOSED, closed_on=held.day, outcome="helped")

    page = main_of(people["lead"].get(f"cases/{case.pk}/"))

    assert "must say yes" not in page
    assert "It may not be told." in page


def test_not_yet_promises_only_what_holds(people, case):
    page = main_of(people["lead"].get(f"cases/{case.pk}/outside/"))

    assert "and the case stays open until they know" not in page.replace("once it may be told, the case", "")
    assert "If the case is closed before that, this is taken back." in page


def test_bringing_in_gives_no_number_of_reasons_and_no_lead_a_part(people, case):
    page = main_of(people["lead"].get(f"cases/{case.pk}/team/"))  # all three leads are in it

    assert "several reasons" not in page
    assert "no part in this" not in page
    assert "no lead left who can be brought in here" in page


def test_a_question_stands_in_the_case_as_what_it_is(people, case):
    answers.ask_concerned(actor=people["lead"].actor, case_id=case.pk, text="Canary question")
    at = f"cases/{case.pk}/"

    page = main_of(people["lead"].get(at))
    assert "Asked and answered" not in page
    assert "Asked, not answered yet" in page

    people["member"].post(f"reports/{case.pk}/", text="Canary answer")
    page = main_of(people["lead"].get(at))
    assert "not answered yet" not in page
    assert "Asked, and answered since" in page
    assert "Said to the team" in page

    answers.ask_concerned(actor=people["lead"].actor, case_id=case.pk, text="Canary second")
    cases.close_case(actor=people["lead"].actor, case_id=case.pk, outcome="helped")
    assert "Asked, and not answered before the end" in main_of(people["lead"].get(at))


def test_words_of_others_in_a_case_answer_no_question(people, case):
    answers.ask_concerned(actor=people["lead"].actor, case_id=case.pk, text="Canary question")
    people["supporter"].post(f"reports/{case.pk}/", text="Canary of who was worried")

    page = main_of(people["lead"].get(f"cases/{case.pk}/"))

    assert "Asked, not answered yet" in page
    assert "Said to the team" in page


def test_a_closed_case_says_that_its_questions_need_no_answer(people, case):
    answers.ask_concerned(actor=people["lead"].actor, case_id=case.pk, text="Canary question")
    assert "needs no answer" not in main_of(people["member"].get("reports/"))

    cases.close_case(actor=people["lead"].actor, case_id=case.pk, outcome="helped")

    page = main_of(people["member"].get("reports/"))
    assert "Canary question" in page
    assert "needs no answer any more" in page
