"""A case: sealed for those who have no part in it, opened by two, told outside only after two yeses."""

import re
import threading
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import translation

from muruna.access import NotFound
from muruna.accounts.models import Block, ContentGrant, Opening
from muruna.accounts.queries import openings_of
from muruna.foundation.tenancy import in_space
from muruna.safeguarding.actions import answers, cases, disclosing, opening, team, together
from muruna.safeguarding.models import Approval, Case, CaseNote
from muruna.safeguarding.queries.cases import agreement, progress_for
from muruna.safeguarding.sealing import facts_version, opened
from tests.safeguarding.conftest import FACTS, join, make_talk, worry_about


@pytest.fixture
def worry(people):
    return worry_about(people)


@pytest.fixture
def report(people, space):
    talk = make_talk(people["member"], people["supporter"])
    with in_space(space):
        return opening.open_report(
            actor=people["member"].actor, conversation=talk, named=people["supporter"].membership,
            words=[{"text": "Canary excerpt", "sender_name": "Sup", "seq": 3, "at": ""}], why="Canary why",
        )  # fmt: skip


def complete(people, case, who="lead"):
    cases.write_facts(actor=people[who].actor, case_id=case.pk, facts=FACTS)


def name(who, case, lead):
    return team.name_in_case(actor=who.actor, case_id=case.pk, lead_id=lead.membership.pk, reason="close")


def bodies(who, case):
    return [one.body and one.body.get("text") for one in opened(who.actor, case).notes]


def test_the_team_reads_a_worry_and_the_member_learns_who_did(people, space, worry):
    page = people["lead"].get(f"cases/{worry.pk}/")

    assert "Canary worry" in page.content.decode()
    with in_space(space):
        assert [row.reason for row in openings_of(people["member"].actor)] == [Case.WORRY]
        assert not openings_of(people["supporter"].actor).exists()


@pytest.mark.parametrize("who", ["member", "supporter", "steward"])
def test_nobody_else_opens_a_case(people, worry, who):
    for address in ("", "facts/", "note/", "ask/", "outside/", "open/", "close/", "take/"):
        assert people[who].get(f"cases/{worry.pk}/{address}").status_code == 404
        assert people[who].post(f"cases/{worry.pk}/{address}").status_code == 404


def test_a_lead_who_is_part_of_the_matter_is_never_in_the_team(people, space):
    talk = make_talk(people["member"], people["lead"])
    with in_space(space):
        case = opening.open_report(
            actor=people["member"].actor,
            conversation=talk,
            named=people["lead"].membership,
            words=[],
            why="x",
        )

    assert people["lead"].get(f"cases/{case.pk}/").status_code == 404
    assert "cases/" + str(case.pk) not in people["lead"].get("cases/").content.decode()
    assert people["second"].get(f"cases/{case.pk}/").status_code == 200
    assert not ContentGrant.objects.filter(container=case.pk, person=people["lead"].person).exists()


@pytest.mark.parametrize("blocker", ["lead", "member", "supporter"])
def test_a_lead_whom_a_block_keeps_from_somebody_in_it_is_no_neutral_eye(people, space, blocker):
    blocked = "member" if blocker == "lead" else "lead"
    Block.objects.create(
        blocker=people[blocker].person, blocked=people[blocked].person, label_sealed=b"-",
        space_id=space.pk, room=space.pk,
    )  # fmt: skip
    case = worry_about(people, facts={})

    assert people["lead"].get(f"cases/{case.pk}/").status_code == 404
    assert people["second"].get(f"cases/{case.pk}/").status_code == 200
    assert not ContentGrant.objects.filter(container=case.pk, person=people["lead"].person).exists()


def test_when_every_lead_is_part_of_it_the_outside_contact_remains(space, people):
    talk = make_talk(people["member"], people["lead"])
    with in_space(space):
        for name in ("second", "third"):
            people[name].membership.rights.all().delete()
        with pytest.raises(opening.NobodyToTell):
            opening.open_report(
                actor=people["member"].actor,
                conversation=talk,
                named=people["lead"].membership,
                words=[],
                why="x",
            )
        assert not Case.objects.exists()


def test_reported_words_open_when_two_leads_agree_and_not_before(people, space, report):
    with in_space(space):
        assert not ContentGrant.objects.filter(container=report.excerpts_id).exists()
        assert together.agree_to_open(actor=people["lead"].actor, case_id=report.pk) is False
        assert together.agree_to_open(actor=people["lead"].actor, case_id=report.pk) is False
        assert bodies(people["lead"], report) == ["Canary why", None]
        assert [one.name for one in agreement(people["second"].actor, report).agreed] == ["Lea"]

        assert together.agree_to_open(actor=people["second"].actor, case_id=report.pk) is True

        assert bodies(people["second"], report) == ["Canary why", "Canary excerpt"]
        assert bodies(people["lead"], report) == ["Canary why", "Canary excerpt"]
        assert bodies(people["third"], report) == ["Canary why", None]


