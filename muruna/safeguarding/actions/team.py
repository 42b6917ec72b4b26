"""Who is in a case's team: whoever turns out to be part of the matter leaves it and takes no key along."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, NotFound, find_locked
from muruna.accounts.keyring import add_reader, container_keys
from muruna.foundation import outbox
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.safeguarding.models import Case, CasePerson
from muruna.safeguarding.sealing import share_out, shut_out, team_of
from muruna.spaces.models import Right
from muruna.spaces.queries import holders


@all_or_nothing
def name_in_case(*, actor: Actor, case_id: UUID, lead_id: UUID) -> Case:
    """A lead of the team (perhaps the actor) is part of the matter: from now on the case is closed to them.

    Their keys are dropped and the case goes on under a new one, their approvals no longer count. Raises
    NotFound, also for somebody who is not in the team.
    """
    case: Case = find_locked(actor, Action.CASE_WORK, Case, case_id)
    lead = next((one for one in team_of(case) if one.pk == lead_id), None)
    if lead is None:
        raise NotFound
    CasePerson.objects.get_or_create(
        case=case, membership=lead, part=CasePerson.NAMED, defaults={"space_id": case.space_id}
    )
    excerpts = container_keys(actor, case.excerpts_id)
    shut_out(case, lead)
    rest = team_of(case)
    if excerpts and lead.pk != actor.membership.pk and len(rest) >= case.leads_to_open > 1:
        share_out(case, excerpts[min(excerpts)], rest)
    trace(actor, "case.name", case)
    outbox.emit("case.team_changed", space=case.space_id, case=case.pk)
    return case


@all_or_nothing
def bring_in(*, actor: Actor, case_id: UUID, lead_id: UUID) -> Case:
    """Let a lead who was appointed later read the case; raises NotFound, ValidationError for someone in it.

    They get a share of the excerpts' key only from a lead who can open the excerpts already.
    """
    case: Case = find_locked(actor, Action.CASE_WORK, Case, case_id)
    if CasePerson.objects.filter(case=case, membership_id=lead_id).exists():
        raise ValidationError(_("This person is part of the matter already."), code="part_of_it")
    lead = holders(Right.SAFEGUARDING_LEAD).select_related("person").filter(pk=lead_id).first()
    if lead is None:
        raise NotFound
    CasePerson.objects.create(space_id=case.space_id, case=case, membership=lead, part=CasePerson.TEAM)
    add_reader(actor, case.pk, lead.person)
    excerpts = container_keys(actor, case.excerpts_id)
    if excerpts and case.leads_to_open > 1:
        share_out(case, excerpts[min(excerpts)], team_of(case))
    elif excerpts:
        add_reader(actor, case.excerpts_id, lead.person)
    trace(actor, "case.bring_in", case)
    outbox.emit("case.team_changed", space=case.space_id, case=case.pk)
    return case
