"""One's own address for the one line: ask, confirm, choose, take away."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import NotFound
from muruna.notifications import actions, letters
from muruna.notifications.forms import AddressForm, CodeForm, DropForm, WishesForm
from muruna.notifications.models import Letterbox
from muruna.notifications.queries import own_letterbox
from muruna.ui.pages import form_page, moved_to


def letterbox(request: HttpRequest) -> HttpResponse:
    """Ask for the line, or on to what comes next."""
    box = own_letterbox(_actor(request))
    if request.method != "POST" and box is not None and "other" not in request.GET:
        return moved_to(reverse("letterbox-when" if box.is_confirmed else "letterbox-code"))

    def ask(form: Any) -> None:
        try:
            actions.ask_for_address(actor=_actor(request), address=form.cleaned_data["address"])
        except actions.EnoughForToday:
            raise ValidationError(_("That is enough for today. Please try again tomorrow.")) from None

    return _page(request, AddressForm, "notifications/ask.html", ask, "letterbox-code")


def code(request: HttpRequest) -> HttpResponse:
    """Type the code of the letter."""
    return _page(
        request, CodeForm, "notifications/code.html", lambda form: None, "letterbox-when",
        box=_own(request), form_options={"actor": _actor(request)},
    )  # fmt: skip


def when(request: HttpRequest) -> HttpResponse:
    """How often, when not, and with what."""
    box = _own(request)
    wished = ("period", "quiet_from", "quiet_until", "with_link")
    return _page(
        request, WishesForm, "notifications/when.html",
        lambda form: actions.change_wishes(
            actor=_actor(request), **{name: form.cleaned_data[name] for name in wished}
        ),
        "letterbox-when", box=box, initial={name: getattr(box, name) for name in wished},
        said=_("Saved."),
    )  # fmt: skip


def drop(request: HttpRequest) -> HttpResponse:
    """Take the address away."""
    return _page(
        request, DropForm, "notifications/drop.html",
        lambda form: actions.drop_address(actor=_actor(request)), "account",
        box=own_letterbox(_actor(request)),
    )  # fmt: skip


def _page(
    request: HttpRequest, form: Any, template: str, deed: Any, then: str, *, box: Letterbox | None = None,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    if not letters.are_offered():
        raise NotFound
    return form_page(
        request,
        form,
        template=template,
        deed=deed,
        done=lambda _: reverse(then),
        context={"box": box},
        **more,
    )


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


def _own(request: HttpRequest) -> Letterbox:
    box = own_letterbox(_actor(request))
    if box is None:
        raise NotFound
    return box
