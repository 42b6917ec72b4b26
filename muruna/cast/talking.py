"""Conversations of the demo world, from the match to where they stand now, each line at its own time."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from muruna.cast.asking import ask, choose
from muruna.cast.troupe import Troupe
from muruna.conversations.actions.asides import ask_supervisor, say_aside
from muruna.conversations.actions.debriefs import write_debrief
from muruna.conversations.actions.endings import end_conversation
from muruna.conversations.actions.matches import accept_match
from muruna.conversations.actions.messages import note_seen, say
from muruna.conversations.actions.reporting import keep_words
from muruna.conversations.actions.stopping import pause_conversation
from muruna.conversations.actions.worries import raise_worry
from muruna.conversations.models import Conversation, Message, Thread
from muruna.foundation.clock import stopped_at, today
from muruna.spaces.models import Space

ANSWER_AFTER = dt.timedelta(minutes=40)
BETWEEN_LINES = dt.timedelta(minutes=4)


class Talk:
    """One conversation, told from its script while the clock of the past goes forward."""

    def __init__(self, told: Mapping[str, Any], troupe: Troupe, space: Space, began: dt.datetime) -> None:
        self.told, self.troupe, self.space, self.moment = told, troupe, space, began

    def play(self, end_at: dt.datetime) -> None:
        """Everything from the request on; what stands open at the end is as it is at `end_at`."""
        conversation = self._match()
        self._speak(conversation)
        self._beside(conversation)
        with stopped_at(self.moment):
            self._keep(conversation)
        if "worry" in self.told:
            minutes = self.told["worry"].get("minutes_ago", 20)
            with stopped_at(end_at - dt.timedelta(minutes=minutes)):
                self._worry(conversation)
        with stopped_at(self.moment):
            self._leave_it(conversation)

    def _here(self, handle: str) -> Any:
        return self.troupe.inside(handle, self.space)

    def _match(self) -> UUID:
        with stopped_at(self.moment):
            member, supporter = self._here(self.told["member"]), self._here(self.told["supporter"])
            request = ask(member, self.told["request"])
            chosen = choose(member, request, supporter, self.told["supporter"])
        self.moment += ANSWER_AFTER
        with stopped_at(self.moment):
            return UUID(str(accept_match(actor=supporter, proposal_id=chosen).pk))

    def _speak(self, conversation: UUID) -> None:
        for who, text, *later in self.told["lines"]:
            self.moment += dt.timedelta(minutes=later[0]) if later else BETWEEN_LINES
            with stopped_at(self.moment):
                said = say(actor=self._here(who), conversation_id=conversation, text=text)
        talk = Conversation.objects.get(pk=conversation)
        unread = self.told.get("unread_by")
        for who in {self.told["member"], self.told["supporter"]} - {unread}:
            note_seen(actor=self._here(who), conversation=talk, seq=said.seq)

    def _beside(self, conversation: UUID) -> None:
        for number, (who, text, *_later) in enumerate(self.told.get("side", ())):
            self.moment += BETWEEN_LINES
            with stopped_at(self.moment):
                speak = say_aside if number else ask_supervisor
                speak(actor=self._here(who), conversation_id=conversation, text=text)

    def _keep(self, conversation: UUID) -> None:
        """The lines that helped, by their place in the script, in the member's own vault."""
        thread = Thread.objects.get(conversation=conversation, kind=Thread.MAIN)
        # The words of the request stand first: line 0 of the script is number 2 of the thread.
        places = [line + 2 for line in self.told.get("kept", ())]
        ids = list(Message.objects.filter(thread=thread, seq__in=places).values_list("pk", flat=True))
        if ids:
            keep_words(actor=self._here(self.told["member"]), conversation_id=conversation, ids=ids)

    def _worry(self, conversation: UUID) -> None:
        facts = {name: text for name, text in self.told["worry"].items() if name != "minutes_ago"}
        raise_worry(actor=self._here(self.told["supporter"]), conversation_id=conversation, facts=facts)

    def _leave_it(self, conversation: UUID) -> None:
        member = self._here(self.told["member"])
        if self.told["state"] == "paused":
            pause_conversation(actor=member, conversation_id=conversation)
        if "debrief" in self.told:
            supporter = self._here(self.told["supporter"])
            write_debrief(actor=supporter, conversation_id=conversation, text=self.told["debrief"])
        if self.told["state"] == "ended":
            days = self.told.get("follow_up_days")
            end_conversation(
                actor=member,
                conversation_id=conversation,
                summary=self.told.get("summary", ""),
                shares_summary=self.told.get("shares_summary", False),
                thanks=self.told.get("thanks", ""),
                follow_up_on=today() + dt.timedelta(days=days) if days else None,
            )
