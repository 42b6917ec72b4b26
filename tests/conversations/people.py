"""A small world of real people with real keys: two who talk, and those around them."""

import datetime as dt
import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.test import Client

from muruna.accounts import sessions
from muruna.accounts.keys import Keys
from muruna.accounts.middleware import actor_of
from muruna.accounts.models import Person
from muruna.conversations.actions import hand_overs
from muruna.conversations.actions.messages import begin_conversation
from muruna.conversations.models import Conversation, HandOver, Thread
from muruna.foundation.clock import today
from muruna.foundation.tenancy import in_space
from muruna.foundation.vault import new_identity, new_key, seal
from muruna.matching.models import SupportOffer
from muruna.safeguarding.models import DutyWindow
from muruna.spaces.models import Membership, Right, Space


@dataclass
class Somebody:
    """A person with their root key, and the persona they have in the space."""

    person: Person
    root: bytes = field(repr=False)
    membership: Membership
    roles: frozenset[str] = frozenset()

    @property
    def actor(self) -> Any:
        keys = Keys(self.person.pk, self.root, bytes(self.person.private_key_sealed))
        person = Person.objects.get(pk=self.person.pk)
        outside = actor_of(person, keys)
        return replace(outside, membership=self.membership, space=self.membership.space, roles=self.roles)

    def browser(self) -> Client:
        client = Client()
        _session, text = sessions.begin_session(self.person, self.root)
        client.cookies[sessions.COOKIE] = text
        return client


def open_space(profile: str = "school", **more: Any) -> Space:
    return Space.objects.create(name="Cedar Hill", profile=profile, languages=["ar", "en"], **more)


def somebody(space: Space, name: str, *roles: str, age_band: str = "18-24", **more: Any) -> Somebody:
    """A new person in `space` with rights that are valid today."""
    identity, root, pk = new_identity(), new_key(), uuid.uuid4()
    person = Person.objects.create(
        id=pk,
        handle_digest=pk.bytes * 2,
        handle_sealed=b"",
        public_key=identity.public,
        private_key_sealed=seal(root, identity.private, b"identity:" + pk.bytes),
        totp_sealed=b"set up" if roles else None,
        recovery_confirmed=True,
        **more,
    )
    person.handle_sealed = Keys(pk, root, b"").seal_own("handle", name)
    person.save()
    with in_space(space):
        membership = Membership.objects.create(space=space, person=person, name=name, age_band=age_band)
        for role in roles:
            ends = today() + dt.timedelta(days=90)
            Right.objects.create(
                space=space, membership=membership, role=role, ends_on=ends, tracks=["adults", "under-18"]
            )
            if role == Right.SUPPORTER:
                SupportOffer.objects.create(
                    space=space,
                    membership=membership,
                    languages=["en"],
                    lived=[],
                    circumstances=[],
                    not_now=[],
                )
    return Somebody(person, root, membership, frozenset(roles))


@dataclass
class World:
    """A space, the two who talk in it, and the others."""

    space: Space
    member: Somebody
    supporter: Somebody
    second: Somebody
    supervisor: Somebody
    lead: Somebody
    stranger: Somebody
    conversation: Conversation

    @property
    def thread(self) -> Thread:
        return Thread.objects.get(conversation=self.conversation, kind=Thread.MAIN)

    def at(self, rest: str = "") -> str:
        return f"/s/{self.space.code}/talks/{self.conversation.pk}/{rest}"

    def again(self) -> Conversation:
        return Conversation.objects.get(pk=self.conversation.pk)

    def begin(self, words: str = "") -> Conversation:
        """One more conversation of the same two."""
        actor = self.supporter.actor
        return begin_conversation(
            actor=actor,
            member=self.member.membership,
            supporter=self.supporter.membership,
            request_id=None,
            words=words,
        )

    def propose(self) -> HandOver:
        """Sam asks whether Rana may go on."""
        return hand_overs.propose_hand_over(
            actor=self.supporter.actor, conversation_id=self.conversation.pk, to=self.second.membership,
            eligible=[self.second.membership.pk],
        )  # fmt: skip

    def agree(self, *, shares: bool = False) -> HandOver:
        """Sam asks, and Noor agrees; `shares`: that Rana reads what was said so far."""
        return hand_overs.answer_hand_over(
            actor=self.member.actor, hand_over_id=self.propose().pk, agrees=True, shares_history=shares
        )

    def hand_over(self, *, shares: bool = False) -> None:
        """Rana goes on in Sam's place."""
        hand_overs.accept_hand_over(actor=self.second.actor, hand_over_id=self.agree(shares=shares).pk)


def make_world(*, member_age: str = "18-24", words: str = "I would like to be heard.") -> World:
    """Noor talks with Sam; Yara supervises, Khalil is on duty; Kim is a member like any other."""
    with transaction.atomic():
        space = open_space()
        with in_space(space):
            return _people(space, member_age, words)


def _people(space: Space, member_age: str, words: str) -> World:
    member = somebody(space, "Noor", age_band=member_age)
    supporter = somebody(space, "Sam", Right.SUPPORTER)
    second = somebody(space, "Rana", Right.SUPPORTER)
    supervisor = somebody(space, "Yara", Right.SUPERVISOR)
    lead = somebody(space, "Khalil", Right.SAFEGUARDING_LEAD)
    stranger = somebody(space, "Kim")
    for weekday in range(7):
        DutyWindow.objects.create(
            space=space, lead=lead.membership, weekday=weekday, starts=dt.time(0), ends=dt.time(0),
            languages=["en"],
        )  # fmt: skip
    world = World(space, member, supporter, second, supervisor, lead, stranger, None)  # type: ignore[arg-type]
    SupportOffer.objects.filter(membership=supporter.membership).update(open_count=1)
    world.conversation = begin_conversation(
        actor=supporter.actor,
        member=member.membership,
        supporter=supporter.membership,
        request_id=None,
        words=words,
    )
    return world
