"""The words for fields, settings, evidence and answers, in the reader's language."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FIELDS: dict[str, Any] = {
    "discrimination": _("When others are unfair"),
    "family-friends": _("Family and friends"),
    "relationships": _("Closeness and relationships"),
    "coping": _("Getting through hard days"),
    "confidence": _("Trusting myself"),
}
FIELD_LINES: dict[str, Any] = {
    "discrimination": _("Remarks, threats, being refused, and the hours after."),
    "family-friends": _("Whom to tell, whom not, and living beside people who do not understand."),
    "relationships": _("Dating, limits, quarrels, endings."),
    "coping": _("News, nights, feasts, and days when everything is too much."),
    "confidence": _("Saying no, asking for what I need, and the voice inside."),
}
SETTINGS: dict[str, Any] = {
    "anywhere": _("Anywhere"),
    "school": _("At school"),
    "work": _("At work"),
    "clinic": _("At the doctor's"),
    "faith": _("Among believers"),
    "home": _("At home"),
    "online": _("Online"),
}
EVIDENCE: dict[str, Any] = {
    "strong": _("Well tested"),
    "moderate": _("Tested, with fair results"),
    "emerging": _("First studies only"),
    "experience": _("Known among peers, not tested in studies"),
    "unsupported": _("Studies found no help in it"),
}
OUTCOMES: dict[str, Any] = {
    "helped": _("It helped"),
    "did_not": _("It made no difference"),
    "worse": _("It made things worse"),
}
SITUATIONS: dict[str, Any] = {
    "with-family": _("Living with family"),
    "small-town": _("In a small place"),
    "faith": _("Among people of faith"),
    "minor": _("Under 18"),
    "adult": _("18 or older"),
}
IDEA_STATES: dict[str, Any] = {
    "draft": pgettext_lazy("state of a text", "Not sent yet"),
    "sent": pgettext_lazy("state of a text", "Somebody looks at it"),
    "published": pgettext_lazy("state of a text", "Everyone here can read it"),
    "returned": pgettext_lazy("state of a text", "Came back to you"),
}
KNOWS: dict[str, Any] = {
    "knows": _("They know"),
    "part": _("They know a part"),
    "guesses": _("They may guess"),
    "not": _("They do not know"),
}
SAFE: dict[str, Any] = {"safe": _("Safe"), "unsure": _("I am not sure"), "unsafe": _("Not safe")}
DEPENDS: dict[str, Any] = {
    "home": _("A place to live"),
    "money": _("Money"),
    "papers": _("Papers, or the right to stay"),
    "care": _("Care or help every day"),
}
CAUTIONS: dict[str, Any] = {
    "unsafe": _("You said that this is not safe. You owe nobody this. It can wait for good."),
    "depends": _("You need this person for something. Think first who else could give it, for a while."),
    "no_place": _("Write down a place where you could stay before you say anything here."),
    "no_way_on": _("Write down below what you would do if it goes badly."),
}
MOODS: dict[str, Any] = {
    "warm": pgettext_lazy("mood of the other one", "friendly"),
    "unsure": pgettext_lazy("mood of the other one", "unsure"),
    "silent": pgettext_lazy("mood of the other one", "silent"),
    "hurt": pgettext_lazy("mood of the other one", "hurt"),
    "angry": pgettext_lazy("mood of the other one", "angry"),
    "end": pgettext_lazy("mood of the other one", "the end of this talk"),
}
