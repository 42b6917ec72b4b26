"""The account and its lists: look, sessions, blocks, kept things, who looked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from muruna.access import Action, find
from muruna.accounts import labels, queries
from muruna.accounts.actions import blocking, changing, keeping
from muruna.accounts.entrance import keep_theme
from muruna.accounts.forms import LookForm, WhichForm
from muruna.accounts.landing import home
from muruna.accounts.models import Block, KeptItem, Session
from muruna.accounts.ways import ways_for
from muruna.ui.pages import form_page, page


def account(request: HttpRequest) -> HttpResponse:
    """Everything about one's account, and the look of its pages."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    person = actor.person
    response = form_page(
        request, LookForm, template="accounts/account.html",
        initial={"language": person.language, "theme": person.theme, "time_zone": person.time_zone},
        context={
            "handle": queries.own_handle(actor), "person": person, "home": home(), "ways": ways_for(actor),
        },
        deed=lambda form: changing.change_look(actor=actor, **form.look),
        done=lambda _: reverse("account"),
    )  # fmt: skip
    if response.status_code == 303:
        keep_theme(response, request.POST.get("theme", ""))
    return response


def session_list(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; ending one or all others."""
    actor: Any = request.actor  # type: ignore[attr-defined]

    def deed(form: Any) -> None:
        if form.cleaned_data["which"] == "others":
            changing.end_other_sessions(actor=actor)
        else:
            session = find(actor, Action.SESSION_END, Session, form.cleaned_data["which"])
            changing.end_session(actor=actor, session=session)

    rows = [(row, row.pk == actor.session_id) for row in queries.sessions_of(actor)]
    return _list(request, "accounts/sessions.html", {"sessions": rows}, deed, "account-sessions")


def block_list(request: HttpRequest) -> HttpResponse:
    """Whom one has blocked; undoing it."""
    actor: Any = request.actor  # type: ignore[attr-defined]

    def deed(form: Any) -> None:
        block = find(actor, Action.PERSON_BLOCK, Block, form.cleaned_data["which"])
        blocking.undo_block(actor=actor, block=block)

    return _list(
        request, "accounts/blocks.html", {"blocks": queries.blocks_of(actor)}, deed, "account-blocks"
    )


def kept_list(request: HttpRequest) -> HttpResponse:
    """What one keeps; letting go of a thing."""
    actor: Any = request.actor  # type: ignore[attr-defined]

    def deed(form: Any) -> None:
        item = find(actor, Action.KEPT_SEE, KeptItem, form.cleaned_data["which"])
        keeping.drop_kept(actor=actor, item=item)

    return _list(request, "accounts/kept.html", {"kept": queries.kept_of(actor)}, deed, "account-kept")


def who_looked(request: HttpRequest) -> HttpResponse:
    """Every opening of one's words by somebody else, and why."""
    rows = [
        {
            "day": row.day,
            "who": labels.role_words(row.looker_role),
            "what": labels.thing_words(row.thing),
            "why": labels.reason_words(row.reason),
        }
        for row in queries.openings_of(request.actor)  # type: ignore[attr-defined]
    ]
    return page(request, "accounts/looked.html", {"openings": rows})


def _list(request: HttpRequest, template: str, context: Any, deed: Any, name: str) -> HttpResponse:
    return form_page(
        request, WhichForm, template=template, context=context, deed=deed, done=lambda _: reverse(name)
    )
