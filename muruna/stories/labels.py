"""The words for notes, audiences, ways to reply, marks and states, in the reader's language."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# What somebody may want to know before they read; shown inside the page alone, never in a title.
NOTES: dict[str, Any] = {
    "family": _("Being turned away by family"),
    "hurt": _("Violence or threats"),
    "intimate": _("Harm by somebody close"),
    "dark": _("Wanting to die, or hurting oneself"),
    "body": _("Food, body, illness"),
    "loss": _("Death and grief"),
    "faith": _("Pressure in the name of faith"),
    "flight": _("War, flight, papers"),
    "substances": _("Alcohol and other substances"),
    "intimacy": _("Intimacy, in words"),
}
REPLIES: dict[str, Any] = {
    "witness": _("Please only read"),
    "questions": _("Questions are welcome"),
    "ideas": _("Questions and ideas are welcome"),
}
REPLIES_MEAN: dict[str, Any] = {
    "witness": _("Nobody can write below it."),
    "questions": _("People may ask you. No advice, please."),
    "ideas": _("People may also say what helped them."),
}
# Said to readers. One who may not write below reads the first, whatever the writer chose.
REPLIES_SAY: dict[str, Any] = {
    "witness": _("Replies are not open here. Reading is enough."),
    "questions": _("The writer welcomes questions. No advice, please."),
    "ideas": _("The writer welcomes questions, and what helped you."),
}
NAMES: dict[str, Any] = {"yes": _("My name here"), "no": _("No name")}
MARKS: dict[str, Any] = {
    "relate": _("I relate"),
    "helped": _("This helped me"),
    "thanks": _("Thank you"),
}
CAME: dict[tuple[str, str], Any] = {
    ("relate", "somebody"): _("Somebody relates to this."),
    ("relate", "several"): _("Several people relate to this."),
    ("helped", "somebody"): _("This helped somebody."),
    ("helped", "several"): _("This helped several people."),
    ("thanks", "somebody"): _("Somebody says thank you."),
    ("thanks", "several"): _("Several people say thank you."),
}
STATES: dict[str, Any] = {
    "draft": _("Only you can open it"),
    "sent": _("Somebody looks at it first"),
    "returned": _("Came back to you"),
    "published": _("Others can read it"),
    "resting": _("Rests; nobody else can read it"),
}
CLUES: dict[str, Any] = {
    "name": _("A name of a person or place?"),
    "house": _("A school, a clinic, a house of prayer, a company?"),
    "place": _("Where somebody lives?"),
    "date": _("A day that others may remember?"),
    "contact": _("A way to reach somebody?"),
}
DAYS: dict[str, Any] = {
    "": _("It stays until I take it back"),
    "30": pgettext_lazy("when a text is erased", "After a month"),
    "90": pgettext_lazy("when a text is erased", "After three months"),
    "180": pgettext_lazy("when a text is erased", "After half a year"),
    "365": pgettext_lazy("when a text is erased", "After a year"),
}


def notes_in(words: Any) -> list[str]:
    """The notes on a text (`notes`, `note_words`), as a reader is told them."""
    known = [str(NOTES[one]) for one in words.notes if one in NOTES]
    return [*known, words.note_words] if words.note_words else known
