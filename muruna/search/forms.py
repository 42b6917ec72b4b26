"""The one box, and where to look."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from muruna.foundation.findable import findables
from muruna.language.logic.languages import LANGUAGES
from muruna.ui.forms import Choice, Form, LineField

LONGEST = 300
EVERYWHERE, OWN = "", "own"


class FindForm(Form):
    """What somebody looks for; sent by POST, so that no address keeps it."""

    words = LineField(label=_("What are you looking for?"), limit=LONGEST)
    where = Choice(label=_("Where"), choices=[], required=False, select=True)
    language = Choice(label=_("Written in"), choices=[], required=False, select=True)

    def __init__(self, *args: Any, languages: Collection[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        names: dict[str, str] = {}
        for one in findables().values():
            names.setdefault(str(one.name), one.kind)
        kinds = [(kind, name) for name, kind in names.items()]
        self.fields["where"].choices = [(EVERYWHERE, _("Everywhere")), *kinds, (OWN, _("Only my own words"))]
        offered = [(one.code, one.name) for one in LANGUAGES if one.code in languages]
        self.fields["language"].choices = [("", _("Any language")), *offered]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds to look among: all that carry the chosen one's name."""
        chosen = self.cleaned_data.get("where") or ""
        known = findables()
        if chosen not in known:
            return ()
        return tuple(kind for kind, one in known.items() if str(one.name) == str(known[chosen].name))

    @property
    def asked(self) -> dict[str, str]:
        """The question as it was put, for the page that answers it."""
        told = {name: str(self.cleaned_data.get(name) or "") for name in ("words", "where", "language")}
        return told | ({"more": "on"} if self.wants_more else {})

    @property
    def wants_more(self) -> bool:
        """Whether more hits are asked for than the first few."""
        return "more" in self.data

    @property
    def is_own(self) -> bool:
        """Whether only the person's own words are looked through."""
        return bool(self.cleaned_data.get("where") == OWN)
