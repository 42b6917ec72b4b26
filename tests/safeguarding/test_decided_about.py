"""Nothing may be told against what stands in the same case: a No, another ground, a wish taken back."""

import pytest
from django.core.exceptions import ValidationError

from muruna.foundation.models import OutboxEvent
from muruna.foundation.tenancy import in_space
from muruna.safeguarding.actions import answers, cases, disclosing
from muruna.safeguarding.logic.showing import Showing
from muruna.safeguarding.models import Approval
from muruna.safeguarding.queries.cases import is_wish_shown
from tests.safeguarding.test_telling import case, news

__all__ = ["case"]


@pytest.fixture(autouse=True)
def inside(space):
    with in_space(space):
        yield


def propose(people, case, who="lead", **more):
    return disclosing.propose_telling(
        actor=people[who].actor, case_id=case.pk, text="Canary words", whom="Canary clinic", **more
    )


def approve(people, note, *leads):
    for who in leads:
        disclosing.approve_telling(actor=people[who].actor, note_id=note.pk)


def hear(people, case, answer="", text=""):
    answers.hear_concerned(actor=people["member"].actor, case_id=case.pk, answer=answer, text=text)


def ground(people, case, basis):
    cases.write_facts(actor=people["lead"].actor, case_id=case.pk, facts={"basis": basis})


def may_be_told(note):
    note.refresh_from_db()
    return note.may_be_told_on is not None


def reports(people):
    return people["member"].get("reports/").content.decode()


def test_whoever_says_yes_reads_what_the_person_said_last(people, case):
    note = propose(people, case)
    hear(people, case, "no", "Canary first")
    hear(people, case, text="Canary later")

    page = people["second"].get(f"cases/{case.pk}/yes/{note.pk}/").content.decode()

    for told in ("What the person said last", "No.", "Canary later"):
        assert told in page


def test_a_no_and_the_ground_that_they_said_yes_do_not_go_together(people, case):
    note = propose(people, case)
    hear(people, case, "no")

    page = people["second"].post(f"cases/{case.pk}/yes/{note.pk}/")

    assert page.status_code == 422
    assert "They have said No" in page.content.decode()
    with pytest.raises(ValidationError) as refused:
        propose(people, case)
    assert refused.value.code == "said_no"
    hear(people, case, "yes")
    approve(people, note, "lead", "second")
    assert may_be_told(note)


def test_where_the_ground_is_another_one_a_no_is_read_and_decides_nothing(people, case):
    ground(people, case, "life")
    note = propose(people, case)
    hear(people, case, "no")

    approve(people, note, "lead", "second")

    assert may_be_told(note)


def test_a_no_that_comes_later_takes_back_what_stood_on_their_yes(people, case):
    note = propose(people, case)
    approve(people, note, "lead", "second")
    OutboxEvent.objects.all().delete()

    hear(people, case, "no")

    assert not may_be_told(note)
    assert not Approval.objects.exists()
    assert "may not be told" in reports(people)
    assert "It may be told, in exactly" not in reports(people)
    assert {str(people[who].person.pk) for who in ("lead", "second", "third")} <= set(news())


@pytest.mark.parametrize("basis", ["inside", "life", ""])
def test_another_ground_takes_back_the_yeses_that_were_given_under_the_one_before(people, case, basis):
    note = propose(people, case)
    approve(people, note, "lead", "second")
    OutboxEvent.objects.all().delete()

    ground(people, case, basis)

    assert not may_be_told(note)
    page = reports(people)
    assert "It may be told, in exactly" not in page
    assert "that was taken back on" in page
    assert str(people["member"].person.pk) in news()
    assert "May be told since" not in people["lead"].get(f"cases/{case.pk}/").content.decode()


def test_other_facts_leave_the_yeses_alone(people, case):
    note = propose(people, case)
    approve(people, note, "lead", "second")

    cases.write_facts(actor=people["lead"].actor, case_id=case.pk, facts={"wishes": "louder"})

    assert may_be_told(note)


def test_one_yes_is_taken_back_too_and_the_second_alone_is_not_enough(people, case):
    note = propose(people, case)
    approve(people, note, "lead")
    ground(people, case, "life")

    approve(people, note, "second")

    assert not may_be_told(note)


def test_a_wish_is_withdrawn_and_the_person_reads_that(people, case):
    note = propose(people, case)
    approve(people, note, "lead", "second")
    at = f"cases/{case.pk}/back/{note.pk}/"
    assert at in people["third"].get(f"cases/{case.pk}/").content.decode()
    OutboxEvent.objects.all().delete()

    assert people["third"].post(at).status_code == 303

    assert news() == [str(people["member"].person.pk)]
    page = reports(people)
    assert "that was taken back on" in page
    assert "please write to the team" not in page
    assert "It may be told, in exactly" not in page
    assert not is_wish_shown(people["member"].actor)
    page = people["lead"].get(f"cases/{case.pk}/").content.decode()
    assert "Taken back on" in page
    assert "Thi" in page
    assert f"yes/{note.pk}/" not in page
    assert at not in page
    with pytest.raises(ValidationError) as refused:
        approve(people, note, "lead")
    assert refused.value.code == "withdrawn"


def test_a_wish_that_nobody_had_agreed_to_is_withdrawn(people, case):
    note = propose(people, case)
    disclosing.withdraw_telling(actor=people["second"].actor, note_id=note.pk)
    disclosing.withdraw_telling(actor=people["second"].actor, note_id=note.pk)

    assert "The team took this back on" in reports(people)


def test_what_could_leave_before_it_was_taken_back_is_still_owed_to_them(people, case):
    held = propose(people, case, showing=Showing("not_yet", "Canary why"))
    for who in ("lead", "second"):
        disclosing.approve_telling(
            actor=people[who].actor, note_id=held.pk, showing=Showing("not_yet", "Canary why")
        )
    OutboxEvent.objects.all().delete()
    disclosing.withdraw_telling(actor=people["lead"].actor, note_id=held.pk)

    assert news() == []
    with pytest.raises(ValidationError) as refused:
        cases.close_case(actor=people["lead"].actor, case_id=case.pk, outcome="helped")
    assert refused.value.code == "not_shown"
    disclosing.show_telling(actor=people["lead"].actor, note_id=held.pk, showing=Showing())
    assert "Two people had said yes" in reports(people)


def test_nobody_outside_the_team_withdraws_and_no_other_line_is_withdrawn(people, case):
    note = propose(people, case)
    line = cases.write_note(actor=people["lead"].actor, case_id=case.pk, kind="note", text="x")
    for who in ("member", "supporter", "steward"):
        assert people[who].post(f"cases/{case.pk}/back/{note.pk}/").status_code == 404
    with pytest.raises(ValidationError):
        disclosing.withdraw_telling(actor=people["lead"].actor, note_id=line.pk)
    note.refresh_from_db()
    assert note.withdrawn_on is None


def test_to_whom_and_what_stand_apart_on_the_page_that_asks_for_a_yes(people, case):
    note = propose(people, case)

    page = people["second"].get(f"cases/{case.pk}/yes/{note.pk}/").content.decode()

    assert "Canary clinic: Canary words" not in page
    for told in ("To whom, by name or office", "Exactly what would be said", "Nothing yet."):
        assert told in page
