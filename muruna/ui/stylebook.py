"""Every component on one page, in debug only: what designers look at and tests walk."""

import datetime as dt

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from muruna.ui.forms import Choice, Choices, Form, LineField, SecretField, Tick, WordsField
from muruna.ui.pages import page

_THEN = dt.datetime(2026, 11, 22, 18, 5, tzinfo=dt.UTC)


class SampleForm(Form):
    """One field of each kind."""

    name = LineField(label=_("What should we call you?"), limit=40, help_text=_("Any name you like."))
    words = WordsField(label=_("What would you like to talk about?"), limit=500, rows=4)
    wish = Choice(
        label=_("What would help most?"),
        choices=[("listen", _("Somebody who listens")), ("ideas", _("Ideas")), ("company", _("Company"))],
        explanations={"listen": _("No advice unless you ask for it.")},
    )
    days = Choices(
        label=_("When is a good time?"),
        choices=[("morning", _("Mornings")), ("evening", _("Evenings"))],
        required=False,
    )
    language = Choice(label=_("Language"), choices=[("en", "English"), ("ar", "العربية")], select=True)
    secret = SecretField(label=_("Passphrase"))
    agree = Tick(label=_("I have read this"), required=True)


def style_page(request: HttpRequest) -> HttpResponse:
    """The page of components; `?wrong=1` shows the form as it comes back, `?nav=1` as a member sees it."""
    if not settings.DEBUG:
        raise Http404
    wrong = {"name": "A" * 60, "words": "", "wish": "listen", "secret": ""}
    places = [
        (_("Start"), "#", True, "home"),
        (_("Talks"), "#", False, "talk"),
        (_("Kept"), "#", False, "keep"),
        (_("Me"), "#", False, "me"),
    ]
    return page(
        request,
        "ui/stylebook.html",
        {
            "form": SampleForm(wrong) if request.GET.get("wrong") else SampleForm(initial={"wish": "listen"}),
            "nav": places if request.GET.get("nav") else [],
            "then": _THEN,
            "listed": Paginator(range(60), 20).page(2),
            "talk": bool(request.GET.get("talk")),
        },
    )
