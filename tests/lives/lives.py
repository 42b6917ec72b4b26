"""People who join, ask, choose, talk, block, pause, hand on, end, leave and delete themselves, in any order.

Each deed is tried whether it may be done or not; a refusal is an answer like any other. What the rules would
say of two people is worked out here from the rows alone, not asked of the code that is tried.
"""

import datetime as dt
import random
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from muruna.access import NotFound
from muruna.accounts.actions import leaving
from muruna.accounts.actions.blocking import block_person
from muruna.accounts.models import Block, ContentGrant
from muruna.conversations.actions import endings, hand_overs, matches, messages, stopping
from muruna.conversations.models import Conversation, HandOver, Message, Participant, Thread
from muruna.foundation.clock import today
from muruna.foundation.work import Worker
from muruna.matching.actions import board, proposals, requests
from muruna.matching.actions.answers import decline_proposal
from muruna.matching.models import Proposal, Request, SupportOffer
from muruna.matching.queries import eligible_supporters
from muruna.sharing import actions as sharing
from muruna.sharing.models import Share
from muruna.spaces import contact
from muruna.spaces.actions import members, personas, rights
from muruna.spaces.logic.rights import Wish
from muruna.spaces.models import Membership, Right
from tests.lives.likely import likely_to
from tests.matching.conftest import One, World, ask

REFUSALS = (
    ValidationError, NotFound, messages.NotOpen, contact.MayIdentify, stopping.NotYours,
    hand_overs.AlreadyUnderWay, endings.TooSoon, KeyError,
)  # fmt: skip
KIND = "goal"
CONTACT = "write to me at kite@example.org"


