"""A lead who comes too late reads what the team did meanwhile; nobody else learns that there is a case."""

import uuid

import pytest

from muruna.foundation.tenancy import in_space
from muruna.safeguarding.actions import cases, disclosing, team
from tests.safeguarding.conftest import FACTS, join, worry_about

CLOSED = "This case is closed"
MOVED = "This is not open any more"
OVER = "This question is open no longer"


@pytest.fixture
def worry(people, space):
    case = worry_about(people)
    with in_space(space):
        cases.write_facts(actor=people["lead"].actor, case_id=case.pk, facts=FACTS)
        return case


@pytest.fixture
def closed(people, space, worry):
    with in_space(space):
        return cases.close_case(actor=people["lead"].actor, case_id=worry.pk, outcome="helped")


def text_of(answer):
    assert answer.status_code == 404
    page = answer.content.decode()
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize(
    "step", ["close", "take", "facts", "note", "ask", "outside", "aside", "team", "open"]
)
def test_every_step_of_a_case_that_was_closed_meanwhile_says_how_it_ended(people, closed, step):
    at = f"cases/{closed.pk}/{step}/"

    for answer in (people["second"].post(at, outcome="warned"), people["second"].get(at)):
        said = text_of(answer)
        assert CLOSED in said
        assert "The person found help here" in said
        assert f"/cases/{closed.pk}/" in said


def test_words_for_a_case_that_was_closed_meanwhile_come_back(people, closed):
    sent = {"kind": "note", "text": "Canary of a late line", "in-words": "text"}
    said = text_of(people["second"].post(f"cases/{closed.pk}/note/", **sent))

    assert CLOSED in said
    assert "Canary of a late line" in said


def test_a_wish_of_which_the_case_was_closed_meanwhile_says_so(people, space, worry):
    with in_space(space):
        note = disclosing.propose_telling(
            actor=people["lead"].actor, case_id=worry.pk, text="Canary words", whom="Somebody"
        )
        cases.close_case(actor=people["lead"].actor, case_id=worry.pk, outcome="wish")
    for then in ("yes", "when", "back"):
        assert CLOSED in text_of(people["second"].post(f"cases/{worry.pk}/{then}/{note.pk}/"))


def test_who_asks_for_what_another_has_done_is_led_back_to_the_case(people, space, worry):
    with in_space(space):
        team.name_in_case(
            actor=people["third"].actor, case_id=worry.pk, lead_id=people["third"].membership.pk,
            reason="close",
        )  # fmt: skip
    said = text_of(people["second"].get(f"cases/{worry.pk}/yes/{uuid.uuid4()}/"))

    assert MOVED in said
    assert f"/cases/{worry.pk}/" in said


def test_who_has_no_part_in_a_case_reads_the_same_as_for_none(people, space, closed):
    stranger = join(space, "Str", "safeguarding_lead")
    for step in ("close", "note"):
        for who in (stranger, people["steward"], people["member"], people["supporter"]):
            real = text_of(who.get(f"cases/{closed.pk}/{step}/"))
            assert real == text_of(who.get(f"cases/{uuid.uuid4()}/{step}/"))
            assert CLOSED not in real
            assert (OVER in real) == (who is stranger)


@pytest.mark.parametrize("is_yes", [True, False])
def test_a_second_yes_to_a_leads_leaving_that_came_second_is_told(people, space, worry, is_yes):
    other = join(space, "Oth", "steward")
    with in_space(space):
        wish = team.name_in_case(
            actor=people["lead"].actor, case_id=worry.pk, lead_id=people["second"].membership.pk,
            reason="close",
        )  # fmt: skip
        team.answer_aside(actor=people["steward"].actor, aside_id=wish.pk, is_yes=is_yes)

    late = {who.membership.name: text_of(who.post(f"aside/{wish.pk}/", answer="yes"))
            for who in (other, people["third"], people["second"])}  # fmt: skip
    for who in ("Oth", "Thi"):
        assert ("Sec left this case on" in late[who]) == is_yes
        assert (OVER in late[who]) != is_yes
    assert (f"/cases/{worry.pk}/" in late["Thi"]) == is_yes
    assert f"/cases/{worry.pk}/" not in late["Oth"]
    assert late["Sec"] == text_of(people["second"].post(f"aside/{uuid.uuid4()}/", answer="yes"))
    assert "not here" in text_of(people["member"].post(f"aside/{wish.pk}/", answer="yes"))
