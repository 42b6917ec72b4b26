"""What would be told outside may be held back from whom it is about: for a reason, by name, not for good."""

import pytest
from django.core.exceptions import ValidationError

from muruna.foundation.models import OutboxEvent
from muruna.foundation.tenancy import in_space
from muruna.safeguarding import doors
from muruna.safeguarding.actions import cases, disclosing
from muruna.safeguarding.logic.showing import Showing
from muruna.safeguarding.models import CaseLetter, CaseNote
from muruna.safeguarding.queries.cases import is_wish_shown, progress_for
from muruna.spaces.models import Membership
from tests.safeguarding.test_telling import case, news

__all__ = ["case"]
NOT_YET = Showing("not_yet", "Canary: her father reads along")
SECRET = ("Canary words", "Canary clinic", "father reads along", "by phone")
TOLD = Showing("told", "Canary: by phone, on Monday")


@pytest.fixture(autouse=True)
def inside(space):
    with in_space(space):
        yield


@pytest.fixture
def held(people, case):
    OutboxEvent.objects.all().delete()
    return disclosing.propose_telling(
        actor=people["lead"].actor, case_id=case.pk, text="Canary words", whom="Canary clinic",
        showing=NOT_YET,
    )  # fmt: skip


def approve(people, note, *leads, showing=NOT_YET):
    for who in leads:
        disclosing.approve_telling(actor=people[who].actor, note_id=note.pk, showing=showing)


def close(people, case):
    return cases.close_case(actor=people["lead"].actor, case_id=case.pk, outcome="helped")


def pages_of_member(people):
    return "".join(people["member"].get(at).content.decode() for at in ("", "reports/"))


def test_nothing_stirs_in_the_account_of_whom_it_is_held_back_from(people, case, held):
    approve(people, held, "lead", "second")

    assert news() == []
    assert not any(one in pages_of_member(people) for one in SECRET)
    member = people["member"].actor
    assert not is_wish_shown(member)
    assert not any(one in str(doors.export(member)) for one in SECRET)
    held.refresh_from_db()
    assert held.may_be_told_on is not None


def test_both_leads_read_who_decided_and_why_and_nobody_else(people, case, held):
    for who in ("lead", "second"):
        page = people[who].get(f"cases/{case.pk}/").content.decode()
        for told in ("Not shown to the person yet, because", "her father reads along", "Lea"):
            assert told in page
        assert "have not been shown to whoever this is about" in page
    line = CaseNote.objects.get(kind=CaseNote.HELD)
    assert (line.author, line.about) == (people["lead"].membership, held)
    assert b"Canary" not in bytes(line.body)
    for who in ("member", "supporter", "steward"):
        assert people[who].get(f"cases/{case.pk}/").status_code == 404


def test_whoever_says_yes_is_asked_again_with_what_is_safe_before_their_eyes(people, case, held):
    at = f"cases/{case.pk}/yes/{held.pk}/"
    page = people["second"].get(at).content.decode()
    for told in (
        "her father reads along",
        "Hours at which it is safe",
        "Who must not be told",
    ):
        assert told in page
    assert 'value="now" checked' not in page

    assert people["second"].post(at).status_code == 422
    without = people["second"].post(at, when="not_yet")
    assert without.status_code == 422
    assert "Please write why not yet" in without.content.decode()
    both = people["second"].post(at, when="now", words="she is away")
    assert both.status_code == 422
    assert "she is away" in both.content.decode()
    assert news() == []

    assert people["second"].post(at, when="now").status_code == 303
    assert "Canary words" in people["member"].get("reports/").content.decode()
    assert people["third"].get(at).content.decode().count('name="when"') == 0  # they know now