def test_the_reported_person_sees_that_it_was_opened_only_after_closing(people, space, report):
    with in_space(space):
        together.agree_to_open(actor=people["lead"].actor, case_id=report.pk)
        together.agree_to_open(actor=people["second"].actor, case_id=report.pk)
        cases.open_case(actor=people["second"].actor, case_id=report.pk)
        assert Opening.objects.filter(person=people["supporter"].person).count() == 1
        assert not openings_of(people["supporter"].actor).exists()
        complete(people, report)

        cases.close_case(actor=people["lead"].actor, case_id=report.pk, outcome="warned")

        assert openings_of(people["supporter"].actor).count() == 1


def test_a_lead_named_later_loses_the_case_and_its_keys(people, space, report):
    lead, second = people["lead"], people["second"]
    with in_space(space):
        together.agree_to_open(actor=lead.actor, case_id=report.pk)
        together.agree_to_open(actor=second.actor, case_id=report.pk)

        wish = name(second, report, lead)
        team.answer_aside(actor=people["third"].actor, aside_id=wish.pk, is_yes=True)

        cases.write_note(actor=second.actor, case_id=report.pk, kind="note", text="Canary later")
        assert bodies(lead, report) == [None, None, None]
        assert bodies(people["third"], report) == ["Canary why", None, "Canary later"]
        with pytest.raises(NotFound):
            cases.open_case(actor=lead.actor, case_id=report.pk)
        # The rest can still open the words together.
        together.agree_to_open(actor=people["third"].actor, case_id=report.pk)
        assert agreement(people["third"].actor, report).agreed


def test_nothing_is_told_or_closed_before_the_facts_are_there(people, space, worry):
    lead = people["lead"].actor
    with in_space(space):
        with pytest.raises(ValidationError):
            cases.close_case(actor=lead, case_id=worry.pk, outcome="helped")
        with pytest.raises(ValidationError):
            disclosing.propose_telling(actor=lead, case_id=worry.pk, text="x", whom="y")
        cases.write_facts(actor=lead, case_id=worry.pk, facts={**FACTS, "basis": "inside"})
        with pytest.raises(ValidationError) as refused:
            disclosing.propose_telling(actor=lead, case_id=worry.pk, text="x", whom="y")

    assert refused.value.code == "nothing_leaves"


def test_missing_facts_are_listed_as_the_readers_language_lists_them(people, space, worry):
    page = people["lead"].get(f"cases/{worry.pk}/", "ar").content.decode()
    sentence = re.search(r"<p>([^<]*يلزم ما يلي[^<]*)</p>", page)
    with in_space(space), translation.override("ar"), pytest.raises(ValidationError) as refused:
        cases.close_case(actor=people["lead"].actor, case_id=worry.pk, outcome="helped")

    assert "، " in refused.value.messages[0]
    assert "»، «" in refused.value.messages[0]
    assert ", " not in refused.value.messages[0]
    assert sentence, page
    assert "، " in sentence.group(1)
    assert ", " not in sentence.group(1)


def test_two_different_leads_must_say_yes(people, space, worry):
    lead, second = people["lead"].actor, people["second"].actor
    with in_space(space):
        complete(people, worry)
        note = disclosing.propose_telling(actor=lead, case_id=worry.pk, text="Canary out", whom="A doctor")
        disclosing.approve_telling(actor=lead, note_id=note.pk)
        assert disclosing.approve_telling(actor=lead, note_id=note.pk).may_be_told_on is None
        with pytest.raises(NotFound):
            disclosing.approve_telling(actor=people["steward"].actor, note_id=note.pk)

        assert disclosing.approve_telling(actor=second, note_id=note.pk).may_be_told_on is not None

        wish = name(people["lead"], worry, people["second"])
        team.answer_aside(actor=people["third"].actor, aside_id=wish.pk, is_yes=True)
        note.refresh_from_db()
        assert note.may_be_told_on is None


@pytest.mark.django_db(transaction=True)
def test_one_lead_twice_at_once_is_one_yes(people, space, worry):
    lead = people["lead"].actor
    with in_space(space):
        complete(people, worry)
        note = disclosing.propose_telling(actor=lead, case_id=worry.pk, text="x", whom="y")
    at_once(space, [lead, lead], note)
    with in_space(space):
        note.refresh_from_db()
        assert (Approval.objects.count(), note.may_be_told_on) == (1, None)

    at_once(space, [people["second"].actor, people["third"].actor], note)

    with in_space(space):
        note.refresh_from_db()
        assert Approval.objects.count() == 3
        assert note.may_be_told_on is not None


