"""Duty, reports, messages from outside: pages, limits, and what the database holds."""

import datetime as dt
import re
import uuid
from functools import partial
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.urls import get_resolver

from muruna.accounts.models import ContentGrant, Person
from muruna.foundation import clock
from muruna.foundation.tenancy import across_spaces, in_space
from muruna.safeguarding import doors, expiring
from muruna.safeguarding.actions import answers, cases, opening
from muruna.safeguarding.actions.duty import set_duty
from muruna.safeguarding.models import Case, CaseNote, CasePerson, ContactMessage, DutyWindow
from muruna.safeguarding.queries import lead_on_duty, may_talk_live, next_duty
from muruna.safeguarding.queries.duty import uncovered
from tests.architecture.template_rules import OUTING
from tests.safeguarding import conftest
from tests.safeguarding.conftest import join, make_space, make_talk

worry_about = partial(conftest.worry_about, facts={"happened": "Canary-worry-words"})

MONDAY_18 = dt.datetime(2026, 11, 23, 17, 0, tzinfo=dt.UTC)  # 18:00 in Berlin


def be_on_duty(lead, languages=("en",), start=17, end=19):
    with in_space(lead.space):
        return set_duty(
            actor=lead.actor,
            weekdays=[0],
            starts=dt.time(start),
            ends=dt.time(end),
            languages=list(languages),
        )


def test_overlapping_hours_are_refused_and_nothing_typed_is_lost(people):
    lead = people["lead"]
    typed = {"weekdays": ["0"], "starts": "17:00", "ends": "19:00", "languages": ["en"]}
    assert lead.post("duty/", **typed).status_code == 303

    again = lead.post("duty/", **{**typed, "starts": "18:30", "ends": "20:00"})

    assert again.status_code == 422
    assert 'value="18:30"' in again.content.decode()
    with in_space(lead.space):
        assert DutyWindow.objects.count() == 1


def test_gaps_are_told_by_language(people, space):
    be_on_duty(people["lead"], ("en",))
    with in_space(space):
        found = uncovered(space)

    assert [gap.times for gap in found["en"]] == [("19:00", "21:00")]
    assert [gap.times for gap in found["ar"]] == [("17:00", "21:00")]
    assert "<bdi>19:00</bdi> – <bdi>21:00</bdi>" in people["steward"].get("duty/").content.decode()


def test_staff_see_duty_and_members_do_not(people):
    seen = people["supporter"].get("duty/")
    assert seen.status_code == 200
    assert "on the clock of Berlin, Germany" in seen.content.decode()
    assert people["member"].get("duty/").status_code == 404
    assert (
        people["supporter"]
        .post("duty/", weekdays="0", starts="1:00", ends="2:00", languages="en")
        .status_code
        == 404
    )


def test_a_minors_live_talk_waits_for_a_trained_reader_of_their_language(people, space):
    be_on_duty(people["lead"], ("en",))
    member, adult = people["member"].membership, people["supporter"].membership
    with in_space(space):
        assert may_talk_live(space, member, "en", MONDAY_18)
        assert not may_talk_live(space, member, "ar", MONDAY_18)
        assert not may_talk_live(space, member, "en", MONDAY_18 + dt.timedelta(hours=3))
        assert may_talk_live(space, adult, "ar", MONDAY_18 + dt.timedelta(hours=3))
        assert next_duty(space, MONDAY_18, reads="ar") is None
        assert lead_on_duty(space, MONDAY_18).lead == people["lead"].membership


def test_the_board_asks_as_often_for_three_as_for_one(people, query_count):
    worry_about(people)
    lead = people["lead"]
    client, address = lead.client, f"/s/{lead.space.code}/cases/"
    client.get(address)
    one = query_count(lambda: client.get(address))
    for name in ("second", "third"):
        join(lead.space, name, band="18-24")
    people["other"] = join(lead.space, "Oth")
    people["another"] = join(lead.space, "Ano")
    worry_about(people, "other")
    worry_about(people, "another")

    assert query_count(lambda: client.get(address)) == one


