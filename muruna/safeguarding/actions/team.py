"""Who is in a case's team: whoever turns out to be part of the matter leaves it and takes no key along."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.access import Action, Actor, NotFound, find, find_locked
from muruna.accounts.keyring import add_reader, container_keys
from muruna.foundation import news, outbox
from muruna.foundation.clock import today
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.safeguarding.models import Case, CasePerson, SteppingAside
from muruna.safeguarding.queries.asides import seconds_for
from muruna.safeguarding.queries.cases import leads_to_bring_in
from muruna.safeguarding.reminding import ask_next
from muruna.safeguarding.sealing import share_out, shut_out, team_of


@all_or_nothing
def name_in_case(*, actor: Actor, case_id: UUID, lead_id: UUID, reason: str) -> SteppingAside:
    """A lead of the team is part of the matter: oneself leaves at once, another with a second person's yes.

    The second person is another lead of the team, or a steward who has no part in the case. The reason is a
    code and no words. Raises NotFound, also for somebody who is not in the team.
    """
    if reason not in SteppingAside.REASONS:
        raise ValueError(reason)
    case: Case = find_locked(actor, Action.CASE_WORK, Case, case_id)
    lead = next((one for one in team_of(case) if one.pk == lead_id), None)
    if lead is None:
        raise NotFound
    wish, is_new = SteppingAside.objects.get_or_create(
        case=case,
        lead=lead,
        defaults={"space_id": case.space_id, "asked_by": actor.membership, "reason": reason},
    )
    trace(actor, "case.name", case, reason=reason)
    if lead.pk == actor.membership.pk:
        wish.asked_by, wish.reason = actor.membership, reason
        _close_to(actor, case, wish)
    elif is_new:
        for one in seconds_for(wish):
            news.tell(one.person_id)
        news.tell(lead.person_id)
    return wish


@all_or_nothing
def answer_aside(*, actor: Actor, aside_id: UUID, is_yes: bool) -> None:
    """The second person's yes closes the case to that lead; their no leaves all as it was.

    Raises NotFound for whoever asked, whoever is to leave, and whoever has another part in the case.
    """
    seen = find(actor, Action.CASE_APPROVE, SteppingAside, aside_id)
    # The case is the lock: two who answer at the same moment wait for each other here.
    case = Case.objects.select_for_update().get(pk=seen.case_id)
    wish: SteppingAside = find_locked(actor, Action.CASE_APPROVE, SteppingAside, aside_id)
    trace(actor, "case.answer_aside", case, reason="yes" if is_yes else "no")
    for one in (wish.asked_by, wish.lead):
        if one is not None:
            news.tell(one.person_id)
    if is_yes:
        _close_to(actor, case, wish)
    else:
        wish.delete()


def _close_to(actor: Actor, case: Case, wish: SteppingAside) -> None:
    """From now on the case is closed to them, and goes on under a new key; their approvals do not count."""
    lead = wish.lead
    CasePerson.objects.get_or_create(
        case=case, membership=lead, part=CasePerson.ASIDE, defaults={"space_id": case.space_id}
    )
    excerpts = container_keys(actor, case.excerpts_id)
    shut_out(case, lead)
    rest = team_of(case)
    if excerpts and lead.pk != actor.membership.pk and len(rest) >= case.leads_to_open > 1:
        share_out(case, excerpts[min(excerpts)], rest)
    wish.agreed_by, wish.done_on = actor.membership, today()
    wish.save(update_fields=["asked_by", "reason", "agreed_by", "done_on"])
    ask_next(Case.objects.get(pk=case.pk))
    outbox.emit("case.team_changed", space=case.space_id, case=case.pk)


@all_or_nothing
def bring_in(*, actor: Actor, case_id: UUID, lead_id: UUID) -> Case:
    """Let a lead who was appointed later read the case; raises NotFound, ValidationError for someone in it.

    They get a share of the excerpts' key only from a lead who can open the excerpts already.
    """
    case: Case = find_locked(actor, Action.CASE_WORK, Case, case_id)
    if CasePerson.objects.filter(case=case, membership_id=lead_id).exists():
        raise ValidationError(_("This person is part of the matter already."), code="part_of_it")
    lead = next((one for one in leads_to_bring_in(actor, case) if one.pk == lead_id), None)
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
