"""The seven rules of science.md 1.6 for the question about very dark thoughts, each by itself."""

import json
from typing import Any
from uuid import UUID

import pytest

from muruna.accounts.actions.gathering import gather_everything
from muruna.foundation.models import OutboxEvent
from muruna.matching.models import Proposal, Request, SupportOffer
from muruna.spaces.models import Membership
from muruna.ui.addresses import code_of
from muruna.wellbeing.asked import asked_here
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.queries import diary
from tests.conversations.people import Somebody, World
from tests.wellbeing.nine import HOURS, switch_on
from tests.wellbeing.test_answering import begin, fields, place
from tests.wellbeing.test_pages import read, send
from tests.wellbeing.test_results import give

NINTH = "better off dead"
TYPED = {"from_0_0": "16:00", "to_0_0": "20:00"}


@pytest.fixture
def switched_on(world: World, steward: Somebody) -> Somebody:
    return switch_on(world, steward)


def test_without_a_named_person_and_hours_it_is_not_asked(world: World, steward: Somebody, here: str) -> None:
    path, rule = f"{here}ask/{code_of('phq-9')}/", f"{here}rules/{code_of('phq-9')}/"
    member, client = world.member.browser(), steward.browser()
    assert member.get(path).status_code == 404
    assert send(client, rule, **TYPED, agreed="on").status_code == 422
    assert send(client, rule, responder=str(world.second.membership.pk), agreed="on").status_code == 422
    assert send(client, rule, responder=str(world.second.membership.pk), **TYPED).status_code == 422
    assert member.get(path).status_code == 404

    ok = send(client, rule, responder=str(world.second.membership.pk), **TYPED, agreed="on")

    assert ok.status_code == 303
    assert member.get(path).status_code == 200
    Membership.objects.filter(pk=world.second.membership.pk).update(state=Membership.SUSPENDED)
    assert member.get(path).status_code == 404
    assert "nobody is there for it now" in read(client, f"{here}rules/")


def test_who_is_there_is_said_before_the_questions(world: World, switched_on: Somebody, here: str) -> None:
    client = world.member.browser()
    html = read(client, f"{here}ask/{code_of('phq-9')}/")
    path = begin(client, here, code_of("phq-9"), "all")
    questions = read(client, path)

    assert "Rana is there for this" in html
    assert HOURS in html
    assert questions.index("Rana is there for this") < questions.index("Little interest")


def test_a_any_answer_shows_numbers_on_the_same_screen_whatever_the_sum(
    world: World, switched_on: Somebody, here: str
) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("phq-9"), "all")
    html = read(client, path)
    # There already, and shown by the style sheet in the moment of the answer, without a script.
    assert "tel:" in html.split("day-if-said")[1]
    sitting = give(world.member, "phq-9", [0] * 8 + [1])

    html = read(client, f"{here}one/{sitting}/").split("<main")[1]

    assert html.index("tel:") < html.index("day-figure")
    assert "Few of these troubles" not in html


def test_a_also_when_one_goes_on_question_by_question(world: World, switched_on: Somebody, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("phq-9"))
    html = read(client, f"{path}?at=9")
    (name,) = fields(html)
    assert "tel:" in html.split("day-if-said")[1]
    send(client, path, at=place(html), go="on", **{name: "1"})

    html = read(client, path).split("<main")[1]

    assert place(html) == "1"
    assert "Nobody has been told" in html
    assert "tel:" in html


def test_b_turning_to_the_person_is_offered_and_never_done_by_itself(
    world: World, switched_on: Somebody, here: str
) -> None:
    SupportOffer.objects.filter(membership=switched_on.membership).update(languages=["en"])
    client = world.member.browser()
    sitting = give(world.member, "phq-9", [0] * 8 + [3])
    assert f"{here}turn/" in read(client, f"{here}one/{sitting}/")
    assert not Request.objects.exists()

    assert send(client, f"{here}turn/", words="I would like to talk.").status_code == 303

    request = Request.objects.get()
    assert request.words == "I would like to talk."
    assert NINTH not in json.dumps(request.needs)
    assert Proposal.objects.get(request=request, state=Proposal.CHOSEN).supporter == switched_on.membership


def test_c_and_g_nobody_is_told_and_nothing_is_sent(world: World, switched_on: Somebody) -> None:
    before = set(OutboxEvent.objects.values_list("pk", flat=True))

    give(world.member, "phq-9", [3] * 9)

    assert set(OutboxEvent.objects.values_list("pk", flat=True)) == before


def test_d_saving_is_neither_stopped_nor_put_off(world: World, switched_on: Somebody, here: str) -> None:
    client = world.member.browser()
    path = begin(client, here, code_of("phq-9"), "all")
    names = fields(read(client, path))

    answer = send(client, path, go="on", **dict.fromkeys(names, "3"))

    assert answer.status_code == 303
    (one,) = diary(world.member.actor).of(Answers)
    assert one.is_whole


def test_e_a_not_at_all_is_never_called_safe(world: World, switched_on: Somebody, here: str) -> None:
    sitting = give(world.member, "phq-9", [0] * 9)

    html = read(world.member.browser(), f"{here}one/{sitting}/").split("<main")[1].lower()

    assert "nobody has been told" not in html
    for word in ("risk", "safe", "no danger", "all is well"):
        assert word not in html


def leaves(world: World, here: str) -> dict[str, str]:
    """Everything in which answers leave: files, paper, the copy of an account, what is shared."""
    from muruna.sharing.queries import lines, opened
    from muruna.wellbeing.actions.showing import share_result, share_series

    actor, client = world.member.actor, world.member.browser()
    (one,) = diary(actor).of(Answers)
    with_ = world.supporter.membership.pk
    share_result(actor=actor, entry_id=UUID(str(one.id)), with_=with_)
    share_series(actor=actor, questionnaire="phq-9", with_=with_)
    shared = [opened(world.supporter.actor, line.share.pk).body for line in lines(world.supporter.actor)]
    return {
        "csv": send(client, f"{here}copy/", shape="csv").content.decode(),
        "fhir": send(client, f"{here}copy/", shape="fhir").content.decode(),
        "paper": read(client, f"{here}copy/sheet/").split("<main")[1],
        "account": json.dumps(gather_everything(actor=actor), default=str),
        "shared": json.dumps(shared),
    }


def test_f_it_never_leaves_and_no_sum_gives_it_away(world: World, switched_on: Somebody, here: str) -> None:
    give(world.member, "phq-9", [1] * 8 + [3])
    words = asked_here(world.member.actor)["phq-9"].questions[8].words

    found: dict[str, Any] = leaves(world, here)

    for where, text in found.items():
        assert words not in text, where
        assert "44260-8" not in text, where
        assert "11" not in [part.strip('",:;<> ') for part in text.split()], where
    assert '"8"' in found["shared"]
    assert found["fhir"].count("QuestionnaireResponse") >= 1