def test_reports_ask_as_often_for_three_as_for_one(people, query_count, space):
    member = people["member"]
    client, address = member.client, f"/s/{space.code}/reports/"

    def one_more():
        case = worry_about(people)
        with in_space(space):
            answers.ask_concerned(actor=people["lead"].actor, case_id=case.pk, text="Canary-question")

    one_more()
    client.get(address)
    one = query_count(lambda: client.get(address))
    people["supporter"] = join(space, "S2", "supporter")
    one_more()
    people["supporter"] = join(space, "S3", "supporter")
    one_more()

    assert query_count(lambda: client.get(address)) == one


def test_a_case_page_asks_as_often_for_many_lines(people, query_count, space):
    case, lead = worry_about(people), people["lead"]
    client, address = lead.client, f"/s/{space.code}/cases/{case.pk}/"
    client.get(address)
    one = query_count(lambda: client.get(address))
    with in_space(space):
        for _ in range(3):
            cases.write_note(actor=lead.actor, case_id=case.pk, kind="note", text="x")
    client.get(address)

    # The author and the approvals of all lines together: two more, however many lines there are.
    assert query_count(lambda: client.get(address)) <= one + 2


def test_reports_show_no_contents_and_name_the_outside_contact_when_nobody_is_left(people, space):
    case = worry_about(people)
    shown = people["member"].get("reports/").content.decode()
    assert "Canary-worry-words" not in shown
    assert "Canary-Outside" not in shown

    for name in ("lead", "second", "third"):
        own = {"who": str(people[name].membership.pk), "reason": "close"}
        done = people[name].post(f"cases/{case.pk}/aside/", **own)
        assert done.status_code == 303

    assert "Canary-Outside" in people["member"].get("reports/").content.decode()


def send_letter(client, text="Canary-letter"):
    form = client.get("/contact/").content.decode()
    hidden = {name: re.search(rf'name="{name}" value="([^"]+)"', form)[1] for name in ("key", "code")}
    sent = client.post("/contact/", {**hidden, "text": text})
    assert sent.status_code == 200, sent.content.decode()
    again = client.post("/contact/", {**hidden, "text": text})
    assert re.search(r"[B-Z]{4}-[B-Z]{4}-[B-Z]{4}", again.content.decode())
    return re.search(r"[B-Z]{4}-[B-Z]{4}-[B-Z]{4}", sent.content.decode())[0]


def test_a_message_from_outside_is_answered_under_its_code(people, client, space):
    code = send_letter(client)
    with across_spaces("the test looks at every row"):
        letter = ContactMessage.objects.get()
    assert people["supporter"].get("letters/").status_code == 404
    assert people["member"].get(f"letters/{letter.pk}/").status_code == 404
    assert "Canary-letter" in people["steward"].get(f"letters/{letter.pk}/").content.decode()

    assert people["lead"].post(f"letters/{letter.pk}/", text="Canary-reply").status_code == 303

    key = str(uuid.uuid4())
    assert (
        "Canary-reply" in client.post("/contact/answer/", {"key": key, "code": code.lower()}).content.decode()
    )
    wrong = client.post("/contact/answer/", {"key": key, "code": "BBBB-BBBB-BBBB"})
    assert wrong.status_code == 422
    assert "Canary" not in wrong.content.decode()


def test_a_message_from_outside_is_not_there_for_who_came_later_or_cares_for_another_place(
    people, client, space
):
    send_letter(client)
    with across_spaces("the test looks at every row"):
        letter = ContactMessage.objects.get()

    for who in (join(space, "Later", "steward"), join(make_space(), "Else", "steward", "safeguarding_lead")):
        assert str(letter.pk) not in who.get("letters/").content.decode()
        assert who.get(f"letters/{letter.pk}/").status_code == 404
    assert str(letter.pk) in people["steward"].get("letters/").content.decode()


