"""What conversations hold of a person: their copy of it, and how it goes."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from muruna.access import Action, Actor, visible
from muruna.accounts.belongings import Section, belongs
from muruna.accounts.keyring import first_keys
from muruna.conversations.actions.erasing import forget_person
from muruna.conversations.bounds import bounds_in_words
from muruna.conversations.handed_over import past_asides, said_aside
from muruna.conversations.models import Bounds, Conversation, Debrief, Ending, FollowUp, Participant, Thread
from muruna.conversations.queries import last_words, note_words
from muruna.conversations.words import JOINED, Words, open_thread
from muruna.ui.formats import listed

EVERYTHING = 1_000_000


def export(actor: Actor) -> list[Section]:
    """Every conversation of this persona, what was said at its end, the days to look back, and the person's
    own notes after hard talks.

    Whoever confides something takes both sides' words along. To whom it was confided, a supporter or a
    supervisor beside, takes what they wrote themselves, and neither the other's words nor name.
    """
    if actor.space is None or actor.membership is None:
        return []
    sections = []
    for kind, action, confides, hears in (
        (Thread.MAIN, Action.CONVERSATION_SEE, Participant.MEMBER, Participant.SUPPORTER),
        (Thread.SIDE, Action.SIDE_SEE, Participant.SUPPORTER, Participant.SUPERVISOR),
    ):
        for conversation in _seen(actor, action, hears):
            people = _people(conversation)
            is_own = any(one.part == confides and one.membership_id == actor.membership.pk for one in people)
            for thread in Thread.objects.filter(conversation=conversation, kind=kind):
                others = _others(actor, conversation, (confides, hears))
                heading = _("Written with %(names)s") % {"names": others} if is_own else _heard(kind)
                names = {one.membership_id: one.membership.name for one in people}
                sections.append(Section(heading, _rows(actor, thread, names, is_whole=is_own)))
    sections += [_past_aside(actor, said_aside(actor, over)) for over in past_asides(actor)]
    sections += [
        Section(_("Said at the end"), _endings(actor)),
        Section(_("What holds in my talks, also when somebody else goes on"), _bounds(actor)),
        Section(_("Days to look back"), _follow_ups(actor)),
        Section(_("My notes after hard talks"), _debriefs(actor)),
    ]
    return [section for section in sections if section.rows]


def _past_aside(actor: Actor, said: list[tuple[Words, str]]) -> Section:
    names = listed(sorted({name for _words, name in said if name}))
    rows = [
        {_("When"): one.at or one.day, _("Who"): name or actor.membership.name, _("Words"): one.text}
        for one, name in said
    ]
    return Section(_("Written with %(names)s") % {"names": names}, rows)


def _seen(actor: Actor, action: Action, hears: str) -> QuerySet[Conversation]:
    """What the actor may see; and what they had said as a supervisor, although a copy knows no rights."""
    rows = visible(actor, action, Conversation)
    if hears == Participant.SUPERVISOR:
        mine = Participant.objects.filter(membership=actor.membership, part=hears)
        rows = rows | Conversation.objects.filter(pk__in=mine.values("conversation"))
    return rows.order_by("began_on", "pk")


def _heard(kind: str) -> str:
    if kind == Thread.SIDE:
        return _("What I wrote aside, as a supervisor")
    return _("What I wrote in a conversation, as a supporter")


def _people(conversation: Conversation) -> list[Participant]:
    return list(conversation.participants.select_related("membership"))


def _others(actor: Actor, conversation: Conversation, parts: tuple[str, ...]) -> str:
    rows = conversation.participants.select_related("membership").filter(part__in=parts)
    return listed([one.membership.name for one in rows if one.membership_id != actor.membership.pk])


def _rows(actor: Actor, thread: Thread, people: dict[Any, str], *, is_whole: bool) -> list[dict[str, Any]]:
    return [
        {
            _("When"): words.at or words.day,
            _("Who"): people.get(words.sender_id, ""),
            _("Words"): _said(words, people),
        }
        for words in open_thread(actor, thread, most=EVERYTHING)
        if is_whole or words.sender_id == actor.membership.pk
    ]


def _said(words: Words, people: dict[Any, str]) -> str:
    if words.kind == JOINED:  # nobody wrote this: it is what happened there
        name = people.get(words.sender_id) or _("Somebody who has left")
        return _("%(name)s goes on with this conversation from here.") % {"name": name}
    return words.text or ""


def _endings(actor: Actor) -> list[dict[str, Any]]:
    mine = visible(actor, Action.CONVERSATION_SEE, Conversation).filter(
        pk__in=Ending.objects.values("conversation")
    )
    found = []
    for conversation in mine.order_by("ended_on", "pk"):
        said = last_words(actor, conversation)
        if not conversation.participants.filter(membership=actor.membership, part=Participant.MEMBER):
            if conversation.ended_by_id == actor.membership.pk and said["thanks"]:
                found.append({
                    _("Day"): conversation.ended_on, pgettext("of a talk", "Thanks"): said["thanks"],
                })  # fmt: skip
        elif said["summary"] or said["thanks"]:
            others = _others(actor, conversation, (Participant.MEMBER, Participant.SUPPORTER))
            found.append({
                _("Day"): conversation.ended_on,
                pgettext("of a talk", "With"): others,
                pgettext("of a talk", "Summary"): said["summary"],
                pgettext("of a talk", "Thanks"): said["thanks"],
            })  # fmt: skip
    return found


def _bounds(actor: Actor) -> list[dict[str, Any]]:
    mine = visible(actor, Action.CONVERSATION_CONSENT_HAND_OVER, Conversation)
    rows = Bounds.objects.filter(conversation__in=mine).select_related("conversation")
    both = (Participant.MEMBER, Participant.SUPPORTER)
    return [
        {pgettext("of a talk", "With"): _others(actor, row.conversation, both), **bounds_in_words(actor, row)}
        for row in rows.order_by("conversation__began_on", "pk")
    ]


def _follow_ups(actor: Actor) -> list[dict[str, Any]]:
    rows = visible(actor, Action.CONVERSATION_LIST, FollowUp).select_related("supporter")
    return [
        {_("Day"): row.day, pgettext("of a talk", "With"): row.supporter.name if row.supporter else ""}
        for row in rows.order_by("day", "pk")
    ]


def _debriefs(actor: Actor) -> list[dict[str, Any]]:
    rows = visible(actor, Action.DEBRIEF_READ, Debrief).filter(writer=actor.membership)
    found = list(rows.select_related("reader").order_by("day", "pk"))
    keys = first_keys(actor, [row.pk for row in found])
    return [
        {
            _("Day"): row.day,
            pgettext("of a talk", "To"): row.reader.name,
            _("Words"): note_words(row, keys[row.pk]),
        }
        for row in found
        if row.pk in keys
    ]


belongs("conversations", export=export, forget=forget_person)
