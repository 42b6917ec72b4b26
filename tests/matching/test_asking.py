"""A member asks, changes, takes back; what was written is gone when it is needed no longer."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from muruna.access import NotFound
from muruna.foundation import news
from muruna.foundation.clock import stopped_at
from muruna.foundation.models import OutboxEvent
from muruna.matching.actions import accept_proposal, decline_proposal
from muruna.matching.actions.proposals import choose_proposal, decline_shown, release_choice, take_first_free
from muruna.matching.actions.requests import change_request, withdraw_request, write_request
from muruna.matching.models import Proposal, Request, SupportOffer
from muruna.matching.pool import peers
from muruna.matching.queries import own_request, proposals_for, questions_for
from muruna.matching.running import let_old_things_go, serve_everywhere
from tests.matching.conftest import MONDAY, WORDS, World, ask, hidden, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def states(request: Request) -> dict[str, str]:
    rows = Proposal.objects.filter(request=request).select_related("supporter")
    return {row.supporter.name: row.state for row in rows}


def test_a_request_is_kept_also_when_nobody_is_there(world: World) -> None:
    amal = world.add("Amal")

    written = write_request(actor=amal.actor, ask=ask())

    kept = Request.objects.get(pk=written.pk)
    assert (kept.words, kept.state, kept.waiting_since) == (WORDS, "waiting", MONDAY)
    assert states(kept) == {}


def test_a_second_request_is_refused_in_words(world: World) -> None:
    amal = world.add("Amal")
    write_request(actor=amal.actor, ask=ask())

    with pytest.raises(ValidationError, match="already have a request"):
        write_request(actor=amal.actor, ask=ask())


def test_at_most_three_are_shown_and_the_best_are_among_them(world: World) -> None:
    for name in ("Ada", "Ben", "Cleo", "Dora"):
        world.supporter(name)
    world.supporter("Rana", offer={"lived": shown("family-watched")})
    amal = world.add("Amal")

    written = write_request(actor=amal.actor, ask=ask(wishes={"family-watched": "a_lot"}))

    found = states(written)
    assert len(found) == 3
    assert found["Rana"] == "shown"


def test_the_question_reaches_whom_the_member_chose_and_nobody_else(world: World) -> None:
    rana, ben, amal = world.supporter("Rana"), world.supporter("Ben"), world.add("Amal")
    written = write_request(actor=amal.actor, ask=ask())
    proposal = Proposal.objects.get(request=written, supporter=rana.membership)

    choose_proposal(actor=amal.actor, proposal_id=proposal.pk)

    assert [one.words for one in questions_for(rana.actor)] == [WORDS]
    assert questions_for(ben.actor) == []


def test_accepting_erases_the_words_and_hands_them_on_in_memory(world: World) -> None:
    rana, amal = world.supporter("Rana"), world.add("Amal")
    written = write_request(actor=amal.actor, ask=ask(wishes={"grief": "matters"}))
    proposal = choose_proposal(actor=amal.actor, proposal_id=Proposal.objects.get().pk)

    matched = accept_proposal(actor=rana.actor, proposal_id=proposal.pk)

    kept = Request.objects.get(pk=written.pk)
    assert matched.words == WORDS
    assert (kept.state, kept.words, kept.needs, kept.shown, kept.languages) == ("matched", "", {}, {}, [])
    assert SupportOffer.objects.get(membership=rana.membership).open_count == 1
    assert own_request(amal.actor) is None


def test_accepting_twice_takes_one_place_and_says_so(world: World) -> None:
    rana, amal = world.supporter("Rana"), world.add("Amal")
    write_request(actor=amal.actor, ask=ask())
    proposal = choose_proposal(actor=amal.actor, proposal_id=Proposal.objects.get().pk)
    accept_proposal(actor=rana.actor, proposal_id=proposal.pk)

    with pytest.raises(ValidationError) as refused:
        accept_proposal(actor=rana.actor, proposal_id=proposal.pk)

    assert refused.value.code == "gone"
    assert SupportOffer.objects.get(membership=rana.membership).open_count == 1


def test_a_no_keeps_the_place_and_is_never_asked_again(world: World) -> None:
    rana, ben, amal = world.supporter("Rana"), world.supporter("Ben"), world.add("Amal")
    written = write_request(actor=amal.actor, ask=ask())
    proposal = Proposal.objects.get(request=written, supporter=rana.membership)
    choose_proposal(actor=amal.actor, proposal_id=proposal.pk)

    with stopped_at(MONDAY + dt.timedelta(minutes=5)):
        decline_proposal(actor=rana.actor, proposal_id=proposal.pk)
        change_request(actor=amal.actor, request_id=written.pk, ask=ask(words="Anew."))

    assert states(written) == {"Rana": "declined", "Ben": "shown"}
    assert Request.objects.get().waiting_since == MONDAY
    assert ben.membership.name == "Ben"


def test_an_unanswered_question_moves_on_after_its_time(world: World) -> None:
    rana, amal = world.supporter("Rana"), world.add("Amal")
    written = write_request(actor=amal.actor, ask=ask())
    proposal = choose_proposal(actor=amal.actor, proposal_id=Proposal.objects.get().pk)
    assert proposal.answer_by == MONDAY + dt.timedelta(minutes=15)

    with stopped_at(MONDAY + dt.timedelta(minutes=16)):
        assert questions_for(rana.actor) == []
        serve_everywhere()

        assert states(written) == {"Rana": "lapsed"}
        with pytest.raises(ValidationError, match="not waiting for you"):
            accept_proposal(actor=rana.actor, proposal_id=proposal.pk)
    with stopped_at(MONDAY + dt.timedelta(hours=2)):
        serve_everywhere()

        assert states(written) == {"Rana": "shown"}
    assert Request.objects.get().waiting_since == MONDAY


def test_within_days_there_is_a_day_to_answer(world: World) -> None:
    world.supporter("Rana", offer={"hours": []})
    amal = world.add("Amal")
    write_request(actor=amal.actor, ask=ask(is_live=False))

    proposal = choose_proposal(actor=amal.actor, proposal_id=Proposal.objects.get().pk)

    assert proposal.answer_by == MONDAY + dt.timedelta(hours=24)


def test_somebody_else_please_shows_others_and_keeps_the_place(world: World) -> None:
    for name in ("Ada", "Ben", "Cleo", "Dora"):
        world.supporter(name)
    amal = world.add("Amal")
    written = write_request(actor=amal.actor, ask=ask())
    first = {name for name, state in states(written).items() if state == "shown"}

    decline_shown(actor=amal.actor, request_id=written.pk)

    now_shown = {name for name, state in states(written).items() if state == "shown"}
    assert len(first) == 3
    assert now_shown == {"Ada", "Ben", "Cleo", "Dora"} - first


def test_a_question_can_be_taken_back_before_its_answer(world: World) -> None:
    rana, amal = world.supporter("Rana"), world.add("Amal")
    written = write_request(actor=amal.actor, ask=ask())
    proposal = choose_proposal(actor=amal.actor, proposal_id=Proposal.objects.get().pk)

    release_choice(actor=amal.actor, proposal_id=proposal.pk)

    assert states(written) == {"Rana": "shown"}
    assert questions_for(rana.actor) == []


def test_the_first_to_say_yes_has_it(world: World) -> None:
    rana, ben, amal = world.supporter("Rana"), world.supporter("Ben"), world.add("Amal")
    written = write_request(actor=amal.actor, ask=ask())
    take_first_free(actor=amal.actor, request_id=written.pk)
    asked = {row.supporter_id: row.pk for row in Proposal.objects.filter(state="open")}
    assert set(asked) == {rana.membership.pk, ben.membership.pk}

    accept_proposal(actor=ben.actor, proposal_id=asked[ben.membership.pk])

    with pytest.raises((ValidationError, NotFound)):
        accept_proposal(actor=rana.actor, proposal_id=asked[rana.membership.pk])
    assert questions_for(rana.actor) == []


def test_choosing_again_takes_the_question_off_every_board(world: World) -> None:
    rana, amal = world.supporter("Rana"), world.add("Amal")
    written = write_request(actor=amal.actor, ask=ask())
    take_first_free(actor=amal.actor, request_id=written.pk)
    assert len(questions_for(rana.actor)) == 1

    take_first_free(actor=amal.actor, request_id=written.pk, takes=False)

    assert questions_for(rana.actor) == []
    assert states(written) == {"Rana": "shown"}


def test_taking_back_and_expiring_erase_what_was_asked(world: World) -> None:
    amal, lou = world.add("Amal"), world.add("Lou")
    write_request(actor=lou.actor, ask=ask())

    with stopped_at(MONDAY + dt.timedelta(days=14)):
        withdraw_request(actor=amal.actor, request_id=write_request(actor=amal.actor, ask=ask()).pk)
        let_old_things_go()
        assert Request.objects.filter(state="waiting").count() == 1
    with stopped_at(MONDAY + dt.timedelta(days=15)):
        let_old_things_go()

    assert [(row.state, row.words, row.needs) for row in Request.objects.order_by("state")] == [
        ("expired", "", {}),
        ("withdrawn", "", {}),
    ]
    with stopped_at(MONDAY + dt.timedelta(days=30)):
        let_old_things_go()
        assert not Request.objects.exists()


def test_other_peoples_ids_are_not_there(world: World) -> None:
    rana, amal, lou = world.supporter("Rana"), world.add("Amal"), world.add("Lou")
    written = write_request(actor=amal.actor, ask=ask())
    proposal = Proposal.objects.get()

    for attempt in (
        lambda: choose_proposal(actor=lou.actor, proposal_id=proposal.pk),
        lambda: withdraw_request(actor=lou.actor, request_id=written.pk),
        lambda: change_request(actor=rana.actor, request_id=written.pk, ask=ask()),
        lambda: accept_proposal(actor=rana.actor, proposal_id=proposal.pk),  # shown, not asked
        lambda: accept_proposal(actor=lou.actor, proposal_id=proposal.pk),
        lambda: decline_proposal(actor=lou.actor, proposal_id=proposal.pk),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_reasons_tell_only_what_the_other_lets_be_seen(world: World) -> None:
    world.supporter("Rana", offer={"lived": [*shown("family-watched"), *hidden("home-harm", "grief")]})
    amal = world.add("Amal")
    written = write_request(
        actor=amal.actor, ask=ask(wishes={"family-watched": "a_lot", "home-harm": "a_lot"}, prefer=("grief",))
    )

    cards = proposals_for(amal.actor, written, peers(world.space))

    told = {reason.subject for card in cards for reason in card.reasons} | {
        id for card in cards for id in card.also_lived
    }
    assert told == {"family-watched", "en"}


def test_question_and_answer_are_news_for_the_two_and_nobody_else(world: World) -> None:
    amal, sam = world.add("Amal"), world.supporter("Sam")
    write_request(actor=amal.actor, ask=ask())

    def told() -> set[str]:
        found = {row.payload["person"] for row in OutboxEvent.objects.filter(topic=news.NEWS)}
        OutboxEvent.objects.all().delete()
        return found

    assert told() == {str(amal.person.pk)}  # somebody to choose from
    proposal = choose_proposal(actor=amal.actor, proposal_id=Proposal.objects.get().pk)
    assert told() == {str(sam.person.pk)}
    accept_proposal(actor=sam.actor, proposal_id=proposal.pk)
    assert told() == {str(amal.person.pk)}