def test_shown_late_it_says_why_and_who_decided_under_the_name_of_today(people, case, held):
    approve(people, held, "lead", "second")
    at = f"cases/{case.pk}/when/{held.pk}/"
    assert at in people["second"].get(f"cases/{case.pk}/").content.decode()
    assert people["second"].post(at, when="now").status_code == 303
    Membership.objects.filter(pk=people["lead"].membership.pk).update(name="Leander")

    page = people["member"].get("reports/").content.decode()

    assert news() == [str(people["member"].person.pk)]
    for told in ("Canary words", "Canary clinic", "Two people have said yes on", "her father reads along",
                 "Leander decided on"):  # fmt: skip
        assert told in page
    assert "her father reads along" in str(doors.export(people["member"].actor))
    assert CaseLetter.objects.count() == 1
    assert close(people, case).state == "closed"


def test_a_case_stays_open_until_they_know(people, case, held):
    approve(people, held, "lead")

    with pytest.raises(ValidationError) as refused:
        close(people, case)
    assert refused.value.code == "not_shown"

    disclosing.show_telling(actor=people["second"].actor, note_id=held.pk, showing=TOLD)
    page = people["lead"].get(f"cases/{case.pk}/").content.decode()
    assert "has been told in another way" in page
    assert "by phone, on Monday" in page
    assert not any(one in pages_of_member(people) for one in SECRET)
    assert [one.state for one in progress_for(people["member"].actor)] == ["received"]
    assert close(people, case).state == "closed"


def test_what_was_never_agreed_to_keeps_no_case_open(people, case, held):
    assert close(people, case).state == "closed"


def test_who_was_told_in_another_way_can_still_be_shown_it(people, case, held):
    for showing in (TOLD, NOT_YET, Showing()):
        disclosing.show_telling(actor=people["lead"].actor, note_id=held.pk, showing=showing)

    assert "Canary words" in people["member"].get("reports/").content.decode()
    assert CaseNote.objects.filter(kind=CaseNote.HELD).count() == 1


def test_at_once_is_no_default_and_what_was_typed_stays(people, case):
    page = people["lead"].post(f"cases/{case.pk}/outside/", whom="Canary clinic", text="Canary words")

    assert page.status_code == 422
    assert "Canary words" in page.content.decode()
    assert not CaseNote.objects.filter(kind=CaseNote.DISCLOSURE).exists()
    sent = people["lead"].post(
        f"cases/{case.pk}/outside/", whom="Canary clinic", text="Canary words", when="not_yet", words="why"
    )
    assert sent.status_code == 303
    assert not CaseLetter.objects.exists()


def test_a_reason_is_required_and_nothing_else_is_taken(people, case):
    for when, words in (("not_yet", ""), ("told", ""), ("now", "why"), ("never", "why")):
        with pytest.raises(ValueError, match=when):
            Showing(when, words)


def test_nobody_outside_the_team_decides_and_no_other_line_can_be_shown(people, case, held):
    line = CaseNote.objects.get(kind=CaseNote.HELD)
    with pytest.raises(ValidationError):
        disclosing.show_telling(actor=people["lead"].actor, note_id=line.pk, showing=Showing())
    for step in ("when", "yes"):
        assert people["lead"].get(f"cases/{case.pk}/{step}/{line.pk}/").status_code == 404
    for who in ("member", "supporter", "steward"):
        assert people[who].post(f"cases/{case.pk}/when/{held.pk}/", when="now").status_code == 404
    assert not CaseLetter.objects.exists()


def test_reasons_of_one_person_and_day_stand_under_one_sentence(people, case, held):
    approve(people, held, "lead", showing=Showing("not_yet", "Canary: still so"))
    approve(people, held, "second", showing=Showing("now", ""))

    page = people["member"].get("reports/").content.decode()

    assert "her father reads along" in page
    assert "Canary: still so" in page
    assert page.count("Lea decided on") == 1


def test_after_they_have_read_it_no_page_says_that_they_have_not(people, case, held):
    approve(people, held, "second", showing=Showing("now", ""))

    for at in (f"cases/{case.pk}/", f"cases/{case.pk}/yes/{held.pk}/"):
        page = people["third"].get(at).content.decode()
        assert "her father reads along" in page
        assert "Not shown to the person yet" not in page
        assert "Not shown to the person at first, because" in page
