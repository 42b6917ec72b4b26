"""What is news reaches the gate; what notifications hold of a person; the way to their page.

Any package says `news.tell(person)` beside what it changed for somebody; nothing more is needed, and nothing
more may be told.
"""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Actor
from muruna.accounts.belongings import Section, belongs
from muruna.accounts.ways import way
from muruna.foundation import outbox
from muruna.foundation.news import NEWS
from muruna.notifications import letters
from muruna.notifications.codes import new_code
from muruna.notifications.gate import notify
from muruna.notifications.models import Letterbox


@outbox.on(NEWS)
def tell_person(person: UUID, **_more: Any) -> None:
    """Something waits for this person; whether words, a question or an answer is nobody's business here."""
    notify(person)


@outbox.on("letterbox.asked")
def send_code(person: UUID, **_more: Any) -> None:
    """Send the code that an address is confirmed with; a second try makes the first code void."""
    box = Letterbox.objects.select_related("person").filter(person=person, is_confirmed=False).first()
    if box is not None and letters.are_offered():
        letters.post(letters.code_letter(box.address, box.person.language, new_code(box)))


@way
def _way(actor: Actor) -> tuple[str, str] | None:
    return (_("One line by mail"), reverse("letterbox")) if letters.are_offered() else None


def _export(actor: Actor) -> list[Section]:
    box = Letterbox.objects.filter(person=actor.person).first() if actor.space is None else None
    if box is None:
        return []
    row = {
        _("Mail address"): box.address,
        _("Confirmed"): box.is_confirmed,
        _("Quiet from"): f"{box.quiet_from:%H:%M}",
        _("Quiet until"): f"{box.quiet_until:%H:%M}",
    }
    return [Section(_("One line by mail"), [row])]


def _forget(person: Any) -> None:
    Letterbox.objects.filter(person=person).delete()


belongs("notifications", export=_export, forget=_forget)
