"""Writing to the people who run the site, without an account, and coming back for the reply."""

import uuid

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, require, visible
from muruna.foundation.limits import address_prefix
from muruna.safeguarding.actions.contact import answer_letter, come_back, read_letter, write_letter
from muruna.safeguarding.forms.contact import ContactForm, ReplyForm, ReturnForm
from muruna.safeguarding.letters import has_readers
from muruna.safeguarding.models import ContactMessage
from muruna.spaces.logic.codes import grouped, normal_code
from muruna.ui.pages import form_page, page

MOST = 100


def _network(request: HttpRequest) -> str:
    return address_prefix(request.META.get("REMOTE_ADDR", ""))


def contact(request: HttpRequest) -> HttpResponse:
    """The form; once sent, the page with the code, which is the same however often it is sent."""
    if not has_readers():
        return page(request, "safeguarding/contact_nobody.html")

    def send(form: ContactForm) -> None:
        typed = form.cleaned_data
        write_letter(text=typed["text"], code=typed["code"], network=_network(request))

    template = "safeguarding/contact.html"
    response = form_page(
        request, ContactForm, template=template, deed=send, done=lambda _answer: request.path
    )
    if response.status_code != 303:
        return response
    code = normal_code(request.POST.get("code", "")) or ""
    return page(request, "safeguarding/contact_sent.html", {"shown": grouped(code)})


def come_again(request: HttpRequest) -> HttpResponse:
    """The reply, for whoever has the code; nothing is written, so it may be asked for again."""
    form = ReturnForm(request.POST if request.method == "POST" else None)
    letter = None
    if form.is_bound and form.is_valid():
        try:
            letter = come_back(code=form.cleaned_data["code"], network=_network(request))
        except ValidationError as refusal:
            form.refuse(refusal)
    context = {"form": form, "letter": letter}
    return page(request, "safeguarding/contact_answer.html", context, status=422 if form.errors else 200)


def letters(request: HttpRequest) -> HttpResponse:
    """Messages from outside, unanswered ones first."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, Action.CONTACT_READ, actor.space)
    rows = visible(actor, Action.CONTACT_READ, ContactMessage).order_by("-state", "-day", "pk")[:MOST]
    return page(request, "safeguarding/letters.html", {"letters": list(rows)})


def letter(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """One message, and the answer to it."""
    actor = request.actor  # type: ignore[attr-defined]
    back = reverse("letters", kwargs={"code": actor.space.code})
    return form_page(
        request,
        ReplyForm,
        template="safeguarding/letter.html",
        deed=lambda form: answer_letter(actor=actor, letter_id=id, text=form.cleaned_data["text"]),
        done=lambda _answer: back,
        context={"letter": read_letter(actor=actor, letter_id=id), "back": back},
        said=_("Saved."),
    )