def test_messages_are_slowed_down_and_codes_cannot_be_tried(people, client):
    for _ in range(3):
        send_letter(client)
    form = client.get("/contact/").content.decode()
    hidden = {name: re.search(rf'name="{name}" value="([^"]+)"', form)[1] for name in ("key", "code")}
    refused = client.post("/contact/", {**hidden, "text": "Canary-kept"})
    assert refused.status_code == 422
    assert "Canary-kept" in refused.content.decode()

    said = [
        client.post("/contact/answer/", {"key": str(uuid.uuid4()), "code": "BCDFGHJKMNPQ"}).content.decode()
        for _ in range(7)
    ]
    assert "There is no message" in said[0]
    assert "There is no message" not in said[6]


def test_without_anybody_to_read_the_page_is_kind(db, client):
    shown = client.get("/contact/")

    assert shown.status_code == 200
    assert "<textarea" not in shown.content.decode()


def test_letters_and_closed_cases_end(people, client, space):
    send_letter(client)
    case = worry_about(people)
    with in_space(space):
        facts = dict.fromkeys(("contact", "hours", "not_told", "wishes"), "x") | {
            "reveals": ["nothing"],
            "basis": "inside",
        }
        cases.write_facts(actor=people["lead"].actor, case_id=case.pk, facts=facts)
        cases.close_case(actor=people["lead"].actor, case_id=case.pk, outcome="helped")
    days = space.effective().retention_days.cases
    with in_space(space), clock.stopped_at(clock.now() + dt.timedelta(days=days)):
        assert expiring.destroy_closed_cases(space) == 0
    with in_space(space), clock.stopped_at(clock.now() + dt.timedelta(days=days + 1)):
        assert expiring.destroy_closed_cases(space) == 1
        expiring.forget_letters()
        assert not Case.objects.exists()
    assert not ContactMessage.objects.exists()
    assert not ContentGrant.objects.exists()


def test_a_former_lead_loses_the_keys(people, space):
    case, lead = worry_about(people), people["lead"]
    with in_space(space):
        lead.membership.rights.all().delete()
        expiring.drop_former_leads()
        assert not ContentGrant.objects.filter(container=case.pk, person=lead.person).exists()
        cases.write_note(actor=people["second"].actor, case_id=case.pk, kind="note", text="still open")


def test_a_case_closes_to_a_former_lead_before_their_keys_are_gone(people, space):
    case, lead = worry_about(people), people["lead"]
    assert lead.get(f"cases/{case.pk}/").status_code == 200
    with in_space(space):
        lead.membership.rights.all().update(ends_on=clock.today() - dt.timedelta(days=1))
        assert ContentGrant.objects.filter(container=case.pk, person=lead.person).exists()

    for address in (f"cases/{case.pk}/", f"cases/{case.pk}/note/", "cases/"):
        assert lead.get(address).status_code == 404
    assert people["second"].get(f"cases/{case.pk}/").status_code == 200


def test_who_deletes_their_account_takes_the_words_about_them_along(people, space):
    case, lead = worry_about(people), people["lead"]
    with in_space(space):
        answers.ask_concerned(actor=lead.actor, case_id=case.pk, text="Canary-question")
        cases.write_note(actor=lead.actor, case_id=case.pk, kind="note", text="Canary-note")
        exported = gather_everything_of(people["member"])
        assert "Canary-worry-words" not in exported
        assert "A worry" in exported
    with transaction.atomic(), across_spaces("a deletion reaches every space"):
        doors.forget(people["member"].person)
        Person.objects.filter(pk=people["member"].person.pk).delete()
    with in_space(space):
        kept = Case.objects.get(pk=case.pk)
        assert (kept.state, kept.facts_sealed, kept.source_id) == (Case.CLOSED, None, None)
        assert not CaseNote.objects.exists()
        left = CasePerson.objects.filter(case=case).values_list("part", flat=True)
        assert set(left) == {CasePerson.OPENED_BY, CasePerson.TEAM}
    assert not ContentGrant.objects.exists()
    for address in ("cases/?state=closed", f"cases/{case.pk}/"):
        assert "This ended because the person deleted their account" in lead.get(address).content.decode()
    assert lead.post(f"cases/{case.pk}/close/", outcome="account").status_code == 404


def test_no_lead_chooses_that_a_case_ended_with_an_account(people, space):
    case = worry_about(people)
    assert people["lead"].post(f"cases/{case.pk}/close/", outcome="account").status_code == 422


