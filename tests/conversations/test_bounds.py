"""What somebody asked for at first holds when another goes on: languages, nobody from here."""

from typing import Any

import pytest
from django.db import connection

from muruna.access import NotFound
from muruna.accounts.models import ContentGrant
from muruna.conversations.actions import hand_overs
from muruna.conversations.actions.matches import accept_match
from muruna.conversations.actions.stopping import end_now
from muruna.conversations.belongings import export
from muruna.conversations.bounds import all_wished, who_could_go_on
from muruna.conversations.models import Bounds, Conversation, Gap, HandOver
from muruna.foundation.vault import CannotOpen, host_open_padded
from muruna.matching.actions.requests import write_request
from muruna.matching.logic.asking import Ask
from muruna.matching.models import Proposal, SupportOffer
from muruna.spaces.models import Right
from tests.conversations.people import Somebody, World, somebody

ALWAYS = [[day, "00:00", "00:00"] for day in range(7)]
LIVED, TOPIC = "told-by-others", "talk-family"


def offers(who: Somebody, **said: Any) -> None:
    given = {"languages": ["ar"], "hours": ALWAYS} | said
    row = SupportOffer.objects.get(membership=who.membership)
    for name, value in given.items():
        setattr(row, name, value)
    row.save()


def begun(world: World, **asked: Any) -> Conversation:
    """Noor asks in Arabic, and Sam says yes."""
    offers(world.supporter)
    offers(world.second)
    wish = Ask(**({"words": "May I talk?", "languages": ("ar",), "is_live": False} | asked))
    request = write_request(actor=world.member.actor, ask=wish)
    Proposal.objects.filter(request=request).delete()
    row = Proposal.objects.create(
        space=world.space, request=request, supporter=world.supporter.membership, state=Proposal.OPEN
    )
    return accept_match(actor=world.supporter.actor, proposal_id=row.pk)


def able(world: World, talk: Conversation) -> list[str]:
    return [one.name for one in who_could_go_on(world.space, talk)]


def test_whoever_fits_what_was_asked_for_can_go_on(world: World) -> None:
    assert able(world, begun(world, not_from_here=True, avoid=(LIVED,), topics=(TOPIC,))) == ["Rana"]


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ({}, {"languages": ["en", "fr"]}),
        ({"not_from_here": True}, {"is_from_here": True}),
        ({"not_people": "second"}, {}),
    ],
)
def test_nobody_goes_past_what_was_asked_for(
    world: World, asked: dict[str, Any], offered: dict[str, Any]
) -> None:
    if asked.get("not_people"):
        asked = {"not_people": (str(world.second.membership.pk),)}
    talk = begun(world, **asked)
    offers(world.second, **offered)

    assert able(world, talk) == []
    page = world.supporter.browser().get(f"/s/{world.space.code}/talks/{talk.pk}/pass-on/")
    assert "Rana" not in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ({"topics": (TOPIC,)}, {"not_now": [TOPIC]}),
        ({"wishes": {LIVED: "a_lot"}}, {"not_now": [LIVED]}),
        ({"avoid": (LIVED,)}, {"lived": [{"id": LIVED, "matcher_may_use": True, "match_may_see": True}]}),
    ],
)
def test_what_is_sealed_for_the_member_alone_is_looked_at_when_they_answer(
    world: World, asked: dict[str, Any], offered: dict[str, Any]
) -> None:
    talk = begun(world, **asked)
    offers(world.second, **offered)

    answered = agreed(world, talk)

    assert answered.state == HandOver.LAPSED
    assert not ContentGrant.objects.filter(
        person=world.second.person, container__in=talk.threads.values("pk")
    ).exists()
    with pytest.raises(CannotOpen):
        all_wished(world.supporter.actor, Bounds.objects.get())


def agreed(world: World, talk: Conversation) -> HandOver:
    """Sam asks, and Noor agrees that Rana may read what was said so far."""
    row = hand_overs.propose_hand_over(
        actor=world.supporter.actor, conversation_id=talk.pk, to=world.second.membership,
        eligible=[world.second.membership.pk],
    )  # fmt: skip
    return hand_overs.answer_hand_over(
        actor=world.member.actor, hand_over_id=row.pk, agrees=True, shares_history=True
    )


def test_it_is_looked_at_again_when_it_is_taken_up(world: World) -> None:
    row = agreed(world, begun(world, not_from_here=True, topics=(TOPIC,)))
    assert row.state == HandOver.AGREED
    offers(world.second, is_from_here=True)

    with pytest.raises(NotFound):
        hand_overs.accept_hand_over(actor=world.second.actor, hand_over_id=row.pk)
    assert HandOver.objects.get().state == HandOver.AGREED


def test_the_member_reads_who_it_is_before_deciding(world: World) -> None:
    talk = begun(world)
    offers(world.second, languages=["ar", "fr"], is_from_here=True)
    row = hand_overs.propose_hand_over(
        actor=world.supporter.actor, conversation_id=talk.pk, to=world.second.membership,
        eligible=[world.second.membership.pk],
    )  # fmt: skip

    page = world.member.browser().get(f"/s/{world.space.code}/talks/change/{row.pk}/").content.decode()
    assert "العربية" in page
    assert "français" in page.lower()
    assert "works, studies or is treated in this very place" in page
    offers(world.second, is_from_here=False)
    page = world.member.browser().get(f"/s/{world.space.code}/talks/change/{row.pk}/").content.decode()
    assert "in this very place" not in page


def test_a_coordinator_has_the_same_list(world: World) -> None:
    talk = begun(world)
    offers(world.second, languages=["en"])
    cora = somebody(world.space, "Cora", Right.COORDINATOR)
    gap = Gap.objects.create(space=world.space, conversation=talk)
    page = cora.browser().get(f"/s/{world.space.code}/talks/needed/{gap.pk}/").content.decode()
    assert "Rana" not in page
    offers(world.second)
    page = cora.browser().get(f"/s/{world.space.code}/talks/needed/{gap.pk}/").content.decode()
    assert "Rana" in page


def test_it_is_sealed_and_goes_with_the_talk(world: World) -> None:
    talk = begun(world, topics=(TOPIC,))
    with connection.cursor() as cursor:
        cursor.execute("SELECT wished FROM conversations_bounds")
        (blob,) = cursor.fetchone()
    assert TOPIC.encode() not in bytes(blob)
    opened = host_open_padded(bytes(blob), b"field/conversations.bounds/wished")
    assert b"languages" in opened
    assert TOPIC.encode() not in opened  # topics are for the member alone, even where the host key is
    assert all_wished(world.member.actor, Bounds.objects.get())["topics"] == [TOPIC]
    container = Bounds.objects.get().pk
    assert ContentGrant.objects.filter(container=container).exists()

    end_now(Conversation.objects.select_for_update().get(pk=talk.pk), by=None, how=Conversation.PLANNED)

    assert not Bounds.objects.exists()
    assert not ContentGrant.objects.filter(container=container).exists()


def test_the_member_finds_it_in_their_copy_and_nobody_else_does(world: World) -> None:
    begun(world, not_from_here=True)

    def held(who: Somebody) -> str:
        return str([section.rows for section in export(who.actor) if "goes on" in str(section.heading)])

    assert "العربية" in held(world.member)
    assert "العربية" not in held(world.supporter)


def test_a_talk_that_nobody_asked_for_in_writing_is_in_the_members_language(world: World) -> None:
    offers(world.second, languages=["ar"])
    assert able(world, world.conversation) == []
    offers(world.second, languages=["en"])
    assert able(world, world.conversation) == ["Rana"]
