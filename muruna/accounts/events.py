"""What accounts does when others say something; and what it holds of a person."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from muruna.access import Actor
from muruna.accounts import labels, queries
from muruna.accounts.actions.changing import change_language
from muruna.accounts.belongings import Coded, Section, belongs
from muruna.accounts.erasing import clear_dead_rows, empty_the_log
from muruna.accounts.models import Block, ContentGrant, KeptItem, KeySlot, Opening, Person, Session
from muruna.foundation import outbox
from muruna.foundation.models import Deed, LiveNote, OutboxEvent, Trace
from muruna.language.choice import keep_with_person
from muruna.ui.formats import language_name
from muruna.ui.zones import zone_name


@outbox.on("account.deleted")
def overwrite_what_was_deleted() -> None:
    """Once more by the worker: a reader may have held the log, and PostgreSQL clears dead rows only here."""
    empty_the_log()
    clear_dead_rows()


keep_with_person(lambda actor, code: change_language(actor=actor, code=code))


def _zone_told(zone: str) -> str:
    """As the account page calls it."""
    return _("That of the community I am in") if zone == "auto" else zone_name(zone)


def _export(actor: Actor) -> list[Section]:
    if actor.space is not None:
        return []
    person: Person = actor.person
    return [
        Section(
            _("Account"),
            [
                {
                    _("Sign-in name"): queries.own_handle(actor),
                    _("Language"): Coded.of(person.language, language_name(person.language)),
                    _("Time zone"): Coded.of(person.time_zone, _zone_told(person.time_zone)),
                    _("Since"): person.joined_on,
                    _("Code app"): person.totp_sealed is not None,
                }
            ],
        ),
        Section(_("Kept for myself"), [_kept_row(one) for one in queries.kept_of(actor)]),
        Section(
            _("People I have blocked"),
            [
                {_("Name"): one.label or labels.nameless(), _("Day"): one.block.made_on}
                for one in queries.blocks_of(actor)
            ],
        ),
        Section(
            _("Who looked at my words"),
            [
                {
                    _("Day"): row.day,
                    _("Who"): labels.role_words(row.looker_role),
                    _("What"): labels.thing_words(row.thing),
                    _("Why"): labels.reason_words(row.reason),
                }
                for row in queries.openings_of(actor)
            ],
        ),
        Section(
            _("Where I am signed in"),
            [
                {_("Since"): row.began_on, _("Last used"): row.used_at.date()}
                for row in queries.sessions_of(actor)
            ],
        ),
    ]


def _kept_row(one: queries.OwnKept) -> dict[str, Any]:
    if one.data is None:
        return {_("Day"): one.item.day, _("Text"): _("This cannot be opened any more.")}
    when = {_("When"): one.written_at} if one.written_at else {}
    return {_("Day"): one.item.day, **when, _("Title"): one.title, _("Text"): one.text}


def _forget(person: Person) -> None:
    for table in (KeptItem, Opening, ContentGrant, Session, KeySlot):
        table.objects.filter(person=person).delete()
    Block.objects.filter(Q(blocker=person) | Q(blocked=person)).delete()
    Deed.objects.filter(doer=person.pk).delete()
    Trace.objects.filter(thing_id=str(person.pk)).delete()
    # Their number stands in hints to open pages and in done events for hours yet.
    LiveNote.objects.filter(channel=f"person:{person.pk}").delete()
    OutboxEvent.objects.filter(payload__person=str(person.pk)).delete()


belongs("accounts", export=_export, forget=_forget)
