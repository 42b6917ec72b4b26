"""What to say beside something shared."""

from django.utils.translation import gettext_lazy as _

from muruna.ui.forms import Choice, Form, TwiceAskedForm, WordsField

LONGEST_NOTE = 2000


class NoteForm(TwiceAskedForm):
    """Words beside a shared item; the tick is shown only when contact details were found beside a minor."""

    text = WordsField(label=_("Your words"), limit=LONGEST_NOTE, rows=3)
    # Whether it is words, or something proposed, is a button's value: one field for both.
    as_ = Choice(label=_("As what?"), choices=[("words", ""), ("proposal", "")], initial="words")


class ReportForm(Form):
    """What was wrong with words that the other one said."""

    why = WordsField(
        label=_("What is wrong with them?"),
        help_text=_("A few words are enough. You need not prove anything."),
        limit=LONGEST_NOTE,
    )
