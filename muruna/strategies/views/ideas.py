"""Members' own strategies: to read, to write, to put into another language, to look at before others do."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from muruna.access import Action, NotFound, find
from muruna.language import current
from muruna.safeguarding.actions.opening import NobodyToTell
from muruna.strategies import labels, queries
from muruna.strategies.actions import ideas
from muruna.strategies.forms import IdeaForm, ReviewForm, TranslateForm, WhyForm, typed_of
from muruna.strategies.models import Idea
from muruna.strategies.views.ways import tell_page, told_context
from muruna.ui.forms import ConfirmForm
from muruna.ui.inside import reader, to
from muruna.ui.pages import form_page, page


def index(request: HttpRequest) -> HttpResponse:
    """What members of this space have published, and what I wrote."""
    actor = reader(request, Action.STRATEGY_SEE)
    mine = [
        (one, labels.IDEA_STATES[one.state], queries.has_moved_on(one)) for one in queries.my_ideas(actor)
    ]
    told = {"published": queries.published_ideas(actor, current().code), "mine": mine, "names": labels.FIELDS}
    return page(request, "strategies/ideas.html", told)


def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One idea."""
    actor = reader(request, Action.STRATEGY_SEE)
    idea = queries.idea(actor, id)
    told = {
        "idea": idea,
        "is_mine": idea.author_id == actor.membership.pk,
        "may_translate": idea.state == Idea.PUBLISHED and idea.source_id is None,
        "state": labels.IDEA_STATES[idea.state],
        "has_moved_on": queries.has_moved_on(idea),
        "field_name": labels.FIELDS[idea.words["field"]],
        "settings": [labels.SETTINGS[name] for name in idea.words["settings"]],
        "form": ConfirmForm(),
        **told_context(actor, f"idea:{idea.pk}"),
    }
    return page(request, "strategies/idea.html", told)


def tell(request: HttpRequest, id: UUID) -> HttpResponse:
    """Tell how a published idea went."""
    actor = reader(request, Action.STRATEGY_SEE)
    idea = queries.idea(actor, id)
    return tell_page(request, actor, f"idea:{id}", idea.words["title"], to(actor, "idea", id=id))


def write(request: HttpRequest) -> HttpResponse:
    """Write something that helped me."""
    return _write(request, reader(request, Action.IDEA_CHANGE), None)


def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change an idea of mine."""
    actor = reader(request, Action.IDEA_CHANGE)
    return _write(request, actor, find(actor, Action.IDEA_CHANGE, Idea, id))


def _write(request: HttpRequest, actor: Any, idea: Idea | None) -> HttpResponse:
    initial = {"language": current().code}
    if idea is not None:
        initial = {**typed_of(idea.words), "language": idea.language, "shows_name": idea.shows_name}
    return form_page(
        request, IdeaForm, template="strategies/write.html",
        deed=lambda form: str(ideas.save_idea(
            actor=actor, words=form.words, language=form.cleaned_data["language"],
            shows_name=form.cleaned_data["shows_name"], sends=form.cleaned_data["sends"] == "yes",
            idea_id=idea.pk if idea else None,
        ).pk),
        done=lambda id: to(actor, "idea", id=id), initial=initial,
        context={"idea": idea, "source": idea.source if idea else None}, said=_("Saved."),
    )  # fmt: skip


def translate(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put an idea into another language."""
    actor = reader(request, Action.STRATEGY_SEE)
    source = find(actor, Action.IDEA_TRANSLATE, Idea, id)
    return form_page(
        request, TranslateForm, template="strategies/translate.html",
        deed=lambda form: _translate(actor, id, form.cleaned_data["language"]),
        done=lambda new: to(actor, "idea-change", id=new),
        context={"source": source, "back": to(actor, "idea", id=id)},
    )  # fmt: skip


