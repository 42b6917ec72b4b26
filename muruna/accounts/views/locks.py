"""What opens the account: passphrase and recovery phrase."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.accounts import phrases
from muruna.accounts.actions import changing
from muruna.accounts.forms import ChangePassphraseForm, NewPhraseForm, PhraseCheckForm
from muruna.accounts.landing import home
from muruna.accounts.views.repeats import same_answer
from muruna.language.logic.scripts import scripts_of
from muruna.ui.pages import form_page, moved_to, page


def passphrase(request: HttpRequest) -> HttpResponse:
    """A new passphrase."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    response = form_page(
        request,
        ChangePassphraseForm,
        template="accounts/passphrase.html",
        form_options={"actor": actor},
        deed=lambda form: changing.change_passphrase(actor=actor, proven=form.proven, slot=form.slot),
        done=lambda _: reverse("account"),
        said=_("Your passphrase is changed. Wherever else you were signed in, that is over."),
    )
    return same_answer(request, response)


def recovery(request: HttpRequest) -> HttpResponse:
    """The recovery phrase while it waits to be written down, or its state."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    phrase = phrases.waiting_phrase(actor)
    context = {
        "words": phrase.split() if phrase else [],
        # Of the words, not of the page: whoever reads Arabic may still have English ones.
        "words_direction": "rtl" if phrase and scripts_of(phrase)["ar"] else "ltr",
        "is_confirmed": actor.person.recovery_confirmed,
        "form": NewPhraseForm(actor=actor),
    }
    return page(request, "accounts/recovery.html", context)


def new_recovery(request: HttpRequest) -> HttpResponse:
    """A new recovery phrase, by the passphrase."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if request.method != "POST":
        return HttpResponseRedirect(reverse("account-recovery"))
    response = form_page(
        request,
        NewPhraseForm,
        template="accounts/recovery.html",
        form_options={"actor": actor},
        context={"words": [], "is_confirmed": actor.person.recovery_confirmed},
        deed=lambda form: changing.renew_recovery_phrase(
            actor=actor, proven=form.proven, phrase=form.phrase, slot=form.slot
        ),
        done=lambda _: reverse("account-recovery"),
    )
    return same_answer(request, response)


def check_recovery(request: HttpRequest) -> HttpResponse:
    """Three words of the phrase, to see that it was written down."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    positions = phrases.phrase_positions(actor)
    if phrases.waiting_phrase(actor) is None:
        return moved_to(reverse("account-recovery"))
    form = PhraseCheckForm(request.POST if request.method == "POST" else None, positions=positions)
    if request.method == "POST" and form.is_valid():
        # Doing it twice changes nothing, so this form needs no record of its key.
        wrong = changing.confirm_recovery_phrase(actor=actor, words=form.words)
        if not wrong:
            return moved_to(home())  # a newcomer's way goes on from there
        for position in wrong:
            form.add_error(f"word_{position}", _("This is not the word at that place. Please look again."))
    return page(request, "accounts/recovery_check.html", {"form": form}, status=422 if form.is_bound else 200)