class Lives:
    """One community; `faults` is whatever should never have come about."""

    def __init__(self, world: World) -> None:
        self.world, self.faults, self.done = world, [], {}  # type: ignore[var-annotated]
        self.wanted: set[tuple[uuid.UUID, uuid.UUID]] = set()  # persona who let a supporter come, and whom
        self.gone: list[tuple[str, uuid.UUID, uuid.UUID]] = []  # name, person, membership: deleted
        self.erased: list[uuid.UUID] = []  # threads that are no more
        for name, age in (("Mina", "13-15"), ("Milo", "16-17"), ("Amal", "18-24"), ("Adil", "25+")):
            world.add(name, age=age)
        world.supporter("Rana")
        world.supporter("Omar", tracks=["adults"])
        world.supporter("Pia", age="16-17", tracks=["under-18"])
        world.supporter("Noel", on_probation=True)
        world.add("Cora", age="25+", roles=(Right.COORDINATOR,))

    # What somebody does. Names are those of the world's people.
    def ask(self, who: str) -> None:
        requests.write_request(actor=self.of(who).actor, ask=ask())

    def choose(self, who: str, whom: str) -> None:
        one, other = self.of(who), self.of(whom)
        row = Proposal.objects.get(request__membership=one.membership, supporter=other.membership,
                                   request__state=Request.WAITING)  # fmt: skip
        proposals.choose_proposal(actor=one.actor, proposal_id=row.pk)
        self.wanted.add((one.membership.pk, other.membership.pk))

    def take_first(self, who: str) -> None:
        one = self.of(who)
        row = Request.objects.get(membership=one.membership, state=Request.WAITING)
        proposals.take_first_free(actor=one.actor, request_id=row.pk)
        self.wanted |= {(one.membership.pk, each.membership_id) for each in SupportOffer.objects.all()}

    def propose(self, who: str, whom: str) -> None:
        row = Request.objects.filter(membership=self.of(whom).membership, state=Request.WAITING).first()
        for each in ("Rana", "Omar", "Pia", "Noel"):
            board.propose_by_hand(
                actor=self.of(who).actor, request_id=row.pk if row else uuid.uuid4(),
                supporter_id=self.of(each).membership.pk,
            )  # fmt: skip

    def accept(self, who: str, whom: str) -> None:
        """Say yes to `whom`, chosen or not: a supporter may try whatever id they know."""
        row = Proposal.objects.filter(request__membership=self.of(whom).membership,
                                      supporter=self.of(who).membership).last()  # fmt: skip
        matches.accept_match(actor=self.of(who).actor, proposal_id=row.pk if row else uuid.uuid4())

    def decline(self, who: str, whom: str) -> None:
        row = Proposal.objects.filter(request__membership=self.of(whom).membership,
                                      supporter=self.of(who).membership).last()  # fmt: skip
        decline_proposal(actor=self.of(who).actor, proposal_id=row.pk if row else uuid.uuid4())

    def say(self, who: str, number: int = 0, text: str = "I am here.") -> None:
        talk = self.talk(number)
        messages.say(actor=self.of(who).actor, conversation_id=talk.pk, text=text)
        self._was_rightly_said(self.of(who), talk, text)

    def say_contact(self, who: str, number: int) -> None:
        self.say(who, number, CONTACT)

    def show(self, who: str, whom: str) -> None:
        """What is shared with one other, once for each two: a page of one's own."""
        one, other = self.of(who), self.of(whom)
        sharing.share(actor=one.actor, kind=KIND, item=one.membership.pk, with_=other.membership.pk, body={})
        self._was_rightly_passed(one, other.membership, "")

    def note(self, who: str, number: int, text: str = "Hello.") -> None:
        """Words beside something that is shared."""
        shares = list(Share.objects.order_by("since", "pk"))
        if not shares:
            raise NotFound
        one, share = self.of(who), shares[number % len(shares)]
        sharing.write_note(actor=one.actor, share_id=share.pk, text=text)
        other = share.receiver if share.giver_id == one.membership.pk else share.giver
        self._was_rightly_passed(one, other, text)

    def note_contact(self, who: str, number: int) -> None:
        self.note(who, number, CONTACT)

    def pause(self, who: str, number: int) -> None:
        stopping.pause_conversation(actor=self.of(who).actor, conversation_id=self.talk(number).pk)

    def resume(self, who: str, number: int) -> None:
        stopping.resume_conversation(actor=self.of(who).actor, conversation_id=self.talk(number).pk)

    def leave_talk(self, who: str, number: int) -> None:
        stopping.leave_conversation(actor=self.of(who).actor, conversation_id=self.talk(number).pk)

    def end(self, who: str, number: int) -> None:
        endings.end_conversation(
            actor=self.of(who).actor, conversation_id=self.talk(number).pk, summary="Mine.", thanks="Thanks."
        )

    def hand_on(self, who: str, whom: str, number: int) -> None:
        talk, to = self.talk(number), self.of(whom).membership
        members_ = [one.membership for one in messages.talkers(talk) if one.part == Participant.MEMBER]
        able = [one.pk for each in members_ for one in eligible_supporters(self.world.space, each)]
        hand_overs.propose_hand_over(actor=self.of(who).actor, conversation_id=talk.pk, to=to, eligible=able)

    def consent(self, who: str, number: int) -> None:
        row = HandOver.objects.filter(conversation=self.talk(number), state=HandOver.ASKED).first()
        found = hand_overs.answer_hand_over(
            actor=self.of(who).actor, hand_over_id=row.pk if row else uuid.uuid4(), agrees=True,
            shares_history=bool(number % 2),
        )  # fmt: skip
        self.wanted.add((self.of(who).membership.pk, found.to_id))

    def take_on(self, who: str, number: int) -> None:
        row = HandOver.objects.filter(conversation=self.talk(number)).last()
        hand_overs.accept_hand_over(actor=self.of(who).actor, hand_over_id=row.pk if row else uuid.uuid4())

    def block(self, who: str, whom: str) -> None:
        block_person(actor=self.of(who).actor, membership=self.of(whom).membership)

    def block_other(self, who: str, number: int) -> None:
        stopping.block_other(actor=self.of(who).actor, conversation_id=self.talk(number).pk)

    def end_right(self, who: str, whom: str) -> None:
        held = Right.objects.filter(membership=self.of(whom).membership).order_by("starts_on").last()
        if held is None:
            raise NotFound
        rights.end_right(actor=self.of(who).actor, right=held)

    def give_right(self, who: str, whom: str, number: int) -> None:
        tracks = [frozenset({"adults"}), frozenset({"under-18"}), frozenset({"adults", "under-18"})][
            number % 3
        ]
        wish = Wish(Right.SUPPORTER, today() + dt.timedelta(days=90), tracks)
        rights.give_right(actor=self.of(who).actor, membership=self.of(whom).membership, wish=wish)

    def suspend(self, who: str, whom: str) -> None:
        members.suspend_member(actor=self.of(who).actor, membership=self.of(whom).membership, reason="safety")

    def restore(self, who: str, whom: str) -> None:
        members.restore_member(actor=self.of(who).actor, membership=self.of(whom).membership)

    def leave_space(self, who: str) -> None:
        personas.leave_space(actor=self.of(who).actor, membership=self.of(who).membership)

    def delete(self, who: str) -> None:
        one = self.of(who)
        leaving.delete_account(actor=one.actor, proven=None, sending=uuid.uuid4())  # type: ignore[arg-type]
        self.gone.append((who, one.person.pk, one.membership.pk))
        del self.world.people[who]

    def join(self, who: str) -> None:
        """Somebody new comes, under a name that `who` has taught the script."""
        if len(self.world.people) < 12:
            self.world.add(f"{who[:4]}{len(self.gone)}{len(self.world.people)}", age="16-17")

    def a_night_passes(self) -> None:
        """What the worker does: carries what happened, parts the blocked, erases what is due."""
        Worker().work_off()
        stopping.part_blocked()
        self._nobody_blocked_is_together()

    # Ground.
    def of(self, name: str) -> One:
        return self.world.people[name]

    def talk(self, number: int) -> Conversation:
        some = list(Conversation.objects.order_by("began_on", "pk"))
        if not some:
            raise NotFound
        return some[number % len(some)]

    def random_step(self, chance: random.Random) -> None:
        """One deed by somebody, to somebody, somewhere."""
        people = sorted(self.world.people)
        name = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        deed: Callable[..., None] = getattr(self, name)
        wants = deed.__code__.co_varnames[1 : deed.__code__.co_argcount]  # type: ignore[attr-defined]
        given = {"who": chance.choice(people), "whom": chance.choice(people), "number": chance.randrange(9)}
        if likely := chance.random() < 0.8 and likely_to(self, name):
            given |= chance.choice(likely)
        ends = given["whom"] if "whom" in wants else given["who"]
        if name in {"delete", "leave_space", "suspend"} and ends == "Cora":
            return  # somebody must be there to give and to end rights
        self.try_(name, **{one: given[one] for one in wants if one in given})

    def try_(self, name: str, **given: Any) -> bool:
        """Whether it was done; all or nothing, as a request would."""
        try:
            with transaction.atomic():
                getattr(self, name)(**given)
        except (*REFUSALS, Proposal.DoesNotExist, Request.DoesNotExist):
            return False
        self.done[name] = self.done.get(name, 0) + 1
        return True

    # What must hold while something is done.
    def may(self, supporter: Membership, member: Membership) -> bool:
        """Whether these two may talk today, from the rows alone."""
        supporter, member = (Membership.objects.get(pk=one.pk) for one in (supporter, member))
        track = "under-18" if member.age_band in {"13-15", "16-17"} else "adults"
        held = Right.objects.filter(membership=supporter, role=Right.SUPPORTER, ends_on__gt=today())
        held |= Right.objects.filter(membership=supporter, role=Right.SUPPORTER, ends_on=today())
        pair = (supporter.person_id, member.person_id)
        return (
            {supporter.state, member.state} == {Membership.ACTIVE}
            and any(track in one.tracks and one.starts_on <= today() for one in held)
            and not Block.objects.filter(blocker__in=pair, blocked__in=pair).exists()
            and not (supporter.is_minor and not member.is_minor)
        )

    def _was_rightly_said(self, one: One, talk: Conversation, text: str) -> None:
        parts = {each.part: each.membership for each in messages.talkers(talk)}
        if Conversation.objects.get(pk=talk.pk).state != Conversation.OPEN:
            self.faults.append("a word in a talk that is not open")
        if one.membership.pk not in {each.pk for each in parts.values()}:
            self.faults.append("a word by somebody who is not in the talk")
        if len(parts) == 2 and not self.may(parts[Participant.SUPPORTER], parts[Participant.MEMBER]):
            self.faults.append(f"{one.membership.name} wrote, although the two may not talk")
        if text == CONTACT and any(each.is_minor for each in parts.values()):
            self.faults.append("contact details beside a minor, without a question")

    def _was_rightly_passed(self, one: One, other: Membership, text: str) -> None:
        """S14: beside what is shared the same holds as in a talk of these two."""
        talks = [
            {each.part: each.membership for each in messages.talkers(talk)}
            for talk in Conversation.objects.filter(
                state__in=[Conversation.OPEN] if text else [Conversation.OPEN, Conversation.PAUSED]
            )
        ]
        here = [
            parts for parts in talks
            if len(parts) == 2 and {each.pk for each in parts.values()} == {one.membership.pk, other.pk}
        ]  # fmt: skip
        if not any(self.may(parts[Participant.SUPPORTER], parts[Participant.MEMBER]) for parts in here):
            self.faults.append(f"{one.membership.name} passed something on, although the two may not talk")
        if text == CONTACT and (one.membership.is_minor or other.is_minor):
            self.faults.append("contact details beside a minor's page, without a question")

    def _nobody_blocked_is_together(self) -> None:
        for talk in Conversation.objects.exclude(state=Conversation.ENDED):
            people = [one.membership.person_id for one in messages.talkers(talk)]
            if Block.objects.filter(blocker__in=people, blocked__in=people).exists():
                self.faults.append("a blocked pair shares a talk after the night")

    def look(self) -> None:
        """What must hold after every step."""
        for check in (self._nobody_came_unasked, self._limits, self._order, self._readers, self._remains):
            check()

    def _nobody_came_unasked(self) -> None:
        for talk in Conversation.objects.all():
            people = {one.part: one for one in talk.participants.all() if one.is_here}
            member = next((one for one in talk.participants.all() if one.part == Participant.MEMBER), None)
            for one in talk.participants.all():
                pair = (member.membership_id, one.membership_id) if member else None
                if one.part == Participant.SUPPORTER and pair and pair not in self.wanted:
                    self.faults.append("a talk that its member did not ask for")
            if talk.state != Conversation.ENDED and not people.keys() >= {"member", "supporter"}:
                self.faults.append("a talk goes on with nobody responsible")

    def _limits(self) -> None:
        for offer in SupportOffer.objects.all():
            parts = Participant.objects.filter(part=Participant.SUPPORTER, is_here=True)
            alive = parts.filter(membership=offer.membership_id).exclude(
                conversation__state=Conversation.ENDED
            )
            held = Right.objects.filter(membership=offer.membership_id, role=Right.SUPPORTER)
            probation = held.exists() and all(one.on_probation for one in held)
            if alive.count() > (1 if probation else 3):
                self.faults.append("more open talks than a limit allows")
            if alive.count() != offer.open_count:
                self.faults.append(f"{alive.count()} open talks are counted as {offer.open_count}")

    def _order(self) -> None:
        for thread in Thread.objects.all():
            seqs = list(Message.objects.filter(thread=thread).order_by("seq").values_list("seq", flat=True))
            if seqs != list(range(1, thread.next_seq)):
                self.faults.append(f"the sequence has gaps: {seqs}, next {thread.next_seq}")

    def _readers(self) -> None:
        """S5: whoever has a grant to a talk's key is in it, or is about to be, with its member's consent."""
        threads = {thread.pk: thread.conversation_id for thread in Thread.objects.all()}
        self.erased += [pk for pk in getattr(self, "_threads", {}) if pk not in threads]
        self._threads = threads
        for pk, talk in threads.items():
            here = Participant.objects.filter(conversation=talk, is_here=True)
            entitled = set(here.values_list("membership__person", flat=True))
            agreed = HandOver.objects.filter(conversation=talk, state=HandOver.AGREED, shares_history=True)
            entitled |= set(agreed.values_list("to__person", flat=True))
            holders = set(ContentGrant.objects.filter(container=pk).values_list("person", flat=True))
            if holders - entitled:
                self.faults.append("somebody who is not in a talk can open its key")
        if ContentGrant.objects.filter(container__in=self.erased).exists():
            self.faults.append("a key of words that are no more can be opened")

    def _remains(self) -> None:
        for name, person, membership in self.gone:
            mine = Message.objects.filter(sender=membership).exists()
            grants = ContentGrant.objects.filter(person=person).exists()
            if mine or grants or any(row.name for row in Membership.objects.filter(pk=membership)):
                self.faults.append(f"something of {name} is left")


IN_A_TALK = {
    "say", "say_contact", "pause", "resume", "hand_on", "consent", "block_other", "end", "leave_talk",
}  # fmt: skip
# How often each is tried: what builds up more often than what ends.
WEIGHTS = {
    "ask": 14, "choose": 22, "take_first": 5, "propose": 3, "accept": 26, "decline": 2, "say": 30,
    "say_contact": 4, "show": 8, "note": 12, "note_contact": 3, "pause": 2, "resume": 3, "leave_talk": 1,
    "end": 1, "hand_on": 8, "consent": 8, "take_on": 8, "block": 2, "block_other": 1, "end_right": 2,
    "give_right": 5, "suspend": 0.5, "restore": 2, "leave_space": 0.5, "delete": 0.5, "join": 3,
    "a_night_passes": 3,
}  # fmt: skip


def without_proof(patch: pytest.MonkeyPatch) -> None:
    """Deletion asks for the passphrase; these people have none."""
    patch.setattr(leaving, "insist", lambda actor, proven: None)
