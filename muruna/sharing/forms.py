"""With whom to share, and what to say beside it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from muruna.sharing.companions import companions
from muruna.ui.forms import Choice, Form, WordsField

LONGEST_NOTE = 2000


class ConfirmForm(Form):
    """Nothing to fill in: one press that counts once."""


class ShareForm(Form):
    """One of the people I am talking with; each package's own page of sharing uses it."""

    with_ = Choice(label=_("With whom?"), choices=[])

    def __init__(self, *args: Any, actor: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people = [(str(one.pk), one.name) for one in companions(actor)]
        self.fields["with_"].choices = people  # type: ignore[attr-defined]
        self.has_people = bool(people)
        if len(people) == 1:
            self.fields["with_"].initial = people[0][0]


class NoteForm(Form):
    """Words beside a shared item."""

    text = WordsField(label=_("Your words"), limit=LONGEST_NOTE, rows=3)
    # Whether it is words, or something proposed, is a button's value: one field for both.
    as_ = Choice(label=_("As what?"), choices=[("words", ""), ("proposal", "")], initial="words")