def _translate(actor: Any, id: UUID, language: str) -> str:
    try:
        return str(ideas.translate_idea(actor=actor, source_id=id, language=language).pk)
    except ideas.AlreadyThere:
        sentence = _("It is written in this language, or you have begun that already.")
        raise ValidationError({"language": sentence}) from None


def catch_up(request: HttpRequest, id: UUID) -> HttpResponse:
    """My translation follows its source again."""
    actor = reader(request, Action.STRATEGY_SEE)
    if find(actor, Action.IDEA_CHANGE, Idea, id).source_id is None:
        raise NotFound
    back = to(actor, "idea", id=id)
    return form_page(
        request, ConfirmForm, template="strategies/catch_up.html",
        deed=lambda _form: ideas.catch_up(actor=actor, idea_id=id), done=lambda _idea: back,
        context={"back": back}, said=_("Saved."),
    )  # fmt: skip


def delete(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take an idea of mine away."""
    actor = reader(request, Action.STRATEGY_SEE)
    idea = find(actor, Action.IDEA_CHANGE, Idea, id) if request.method == "GET" else None
    return form_page(
        request, ConfirmForm, template="strategies/delete.html",
        deed=lambda _form: ideas.delete_idea(actor=actor, idea_id=id),
        done=lambda _none: to(actor, "ideas"), context={"idea": idea, "back": to(actor, "ideas")},
        said=_("It is gone."),
    )  # fmt: skip


def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for somebody to look at it."""
    actor = reader(request, Action.IDEA_REVIEW)
    return page(request, "strategies/waiting.html", {"waiting": queries.ideas_to_review(actor)})


def review(request: HttpRequest, id: UUID) -> HttpResponse:
    """Publish it, or give it back."""
    actor = reader(request, Action.IDEA_REVIEW)
    idea = find(actor, Action.IDEA_REVIEW, Idea, id)
    context = _to_review(idea)
    return form_page(
        request, ReviewForm, template="strategies/review.html",
        deed=lambda form: _answer(actor, id, form, context),
        done=lambda _idea: to(actor, "ideas-waiting"), context=context,
        initial={"seen": queries.as_shown(idea)}, said=_("Saved."),
    )  # fmt: skip


def report(request: HttpRequest, id: UUID) -> HttpResponse:
    """Tell the people who look after this community that something is wrong with it."""
    actor = reader(request, Action.STRATEGY_SEE)
    idea = find(actor, Action.IDEA_REPORT, Idea, id)
    if idea.author_id == actor.membership.pk:
        raise NotFound
    back = to(actor, "idea", id=id)
    return form_page(
        request, WhyForm, template="strategies/report.html",
        deed=lambda form: _report(actor, id, form.cleaned_data["why"]),
        done=lambda _case: to(actor, "reports"), context={**_to_review(idea), "back": back},
        said=_("It has arrived. This page shows how far it has come."),
    )  # fmt: skip


def _report(actor: Any, id: UUID, why: str) -> None:
    try:
        ideas.report_idea(actor=actor, idea_id=id, why=why)
    except NobodyToTell:
        sentence = _("Everybody who could look at this is part of it. Please write to the contact outside.")
        raise ValidationError(sentence) from None


def _to_review(idea: Idea) -> dict[str, Any]:
    names = [labels.SETTINGS[name] for name in idea.words["settings"]]
    return {"idea": idea, "field_name": labels.FIELDS[idea.words["field"]], "settings": names}


def _answer(actor: Any, id: UUID, form: ReviewForm, context: dict[str, Any]) -> Idea:
    data = form.cleaned_data
    try:
        return ideas.answer_idea(
            actor=actor, idea_id=id, publishes=data["decision"] == "publish", seen=data["seen"],
            answer=data["answer"],
        )  # fmt: skip
    except ideas.ChangedMeanwhile as newer:
        context.update(_to_review(newer.idea))
        form.shows_now(queries.as_shown(newer.idea))
        raise ValidationError(
            _("It was changed after you opened this page. Please read the newer text above, then answer.")
        ) from None
