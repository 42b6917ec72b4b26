"""What to say beside something shared."""

from django.utils.translation import gettext_lazy as _

from muruna.ui.forms import Choice, Form, WordsField

LONGEST_NOTE = 2000


class NoteForm(Form):
    """Words beside a shared item."""

    text = WordsField(label=_("Your words"), limit=LONGEST_NOTE, rows=3)
    # Whether it is words, or something proposed, is a button's value: one field for both.
    as_ = Choice(label=_("As what?"), choices=[("words", ""), ("proposal", "")], initial="words")
