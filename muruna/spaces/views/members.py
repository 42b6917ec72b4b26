"""Members and their rights, for those who care for the community."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muruna.access import Action, find, may, visible
from muruna.spaces import guarding, labels, queries, setting
from muruna.spaces.actions import members as deeds
from muruna.spaces.actions import rights as right_deeds
from muruna.spaces.actions.ages import correct_age
from muruna.spaces.forms.joining import Confirm, NameForm
from muruna.spaces.forms.members import CorrectAgeForm, RenewForm, RightForm, SuspendForm
from muruna.spaces.logic.rights import GUARDED
from muruna.spaces.models import Appointment, GuardedStep, Membership, Right
from muruna.ui.gone import said_when_gone
from muruna.ui.pages import form_page, page

ON_A_PAGE = 30


def people(request: HttpRequest) -> HttpResponse:
    """The personas of the community, by state and name; what is looked for is in no address."""
    actor = request.actor  # type: ignore[attr-defined]
    asked_for = request.GET.get("state", "")
    state = asked_for if asked_for in labels.STATES else Membership.ACTIVE
    form = NameForm(request.POST if request.method == "POST" else None)
    wanted = form.cleaned_data["name"] if form.is_bound and form.is_valid() else ""
    found = queries.members(actor, state, wanted)
    turned = (request.POST if wanted else request.GET).get("page")  # a name is in no address, so it is sent
    pages = Paginator(found, ON_A_PAGE).get_page(turned)
    words = {"states": labels.STATES, "roles": labels.ROLES, "bands": labels.AGE_BANDS, "wanted": wanted}
    told = {"pages": pages, "state": state, "waiting": queries.waiting_count(actor), "form": form, **words}
    return page(request, "spaces/people.html", told, status=422 if form.is_bound and form.errors else 200)


def one(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """One persona: what they said on the way in, what they hold, what can be done."""
    actor = request.actor  # type: ignore[attr-defined]
    member = find(actor, Action.PERSONA_SEE, Membership, id)
    may_do = {
        "may_answer": may(actor, Action.MEMBER_APPROVE, member),
        "may_correct": may(actor, Action.AGE_CORRECT, member),
        "may_give": may(actor, Action.RIGHT_GIVE, member),
        "may_suspend": may(actor, Action.MEMBER_SUSPEND, member),
    }
    return page(request, "spaces/person.html", {**_about(actor, member), **may_do})


def _about(actor: Any, member: Membership) -> dict[str, Any]:
    givable = visible(actor, Action.RIGHT_GIVE, Right).filter(membership=member)
    answerable = set(visible(actor, Action.RIGHT_CONFIRM, Appointment).values_list("pk", flat=True))
    in_reach = set(givable.values_list("pk", flat=True))
    return {
        "member": member,
        "age": labels.AGE_BANDS[member.age_band],
        "state": labels.STATES.get(member.state, ""),
        "because": labels.SUSPENDED_BECAUSE.get(member.suspended_because, ""),
        "appointments": [
            (one, labels.ROLES[one.role], one.pk in answerable, may(actor, Action.RIGHT_GIVE, one))
            for one in Appointment.objects.filter(membership=member).order_by("role")
        ],
        "steps": [
            (one, labels.STEPS[one.deed], labels.step_detail(one), *_my_part(actor, one))
            for one in queries.steps_about(actor, member)
        ],
        "rights": [
            (right, labels.ROLES[right.role], [labels.TRACKS[t] for t in right.tracks], right.pk in in_reach)
            for right in queries.rights_today(member).order_by("role")
        ],
    }


def _my_part(actor: Any, step: GuardedStep) -> tuple[bool, bool]:
    return may(actor, Action.RIGHT_CONFIRM, step), may(actor, Action.RIGHT_STEP_BACK, step)


def _two_needed(member: Membership, deed: str, *, is_so: bool = True) -> dict[str, Any]:
    """What the step would mean, where it takes two people."""
    return {"two_needed": labels.STEPS_MEAN[deed] if is_so and guarding.is_guarded(member) else ""}


@said_when_gone("spaces/answered.html", Action.MEMBER_LIST)
def approve(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Let someone in who asked."""
    return _deed_on(request, id, Action.MEMBER_APPROVE, "approve", deeds.approve_member)


