"""Taking everything along, deleting everything, and leaving in a hurry."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import loader
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from markupsafe import Markup

from muruna.access import NOBODY
from muruna.accounts import device, sessions
from muruna.accounts.actions.gathering import gather_everything
from muruna.accounts.actions.leaving import delete_account
from muruna.accounts.forms import DeleteForm, ExportForm
from muruna.foundation.clock import today, zone
from muruna.ui.formats import moment
from muruna.ui.forms import Form
from muruna.ui.pages import page, page_context

COPY_STYLE = Path(__file__).parent.parent / "static" / "accounts" / "copy.css"


def export(request: HttpRequest) -> HttpResponse:
    """Everything that is mine, as a file that is made now and kept nowhere."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    form = ExportForm(request.POST if request.method == "POST" else None, initial={"shape": "html"})
    if not form.is_valid():
        return page(request, "accounts/export.html", {"form": form}, status=422 if form.is_bound else 200)
    shape = form.cleaned_data["shape"]
    text, kind = _for_programs(actor) if shape == "json" else _to_read(request, actor)
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="notes-{today().isoformat()}.{shape}"'
    return response


def _for_programs(actor: Any) -> tuple[str, str]:
    # A program looks for the same names whoever's file it reads: English ones. Moments are ISO 8601.
    with translation.override("en"):
        everything = {"made_on": today(), "places": gather_everything(actor=actor)}
        return json.dumps(everything, ensure_ascii=False, indent=2, default=_plain), "application/json"


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _to_read(request: HttpRequest, actor: Any) -> tuple[str, str]:
    # One file without any other: its style travels inside, where no content policy of ours rules.
    style = Markup("<style>%s</style>") % Markup(COPY_STYLE.read_text())  # noqa: S704 - a file of ours
    places = gather_everything(actor=actor)
    context = {**page_context(request), "places": places, "made_on": today(), "style": style,
               "moment_in": _moment_in}  # fmt: skip
    return loader.render_to_string("accounts/export_file.html", context), "text/html"


def _moment_in(value: dt.datetime, place_zone: str) -> str:
    """A moment as the pages of a place tell it, whichever page the copy was asked for on."""
    with timezone.override(zone(place_zone)):
        return moment(value)


def delete(request: HttpRequest) -> HttpResponse:
    """The end of an account, after the passphrase."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    form = DeleteForm(request.POST if request.method == "POST" else None, actor=actor)
    if not form.is_valid():
        told = {"form": form, "owner": device.owner_mark(actor)}
        return page(request, "accounts/delete.html", told, status=422 if form.is_bound else 200)
    delete_account(actor=actor, proven=form.proven, sending=form.sending)
    return goodbye(request)


def goodbye(request: HttpRequest) -> HttpResponse:
    """The last page: nothing is left here, and nothing in this browser that we can reach."""
    request.actor = NOBODY  # type: ignore[attr-defined]
    # The page that asked carries whose copy would be theirs: sent twice, nobody is there any more to ask.
    spares = device.keeps_anothers(request, request.POST.get("owner", ""))
    response = page(request, "accounts/goodbye.html", {"spares_copy": spares})
    if spares:
        return _wiped(response, device.wiped_of(request, "cache", "cookies", "storage"))
    device.forget_copy(response)
    return _wiped(response, '"cache", "cookies", "storage"')


@csrf_exempt  # it ends only the sender's own session, and must work from a page of any age
def leave_now(request: HttpRequest) -> HttpResponse:
    """Quick exit: the session ends, this browser is wiped as far as it lets us, and another page opens."""
    if request.method != "POST" or _is_from_elsewhere(request):
        return page(request, "accounts/exit.html", {"form": Form()})
    sessions.end_session(sessions.cookie_of(request))
    # A script only tells us and goes there by itself: what it would follow, our own content policy forbids.
    is_told = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    return _wiped(
        HttpResponse(status=204) if is_told else HttpResponseRedirect(settings.EXIT_URL, status=303),
        device.wiped_of(request, "cache", "cookies", "storage"),
    )


def about_leaving(request: HttpRequest) -> HttpResponse:
    """What leaving quickly does, and what it cannot erase."""
    return page(request, "accounts/leaving.html")


def _is_from_elsewhere(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in {"same-origin", "none"}
    return request.headers.get("Origin", settings.ORIGIN) not in {settings.ORIGIN, "null"}


def _wiped(response: HttpResponse, kinds: str) -> HttpResponse:
    device.forget_session(response, "l", sessions.LEFT)
    response["Clear-Site-Data"] = kinds
    patch_cache_control(response, no_store=True)
    return response
