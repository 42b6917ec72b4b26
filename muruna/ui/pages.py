"""Answers in HTML: `page` shows one, `form_page` shows a form, does its deed once, and moves on."""

import hashlib
import uuid
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import loader
from django.template.backends.utils import csrf_input
from django.utils import translation
from django.utils.translation import gettext as _

from muruna.access import NOBODY
from muruna.language.logic.places import safe_place
from muruna.ui import formats
from muruna.ui.environment import said_now
from muruna.ui.forms import Form

NOBODYS_FORM = uuid.UUID(int=0)  # the doer of forms sent before sign-in; their keys are random enough


def page(request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *,
         status: int = 200) -> HttpResponse:  # fmt: skip
    """Render `template` with what every page needs, and with `context`, which wins."""
    everything = {**page_context(request, status), **(context or {})}
    _show_typed(request, everything)
    return HttpResponse(loader.get_template(template).template.render(everything), status=status)


class Switch:
    """Which form of the page the switch of language sends along, so that no typed word is lost by it."""

    def __init__(self) -> None:
        self.form_id = ""
        self.needs_own = False

    def takes(self, id: str) -> str:
        """The id for a form with fields: the first of the page is the one that is sent along."""
        self.needs_own = bool(self.form_id)
        if self.form_id:
            return id
        self.form_id = id or "typed"
        return self.form_id

    def ends(self) -> bool:
        """At a form's end: whether it needs a switch of its own where no script gathers its words."""
        needs, self.needs_own = self.needs_own, False
        return needs


def _show_typed(request: HttpRequest, context: Mapping[str, Any]) -> None:
    """Put what was typed before a switch of language into the form of the page that it came from."""
    from muruna.language.switch import typed, was_taken

    words = typed(request)
    if words is None:
        return
    # Of two forms that fit, the page's own is the one that is sure to be drawn with its fields.
    named = sorted(context.items(), key=lambda pair: pair[0] != "form")
    forms = [one for _name, one in named if isinstance(one, Form) and not one.is_bound]
    best = max(forms, key=lambda form: form.shares_with(words), default=None)
    if best is not None and best.shares_with(words):
        best.show_typed(words)
        was_taken(request)


def page_context(request: HttpRequest, status: int = 200) -> dict[str, Any]:
    """What the base template shows around every page; nothing here needs the database."""
    actor = getattr(request, "actor", None) or NOBODY
    code = getattr(request, "language", None) or translation.get_language() or settings.LANGUAGE_CODE
    theme = request.COOKIES.get("theme", "")
    return {
        "_": said_now(),
        "request": request,
        "csrf_input": ForgeryMark(request),
        "actor": actor,
        "space": actor.space,
        "language": code,
        "direction": formats.language_direction(code),
        "languages": _languages(),
        "nav": getattr(request, "nav", None) or [],
        "anchors": getattr(request, "anchors", None) or list,  # asked by pages that follow something hard
        "said": get_messages(request),
        "theme": theme if theme in {"light", "dark"} else "",
        "numbers_at": _numbers_at(actor.space),
        "here": request.path,  # also of a form that was refused: sent again, it must arrive at the same place
        "come_back_to": _own_address(request, status),
        "switch": Switch(),
        "typed_beside": _typed_beside(request),
    }


def _numbers_at(space: Any) -> str:
    """Where the numbers to call are; of a community whose country is known, with that country first."""
    return f"/numbers/?in={space.country.lower()}" if space is not None and space.country else "/numbers/"


def _typed_beside(request: HttpRequest) -> str:
    """What a script gathered from the page's other forms before a switch of language, to put it back."""
    from muruna.language.switch import typed

    return (typed(request) or {}).get("beside", "")


def _own_address(request: HttpRequest, status: int) -> str:
    """Where this page is found again; empty for what a form answered, which is shown only once."""
    if request.method in {"GET", "HEAD"}:
        return safe_place(request.get_full_path())
    return request.path if status >= 400 else ""


class ForgeryMark:
    """The field that each form of a page carries: made at the first of them, the same for the others."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _field(self) -> str:
        return str(csrf_input(self._request))

    def __html__(self) -> str:
        return self._field


def _languages() -> list[tuple[str, str]]:
    """Code and own name of each language that is whole enough to be offered."""
    from muruna.language import offered

    return [(one.code, one.name) for one in offered()]


def form_page(
    request: HttpRequest,
    form_class: type[Form],
    *,
    template: str,
    deed: Callable[[Any], Any],
    done: Callable[[Any], str],
    context: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    form_options: Mapping[str, Any] | None = None,
    said: str | Callable[[Any], str] | None = None,
) -> HttpResponse:
    """GET shows the form; a bad POST shows it again as typed (422); a good POST does the deed once, then 303.

    `deed(form)` may refuse with a ValidationError, whose sentences stand above the form. `done(answer)` gives
    the address to go to and runs with the deed's own answer, inside the same transaction. `said` is the
    sentence that the next page shows (or what makes it of the form); it must be neutral, because a cookie
    carries it there.
    """
    options = dict(form_options or {})
    if request.method != "POST":
        return page(request, template, {**(context or {}), "form": form_class(initial=initial, **options)})
    form = form_class(request.POST, initial=initial, **options)
    if form.is_valid():
        try:
            address = _once(request, form, lambda: done(deed(form)))
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            return moved_to(address, request=request, said=said(form) if callable(said) else said)
    return page(request, template, {**(context or {}), "form": form}, status=422)


def moved_to(address: str, *, request: HttpRequest | None = None, said: str | None = None) -> HttpResponse:
    """303 to `address` (ours); with `request`, a sentence for the page that comes, or 204 to our script."""
    if request is not None and request.headers.get("X-Fragment"):
        return HttpResponse(status=204)
    if request is not None and said:
        messages.success(request, said)
    return HttpResponseRedirect(address, status=303)


def _once(request: HttpRequest, form: Form, run: Callable[[], str]) -> str:
    """The address that the deed led to, the first time or any later time with this key; see deeds.once."""
    from muruna.foundation.deeds import KeyReused, once

    actor = getattr(request, "actor", None) or NOBODY
    try:
        doer = actor.person.pk if actor.is_signed_in else NOBODYS_FORM
        return str(once(doer=doer, key=form.sending, digest=body_digest(request, actor), run=run))
    except KeyReused:
        form.renew_key()
        raise ValidationError(
            _("This was sent before, with other words. To send it as it stands now, send it again."),
            code="key_reused",
        ) from None


def body_digest(request: HttpRequest, actor: Any) -> bytes:
    """A keyed digest of where and what was sent, the same for the same words."""
    told = hashlib.sha256(request.path.encode())
    for name in sorted(request.POST):
        if name in {"key", "of", "for", "csrfmiddlewaretoken", "in-words", "in-secret", "in-choices"}:
            continue
        for value in request.POST.getlist(name):
            for part in (name, value):
                raw = part.encode("utf-8", "surrogatepass")
                told.update(len(raw).to_bytes(8, "big") + raw)
    if actor.keys is not None:
        return bytes(actor.keys.digest(told.digest()))
    from muruna.foundation.vault import host_digest

    return bytes(host_digest("form", told.digest()))