def at_once(space, actors, note):
    ready, wrong = threading.Barrier(len(actors)), []

    def say_yes(actor):
        try:
            with in_space(space):
                ready.wait()
                disclosing.approve_telling(actor=actor, note_id=note.pk)
        except Exception as problem:  # noqa: BLE001 - shown by the assertion
            wrong.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=say_yes, args=[actor]) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_the_person_is_asked_and_heard_and_reads_nothing_else(people, space, worry):
    member = people["member"]
    with in_space(space):
        answers.ask_concerned(actor=people["lead"].actor, case_id=worry.pk, text="Canary question")
        assert [one.questions[0][1] for one in progress_for(member.actor)] == ["Canary question"]

        answers.hear_concerned(actor=member.actor, case_id=worry.pk, answer="first", text="Canary mine")

        assert bodies(people["lead"], worry) == ["Canary question", "Canary mine"]
        assert bodies(member, worry) == [None, None]
        assert opened(member.actor, worry).facts == {}
        cases.write_note(actor=people["lead"].actor, case_id=worry.pk, kind="told", text="after")
        assert bodies(people["third"], worry)[-1] == "after"
        with pytest.raises(NotFound):
            answers.hear_concerned(actor=people["steward"].actor, case_id=worry.pk, answer="yes")


def test_progress_has_four_states_and_no_words(people, space, worry):
    lead, seen = people["lead"].actor, []

    def look():
        seen.append(progress_for(people["supporter"].actor)[0].state)

    with in_space(space):
        look()
        cases.take_case(actor=lead, case_id=worry.pk)
        look()
        cases.write_note(actor=lead, case_id=worry.pk, kind="told", text="Canary told")
        look()
        complete(people, worry)
        cases.close_case(actor=lead, case_id=worry.pk, outcome="helped")
        look()

    assert seen == ["received", "looking", "answered", "closed"]


def test_a_lead_appointed_later_is_let_in_by_the_team(people, space, report):
    newcomer = join(space, "New", "safeguarding_lead")
    assert newcomer.get(f"cases/{report.pk}/").status_code == 404

    done = people["lead"].post(f"cases/{report.pk}/team/", who=str(newcomer.membership.pk))

    assert done.status_code == 303
    assert "Canary why" in newcomer.get(f"cases/{report.pk}/").content.decode()


def test_one_lead_alone_can_open_and_the_page_says_why(people, space):
    talk = make_talk(people["member"], people["supporter"])
    with in_space(space):
        for name in ("second", "third"):
            people[name].membership.rights.all().delete()
        case = opening.open_report(
            actor=people["member"].actor, conversation=talk, named=people["supporter"].membership,
            words=[{"text": "Canary excerpt"}], why="why",
        )  # fmt: skip

    page = people["lead"].get(f"cases/{case.pk}/").content.decode()

    assert "Canary excerpt" in page
    assert "too few leads" in page


def test_case_notes_are_gap_free(people, space, worry):
    with in_space(space):
        for text in "abc":
            cases.write_note(actor=people["lead"].actor, case_id=worry.pk, kind="note", text=text)
        assert list(CaseNote.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize("address", ["facts/", "yes/{note}/"])
def test_every_page_that_shows_words_of_a_case_leaves_a_receipt(people, space, worry, address):
    with in_space(space):
        note = cases.write_note(actor=people["lead"].actor, case_id=worry.pk, kind="note", text="x").pk
    assert not Opening.objects.exists()

    people["lead"].get(f"cases/{worry.pk}/{address.format(note=note)}")

    assert openings_of(people["member"].actor).count() == 1


def test_nobody_answers_into_a_closed_case_and_what_they_typed_stays(people, space, worry):
    member, lead = people["member"], people["lead"].actor
    with in_space(space):
        cases.write_facts(actor=lead, case_id=worry.pk, facts=FACTS)
        cases.close_case(actor=lead, case_id=worry.pk, outcome="helped")
        before = CaseNote.objects.filter(case=worry).count()

        with pytest.raises(NotFound):
            answers.hear_concerned(actor=member.actor, case_id=worry.pk, answer="yes", text="too late")

    address = f"/s/{space.code}/reports/{worry.pk}/"
    assert member.client.get(address).status_code == 404
    answer = member.client.post(address, {"key": str(uuid.uuid4()), "text": "Canary too late"})
    assert answer.status_code == 422
    assert "Canary too late" in answer.content.decode()
    with in_space(space):
        assert CaseNote.objects.filter(case=worry).count() == before


def test_telling_reveals_nothing_or_something_and_never_both(people, space, worry):
    lead = people["lead"]
    both = lead.post(f"cases/{worry.pk}/facts/", reveals=["nothing", "gender"], wishes="Canary-typed")

    assert both.status_code == 422
    assert "Canary-typed" in both.content.decode()
    for reveals in (["nothing"], ["gender", "hiv"], []):
        worry.refresh_from_db()
        sent = lead.post(f"cases/{worry.pk}/facts/", reveals=reveals, version=facts_version(worry))
        assert sent.status_code == 303
    with in_space(space):
        worry.refresh_from_db()
        assert opened(lead.actor, worry).facts["reveals"] == []