@said_when_gone("spaces/answered.html", Action.MEMBER_LIST)
def decline(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Decline someone who asked."""
    return _deed_on(request, id, Action.MEMBER_APPROVE, "decline", deeds.decline_member, gone=True)


@said_when_gone("spaces/answered.html", Action.MEMBER_LIST)
def restore(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """End a suspension."""
    return _deed_on(request, id, Action.MEMBER_SUSPEND, "restore", deeds.restore_member)


@said_when_gone("spaces/answered.html", Action.MEMBER_LIST)
def suspend(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Suspend a persona, for one of a few reasons."""
    actor = request.actor  # type: ignore[attr-defined]
    member = find(actor, Action.MEMBER_SUSPEND, Membership, id)
    return form_page(
        request,
        SuspendForm,
        template="spaces/suspend.html",
        deed=lambda form: deeds.suspend_member(
            actor=actor, membership=member, reason=form.cleaned_data["reason"]
        ),
        done=lambda _answer: _page_of(request, id),
        context={"member": member, **_two_needed(member, GuardedStep.SUSPEND)},
        said=_("Done."),
    )


def age(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Correct the age that somebody gave."""
    actor = request.actor  # type: ignore[attr-defined]
    member = find(actor, Action.AGE_CORRECT, Membership, id)
    shown = {"age": labels.AGE_BANDS[member.age_band], **_two_needed(member, GuardedStep.AGE)}
    return form_page(
        request,
        CorrectAgeForm,
        template="spaces/correct_age.html",
        deed=lambda form: correct_age(actor=actor, membership=member, **form.chosen),
        done=lambda _answer: _page_of(request, id),
        form_options={"bands": _bands_for(member)},
        context={"member": member, **shown},
        said=_("Done."),
    )


def _bands_for(member: Membership) -> dict[str, str]:
    other = [band for band in setting.age_bands(member.space) if band != member.age_band]
    return labels.said_changes(labels.AGE_CORRECTED, member, queries.roles_today(member), other)


def give(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Give a right."""
    actor = request.actor  # type: ignore[attr-defined]
    member = find(actor, Action.RIGHT_GIVE, Membership, id)
    return form_page(
        request,
        RightForm,
        template="spaces/give_right.html",
        deed=lambda form: right_deeds.give_right(actor=actor, membership=member, **form.chosen),
        done=lambda _answer: _page_of(request, id),
        form_options={"actor": actor, "membership": member},
        context={"member": member},
        said=_("Done."),
    )


def renew(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Renew somebody's right."""
    return _on_right(
        request,
        id,
        RenewForm,
        "spaces/renew_right.html",
        lambda actor, right, form: right_deeds.renew_right(actor=actor, right=right, ends_on=form.ends_on),
    )


def end(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """End somebody's right today."""
    return _on_right(
        request,
        id,
        Confirm,
        "spaces/end_right.html",
        lambda actor, right, form: right_deeds.end_right(actor=actor, right=right),
    )


def _deed_on(
    request: HttpRequest,
    id: uuid.UUID,
    action: Action,
    what: str,
    deed: Callable[..., Any],
    gone: bool = False,
) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    member = find(actor, action, Membership, id)
    return form_page(
        request,
        Confirm,
        template="spaces/answer_person.html",
        deed=lambda form: deed(actor=actor, membership=member),
        done=lambda _answer: (
            reverse("people", kwargs={"code": actor.space.code}) if gone else _page_of(request, id)
        ),
        context={
            "member": member,
            "what": what,
            **_two_needed(member, GuardedStep.RESTORE, is_so=what == GuardedStep.RESTORE),
        },
        said=_("Done."),
    )


def _on_right(
    request: HttpRequest, id: uuid.UUID, form_class: Any, template: str, deed: Callable[..., Any]
) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    right = find(actor, Action.RIGHT_GIVE, Right, id)
    return form_page(
        request,
        form_class,
        template=template,
        deed=lambda form: deed(actor, right, form),
        done=lambda _answer: _page_of(request, right.membership_id),
        context={
            "member": right.membership,
            "right": right,
            "role": labels.ROLES[right.role],
            **_two_needed(right.membership, GuardedStep.END, is_so=right.role in GUARDED),
        },
        said=_("Done."),
    )


def _page_of(request: HttpRequest, id: uuid.UUID) -> str:
    return reverse("person", kwargs={"code": request.actor.space.code, "id": id})  # type: ignore[attr-defined]
