"""Words that outlive their page: a form sent too late comes back to whoever wrote it, and to nobody else."""

import base64
import binascii
import json

from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.urls import reverse

from muruna.accounts.logic.kept_form import LONGEST_BYTES, MINUTES, KeptForm, keep_fields, packed, unpacked
from muruna.foundation.clock import now
from muruna.foundation.vault import CannotOpen, host_open, host_seal
from muruna.language.logic.places import safe_place
from muruna.language.switch import typed, words_without_a_form
from muruna.ui.pages import page

_ABOUT = b"form that waits for its owner"


def sealed_form(request: HttpRequest) -> str:
    """What was sent, sealed for a hidden field of the next page; empty when there is nothing worth keeping.

    Nothing of it is stored here: it lives in the browser's page and ends after half an hour. Words that wait
    at a door already, which was left open while somebody came in by another, go on waiting.
    """
    sent = typed(request) or (request.POST if request.method == "POST" else None)
    if sent and sent.get("resume"):
        return str(sent["resume"])
    owner = sent.get("for", "") if sent else ""
    if not sent or not owner:
        return ""
    ends = int(now().timestamp()) + MINUTES * 60
    form = KeptForm(request.get_full_path(), owner, keep_fields(sent.lists()), ends)
    raw = packed(form)
    if not form.is_worth_keeping or len(raw) > LONGEST_BYTES:
        return ""
    return base64.urlsafe_b64encode(host_seal(raw, _ABOUT)).decode()


def opened_form(sealed: str, mark: str) -> KeptForm | None:
    """The form that `sealed_form` kept, if it is `mark`'s own and not too old; else None."""
    if not sealed or not mark:
        return None
    try:
        form = unpacked(host_open(base64.urlsafe_b64decode(sealed.encode()), _ABOUT))
    except (CannotOpen, binascii.Error, UnicodeError, json.JSONDecodeError):
        return None
    if form.owner != mark or form.ends < now().timestamp():
        return None
    return form


def still_here(request: HttpRequest, form: KeptForm, *, status: int = 200) -> HttpResponse:
    """The page that shows the words again, with one button that sends them where they were going."""
    get_token(request)
    path = safe_place(form.path)
    # A switch of language asks the page that the words were meant for: here, they would stay at the door.
    context = {"kept": form, "path": path, "come_back_to": path}
    return page(request, "accounts/still_here.html", context, status=status)


@words_without_a_form
def show_after_switch(request: HttpRequest, words: QueryDict) -> HttpResponse | None:
    """Words whose page has no form for them, shown to whoever wrote them; None when there are none."""
    mark = request.actor.mark  # type: ignore[attr-defined]
    form = KeptForm(request.get_full_path(), mark, keep_fields(words.lists()), 0)
    return still_here(request, form) if mark and words.get("for") == mark and form.words else None


def page_was_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer to a form whose page had grown old (Django's CSRF failure view): the words are not lost.

    Words of somebody else, whose page stayed open when another came in here, are shown to nobody: they ride
    along sealed at the door, for whoever wrote them.
    """
    from muruna.accounts.views.door import come_in_again, come_in_instead  # the door's pages use this module

    actor = request.actor  # type: ignore[attr-defined]
    nobodys = _nobodys_form(request)
    if nobodys is not None:
        return still_here(request, nobodys, status=403)
    kept = sealed_form(request)
    if actor.is_signed_in:
        form = opened_form(kept, actor.mark)
        if form is not None:
            return still_here(request, form, status=403)
        return come_in_instead(request, kept) if kept else _try_again(request)
    if kept:
        return come_in_again(request)
    return _try_again(request)


def _nobodys_form(request: HttpRequest) -> KeptForm | None:
    """Words from a page of ours that anybody may send, whoever came in or left meanwhile in this browser.

    Only when the browser says that the page was ours, and only from such pages: another site could fill in a
    form otherwise, and have whoever is signed in press it.
    """
    sent = typed(request) or request.POST
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    is_open = getattr(request.resolver_match.func, "is_public", False)  # type: ignore[union-attr]
    if sent.get("for") or not (is_ours and is_open):
        return None
    form = KeptForm(request.get_full_path(), "", keep_fields(sent.lists()), 0)
    return form if form.words else None


def _try_again(request: HttpRequest) -> HttpResponse:
    path = reverse("account") if request.path == reverse("sign-out") else safe_place(request.get_full_path())
    return page(request, "accounts/old_page.html", {"path": path}, status=403)
