"""Whoever must be kept apart is kept apart through the whole stack, whatever is done in whatever order."""

import datetime as dt
import uuid
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from muruna.access import NotFound
from muruna.foundation.clock import stopped_at
from muruna.matching.actions import accept_proposal, close_place, decline_proposal, pause_support
from muruna.matching.actions.board import propose_by_hand
from muruna.matching.actions.proposals import choose_proposal, decline_shown, take_first_free
from muruna.matching.actions.requests import change_request, withdraw_request, write_request
from muruna.matching.actions.shifts import begin_shift, end_shift
from muruna.matching.logic.needs import WEEK_MINUTES_MOST
from muruna.matching.models import Proposal, Request, Shift, SupportOffer
from muruna.matching.queries import eligible_supporters, open_load
from muruna.matching.running import serve_everywhere
from muruna.spaces.models import Membership
from tests.matching.conftest import MONDAY, World, ask, made_world, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
BANDS = ("13-15", "16-17", "18-24", "25+")


def may_meet(world: World, member: Membership, supporter: Membership) -> bool:
    """Written anew from the design, not from the code: who may ever be brought together."""
    rights = supporter.rights.all()
    tracks = {track for right in rights for track in right.tracks}
    profile = world.space.effective()
    minor, young = member.age_band in BANDS[:2], supporter.age_band in BANDS[:2]
    if supporter.age_band == "13-15" or member.age_band not in profile.asking_bands:
        return False
    if young:
        return minor and profile.minor_supporters and "under-18" in tracks
    if minor:
        return profile.adults_support_minors and "under-18" in tracks
    return "adults" in tracks


