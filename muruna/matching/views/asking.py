"""A member asks, waits, and chooses."""

import hashlib
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound, find, require
from muruna.language import current
from muruna.matching import labels, met, waits
from muruna.matching.actions import proposals as deeds
from muruna.matching.actions.requests import change_request, withdraw_request, write_request
from muruna.matching.asking_page import around
from muruna.matching.forms.asking import AskForm, first_state, typed_of
from muruna.matching.forms.small import Confirm, FirstFree
from muruna.matching.logic.asking import Ask, ask_of
from muruna.matching.models import Proposal, Request
from muruna.matching.pages import card_address, needs_words, shown_cards
from muruna.matching.pool import peers
from muruna.matching.queries import own_request, proposals_for
from muruna.matching.serving import serve_request
from muruna.ui.pages import form_page, moved_to, page


def ask(request: HttpRequest) -> HttpResponse:
    """Write a request; whoever has one that waits is led to it."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, Action.REQUEST_WRITE, actor.space)
    if request.method == "GET" and own_request(actor) is not None:
        return moved_to(_asked(request))
    return form_page(
        request,
        AskForm,
        template="matching/ask.html",
        deed=lambda form: write_request(actor=actor, ask=form.ask),
        done=lambda _: _asked(request),
        initial=first_state(current().code),
        form_options={"met": met.met_by(actor)},
        context=around(actor),
    )


def asked(request: HttpRequest) -> HttpResponse:
    """My request while it waits: who could answer, why, and what may honestly be said about waiting."""
    actor = request.actor  # type: ignore[attr-defined]
    waiting = own_request(actor)
    if request.headers.get("X-Fragment"):
        return _is_another(request, waiting)
    if waiting is None:  # it found somebody, or its time was over, while this page was open
        return moved_to(_after(request))
    serve_request(waiting)
    waiting.refresh_from_db(fields=["takes_first_free"])
    everyone = peers(actor.space, but_for=waiting.pk)
    outlook = waits.outlook_for(actor.space, waiting, everyone)
    cards = shown_cards(proposals_for(actor, waiting, everyone))
    return page(request, "matching/asked.html", _told(actor, waiting, outlook) | cards)


def _is_another(request: HttpRequest, waiting: Request | None) -> HttpResponse:
    """To an open page: whether something else stands here now; it then asks for itself anew."""
    answer = HttpResponse(status=204)
    if waiting is None or request.GET.get("seen") != _state_of(waiting):
        answer.headers["X-Over"] = "1"
    return answer


def _state_of(request: Request) -> str:
    """What an open page of this request compares, to know whether it shows what is: nobody reads it."""
    rows = Proposal.objects.filter(request=request).order_by("pk").values_list("pk", "state")
    told = repr([request.takes_first_free, *((str(pk), state) for pk, state in rows)])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def change(request: HttpRequest) -> HttpResponse:
    """Write the request anew while it waits."""
    actor, waiting = request.actor, _waiting(request)  # type: ignore[attr-defined]
    return form_page(
        request,
        AskForm,
        template="matching/ask.html",
        deed=lambda form: change_request(actor=actor, request_id=waiting.pk, ask=form.ask),
        done=lambda _: _asked(request),
        initial=typed_of(_typed(waiting)),
        form_options={"met": met.met_by(actor)},
        context=around(actor) | {"changing": _asked(request)},
        said=_("Saved."),
    )


def withdraw(request: HttpRequest) -> HttpResponse:
    """Take the request back, after one question."""
    waiting = _waiting(request)
    return form_page(
        request,
        Confirm,
        template="matching/withdraw.html",
        deed=lambda form: withdraw_request(actor=request.actor, request_id=waiting.pk),  # type: ignore[attr-defined]
        done=lambda _: _home(request),
        context={"back": _asked(request)},
        said=_("Done."),
    )


def choose(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Put my question to this supporter."""
    actor = request.actor  # type: ignore[attr-defined]
    find(actor, Action.PROPOSAL_CHOOSE, Proposal, id)
    return _deed(request, lambda form: deeds.choose_proposal(actor=actor, proposal_id=id))


def release(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Take the question back."""
    actor = request.actor  # type: ignore[attr-defined]
    find(actor, Action.PROPOSAL_CHOOSE, Proposal, id)
    return _deed(request, lambda form: deeds.release_choice(actor=actor, proposal_id=id))


def somebody_else(request: HttpRequest) -> HttpResponse:
    """Somebody else, please."""
    waiting = _waiting(request)
    return _deed(request, lambda form: deeds.decline_shown(actor=request.actor, request_id=waiting.pk))  # type: ignore[attr-defined]


def first_free(request: HttpRequest) -> HttpResponse:
    """Take the first who is free, or choose myself again."""
    actor, waiting = request.actor, _waiting(request)  # type: ignore[attr-defined]
    return _deed(
        request,
        lambda form: deeds.take_first_free(
            actor=actor, request_id=waiting.pk, takes=form.cleaned_data["takes"] == "yes"
        ),
        form_class=FirstFree,
    )


def _typed(row: Request) -> Ask:
    languages = tuple(row.languages)
    return ask_of(row.needs, row.shown, words=row.words, languages=languages, is_live=row.is_live)


def _deed(request: HttpRequest, deed: Any, form_class: Any = Confirm) -> HttpResponse:
    if request.method != "POST":
        return moved_to(_asked(request))
    return form_page(
        request,
        form_class,
        template="matching/cannot.html",
        deed=deed,
        done=lambda _: _asked(request),
        context={"back": _asked(request)},
    )


def _waiting(request: HttpRequest) -> Request:
    waiting = own_request(request.actor)  # type: ignore[attr-defined]
    if waiting is None:
        raise NotFound
    return waiting


def _told(actor: Any, waiting: Request, outlook: Any) -> dict[str, Any]:
    return {
        "mine": waiting,
        "needs": needs_words(waiting),
        "outlook": outlook,
        "seen": _state_of(waiting),
        "has_said_no": waits.has_said_no(waiting),
        "because": labels.nobody_words(outlook.nobody_because),
        "card": card_address(actor),
        "form": Confirm(),
        "form_else": Confirm(),
    }


def _after(request: HttpRequest) -> str:
    actor = request.actor  # type: ignore[attr-defined]
    last = Request.objects.filter(membership=actor.membership).order_by("-waiting_since").first()
    if last is None:  # somebody who has asked for nothing has no such page
        raise NotFound
    has_begun = last.state == Request.MATCHED
    return reverse("talk-list" if has_begun else "ask", kwargs={"code": actor.space.code})


def _asked(request: HttpRequest) -> str:
    return reverse("asked", kwargs={"code": request.actor.space.code})  # type: ignore[attr-defined]


def _home(request: HttpRequest) -> str:
    return reverse("space", kwargs={"code": request.actor.space.code})  # type: ignore[attr-defined]