def test_a_closed_case_goes_with_the_account_altogether(people, space):
    case = worry_about(people)
    with in_space(space):
        Case.objects.filter(pk=case.pk).update(state=Case.CLOSED)
        doors.forget(people["member"].person)
        assert not Case.objects.exists()


def test_the_copy_holds_what_one_was_asked_and_what_one_answered(people, space):
    case, member = worry_about(people), people["member"]
    with in_space(space):
        answers.ask_concerned(actor=people["lead"].actor, case_id=case.pk, text="Canary-question")
        answers.hear_concerned(actor=member.actor, case_id=case.pk, answer="first", text="Canary-answer")
        answers.hear_concerned(actor=member.actor, case_id=case.pk, answer="", text="Canary-more")
        exported = gather_everything_of(member)
        others = gather_everything_of(people["supporter"])

    for words in ("Canary-question", "First something else matters. Canary-answer", "Canary-more"):
        assert words in exported
        assert words not in others
    assert member.get("reports/").content.decode().count("You are asked") == 1


def gather_everything_of(who):
    return str([section.rows for section in doors.export(who.actor)])


@pytest.mark.django_db(transaction=True)
def test_the_files_of_the_database_hold_no_words(people, client, space):
    case = worry_about(people)
    send_letter(client)
    with in_space(space):
        opening.open_report(
            actor=people["member"].actor, conversation=make_talk(people["member"], people["third"]),
            named=people["third"].membership, words=[{"text": "Canary-excerpt"}], why="Canary-why",
        )  # fmt: skip
        cases.write_facts(actor=people["lead"].actor, case_id=case.pk, facts={"wishes": "Canary-wish"})
        answers.hear_concerned(actor=people["member"].actor, case_id=case.pk, answer="", text="Canary-mine")
    if connection.vendor != "sqlite":
        return
    database = Path(connection.settings_dict["NAME"])
    held = b"".join(path.read_bytes() for path in database.parent.glob(database.name + "*"))

    assert case.pk.hex.encode() in held  # the search can find something
    assert b"Canary-" not in held


HARD = ["", "x" * 100_000, "\x00\x07", "😀\u202eبب", "' OR 1=1 --", "{{ 7*7 }}", "-1", "2026-99-99"]


@pytest.mark.parametrize("typed", HARD)
def test_no_form_breaks(people, client, space, typed):
    case, lead = worry_about(people), people["lead"]
    forms = [
        "take",
        "facts",
        "note",
        "ask",
        "outside",
        "open",
        "aside",
        "team",
        "close",
        f"yes/{uuid.uuid4()}",
    ]
    fields = (
        "happened contact hours not_told reveals wishes basis kind text whom outcome who weekdays starts "
        "ends languages code reason"
    )
    data = dict.fromkeys(fields.split(), typed)
    for address in [
        *(f"cases/{case.pk}/{one}/" for one in forms),
        "duty/",
        f"duty/{case.pk}/",
        f"letters/{case.pk}/",
    ]:
        for key in (str(uuid.uuid4()), typed):
            answer = lead.client.post(f"/s/{space.code}/{address}", {**data, "key": key})
            assert answer.status_code in (303, 404, 422), address
    assert people["member"].post(f"reports/{case.pk}/", text=typed).status_code in (303, 422)
    for address in ("/contact/", "/contact/answer/"):
        assert client.post(address, {**data, "key": typed}).status_code in (200, 422)


def test_titles_and_addresses_tell_nothing(people, client, space):
    case = worry_about(people)
    pages = [
        "if-i-say/",
        "cases/",
        f"cases/{case.pk}/",
        f"cases/{case.pk}/facts/",
        "duty/",
        "letters/",
        "reports/",
    ]
    for language in ("en", "ar"):
        for address in pages:
            html = people["lead"].get(address, language).content.decode()
            title = re.search(r"<title>(.*?)</title>", html, re.S)[1]
            assert title.endswith("· Notes")
            assert not OUTING.search(title), title
            assert "Canary" not in title
    assert not OUTING.search(" ".join(map(str, get_resolver().reverse_dict)).replace("-", " "))