@pytest.mark.parametrize(("profile", "seed"), [(p, s) for p in ("school", "online") for s in range(4)])
def test_random_lives_never_bring_together_who_must_be_apart(profile: str, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - lives, not keys
    with made_world(profile) as world:
        for number in range(6):
            world.supporter(
                f"S{number}",
                age=chance.choice(BANDS),
                tracks=chance.choice([["adults"], ["under-18"], ["adults", "under-18"]]),
                on_probation=chance.random() < 0.3,
                offer={
                    "languages": chance.choice([["en"], ["ar"], ["en", "ar"]]),
                    "is_from_here": chance.random() < 0.3,
                },
            )
        bands = [band for band in BANDS if band in world.space.effective().asking_bands]
        for number in range(5):
            world.add(f"M{number}", age=chance.choice(bands))
        nadia = world.add("Nadia", age="25+", roles=("coordinator",))
        supporters = [one for name, one in world.people.items() if name.startswith("S")]
        members = [one for name, one in world.people.items() if name.startswith("M")]
        blocks: set[frozenset[Any]] = set()
        moment = MONDAY

        for _step in range(60):
            moment += dt.timedelta(minutes=chance.choice([0, 1, 5, 20]))
            with stopped_at(moment):
                with suppress(ValidationError, NotFound):
                    _something(chance, world, members, supporters, nadia, blocks)
                _check(world, blocks)


def _something(
    chance: Random,
    world: World,
    members: list[Any],
    supporters: list[Any],
    nadia: Any,
    blocks: set[frozenset[Any]],
) -> None:
    member, supporter = chance.choice(members), chance.choice(supporters)
    row = Request.objects.filter(membership=member.membership, state="waiting").first()
    wish = ask(
        languages=(chance.choice(["en", "ar"]),),
        is_live=chance.random() < 0.7,
        not_from_here=chance.random() < 0.4,
    )
    mine = Proposal.objects.filter(request=row) if row else Proposal.objects.none()
    asked = Proposal.objects.filter(supporter=supporter.membership, state__in=["chosen", "open"]).first()
    any_id = Proposal.objects.order_by("pk").values_list("pk", flat=True).first()
    deeds = [
        lambda: write_request(actor=member.actor, ask=wish),
        lambda: write_request(actor=member.actor, ask=wish),
        lambda: row and change_request(actor=member.actor, request_id=row.pk, ask=wish),
        lambda: row and withdraw_request(actor=member.actor, request_id=row.pk),
        lambda: row and decline_shown(actor=member.actor, request_id=row.pk),
        lambda: row and take_first_free(actor=member.actor, request_id=row.pk, takes=chance.random() < 0.5),
        lambda: (
            mine.exists() and choose_proposal(actor=member.actor, proposal_id=chance.choice(list(mine)).pk)
        ),
        lambda: (
            mine.exists() and choose_proposal(actor=member.actor, proposal_id=chance.choice(list(mine)).pk)
        ),
        lambda: asked and accept_proposal(actor=supporter.actor, proposal_id=asked.pk),
        lambda: asked and accept_proposal(actor=supporter.actor, proposal_id=asked.pk),
        lambda: asked and decline_proposal(actor=supporter.actor, proposal_id=asked.pk),
        lambda: any_id and accept_proposal(actor=supporter.actor, proposal_id=any_id),
        lambda: any_id and choose_proposal(actor=member.actor, proposal_id=any_id),
        lambda: begin_shift(actor=supporter.actor, minutes=30),
        lambda: end_shift(actor=supporter.actor),
        lambda: close_place(supporter=supporter.membership),
        lambda: chance.random() < 0.2 and pause_support(actor=supporter.actor, until=MONDAY.date()),
        lambda: (
            row
            and propose_by_hand(actor=nadia.actor, request_id=row.pk, supporter_id=supporter.membership.pk)
        ),
        lambda: (
            chance.random() < 0.3
            and frozenset({member.person.pk, supporter.person.pk}) not in blocks
            and (
                world.block(*chance.sample([member, supporter], 2)),
                blocks.add(frozenset({member.person.pk, supporter.person.pk})),
            )
        ),
        serve_everywhere,
    ]
    chance.choice(deeds)()


def _check(world: World, blocks: set[frozenset[Any]]) -> None:
    matched_before_a_block = getattr(world, "matched", set())
    for one in Proposal.objects.select_related("request__membership", "supporter"):
        member = one.request.membership
        assert may_meet(world, member, one.supporter), (member.age_band, one.supporter.age_band)
        assert member.pk != one.supporter_id
        if one.state == "accepted":
            if frozenset({member.person_id, one.supporter.person_id}) not in blocks:
                matched_before_a_block.add(one.pk)
            else:
                assert one.pk in matched_before_a_block
    world.matched = matched_before_a_block  # type: ignore[attr-defined]
    for row in Request.objects.filter(state="waiting").select_related("membership__person"):
        for able in eligible_supporters(world.space, row.membership, row):
            assert frozenset({row.membership.person_id, able.person_id}) not in blocks
            assert may_meet(world, row.membership, able)
            assert not (row.needs["not_from_here"] and able.support_offer.is_from_here)
    for offer in SupportOffer.objects.select_related("membership"):
        most = 1 if offer.membership.rights.get().on_probation else offer.most_open
        assert offer.open_count <= most
        assert open_load(offer.membership) <= most
        assert (
            sum(Shift.objects.filter(membership=offer.membership).values_list("minutes", flat=True))
            <= WEEK_MINUTES_MOST
        )


@pytest.mark.parametrize("by_member", [True, False])
def test_a_block_in_either_direction_is_never_proposed_and_never_told(world: World, by_member: bool) -> None:
    rana, amal = world.supporter("Rana", offer={"lived": shown("grief")}), world.add("Amal")
    world.block(amal, rana) if by_member else world.block(rana, amal)

    written = write_request(actor=amal.actor, ask=ask(wishes={"grief": "a_lot"}))

    page = amal.client.get(world.path("ask/mine/")).content.decode()
    assert not Proposal.objects.exists()
    assert eligible_supporters(world.space, amal.membership, written) == []
    assert all(
        word not in page for word in ("Rana", "block", "not here at this hour", "as many conversations")
    )


def test_a_block_under_another_name_takes_nobody_from_the_page_and_still_keeps_them_apart(
    world: World,
) -> None:
    """Else whoever blocks a seat in a circle, and looks which supporter goes, knows whose the seat is."""
    rana, amal = world.supporter("Rana"), world.add("Amal")
    asked = write_request(actor=amal.actor, ask=ask())

    world.block(amal, rana, room=uuid.uuid4())
    serve_everywhere()

    proposal = Proposal.objects.get()
    assert "Rana" in amal.client.get(world.path("ask/mine/")).content.decode()
    choose_proposal(actor=amal.actor, proposal_id=proposal.pk)
    with pytest.raises(ValidationError) as refusal:
        accept_proposal(actor=rana.actor, proposal_id=proposal.pk)
    assert refusal.value.code == "closed"  # as for a lost right or an age that does not fit
    assert eligible_supporters(world.space, amal.membership, asked) == []
    Proposal.objects.all().delete()
    serve_everywhere()
    assert not Proposal.objects.exists()


def test_a_block_after_the_question_was_put_takes_it_back(world: World) -> None:
    rana, amal = world.supporter("Rana"), world.add("Amal")
    write_request(actor=amal.actor, ask=ask())
    choose_proposal(actor=amal.actor, proposal_id=Proposal.objects.get().pk)

    world.block(amal, rana)
    serve_everywhere()

    assert not Proposal.objects.exists()


def test_two_hours_at_a_time_and_eight_in_seven_days(world: World) -> None:
    rana = world.supporter("Rana", offer={"hours": []})
    begin_shift(actor=rana.actor, minutes=120)
    with stopped_at(MONDAY + dt.timedelta(minutes=125)), pytest.raises(ValidationError):
        begin_shift(actor=rana.actor, minutes=30)  # no break yet
    for day in range(1, 4):
        with stopped_at(MONDAY + dt.timedelta(days=day)):
            begin_shift(actor=rana.actor, minutes=120)

    with stopped_at(MONDAY + dt.timedelta(days=4)), pytest.raises(ValidationError):
        begin_shift(actor=rana.actor, minutes=30)
    with stopped_at(MONDAY + dt.timedelta(days=8)):
        begin_shift(actor=rana.actor, minutes=30)
        end_shift(actor=rana.actor)
        assert Shift.objects.get(day=MONDAY.date() + dt.timedelta(days=8)).minutes == 0


def test_a_debrief_pause_is_not_cut_short(world: World) -> None:
    rana = world.supporter("Rana")
    pause_support(actor=rana.actor, until=MONDAY.date() + dt.timedelta(days=5), reason="debrief")
    pause_support(actor=rana.actor, until=MONDAY.date() + dt.timedelta(days=1))

    from muruna.matching.actions.offers import resume_support

    with pytest.raises(ValidationError):
        resume_support(actor=rana.actor)
    assert SupportOffer.objects.get().paused_until == MONDAY.date() + dt.timedelta(days=5)
