"""Opening reported words: one lead agrees, another one too, and only then is there a key."""

from uuid import UUID

from muruna.access import Action, Actor, find_locked
from muruna.accounts.keyring import container_keys
from muruna.foundation import news, outbox
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.foundation.vault import unwrap, wrap_for
from muruna.safeguarding.logic.shares import joined
from muruna.safeguarding.models import Case, CaseShare, LentShare
from muruna.safeguarding.sealing import here, let_read_excerpts, share_place, team_of
from muruna.spaces.models import Membership


@all_or_nothing
def agree_to_open(*, actor: Actor, case_id: UUID) -> bool:
    """Agree that the reported words be opened; whether they are open to the actor now.

    The actor's share is lent to each of the team. The lead whose own share and those lent by others are
    enough puts the key together, and wraps it to everybody who agreed. Raises NotFound.
    """
    case = find_locked(actor, Action.CASE_WORK, Case, case_id)
    if container_keys(actor, case.excerpts_id):
        return True
    own = CaseShare.objects.filter(case=case, holder=actor.membership).first()
    if own is None:
        return False
    share = unwrap(actor.keys.private, bytes(own.wrapped), share_place(case.pk, own.number))
    lent = list(
        LentShare.objects.filter(share__case=case, reader=actor.membership).select_related(
            "share__holder__person"
        )
    )
    trace(actor, "case.agree_to_open", case)
    if len(lent) + 1 < case.leads_to_open:
        _lend(case, own, share, [one for one in team_of(case) if one.pk != actor.membership.pk])
        for lead in here(case):
            if lead.pk != actor.membership.pk:
                news.tell(lead.person_id)
        outbox.emit("case.asked_to_open", space=case.space_id, case=case.pk)
        return False
    shares = {own.number: share}
    for one in lent:
        place = share_place(case.pk, one.share.number)
        shares[one.share.number] = unwrap(actor.keys.private, bytes(one.wrapped), place)
    let_read_excerpts(case, joined(shares), [actor.membership, *(one.share.holder for one in lent)])
    LentShare.objects.filter(share__case=case).delete()
    outbox.emit("case.excerpts_opened", space=case.space_id, case=case.pk)
    return True


def _lend(case: Case, own: CaseShare, share: bytes, others: list[Membership]) -> None:
    for other in others:
        LentShare.objects.get_or_create(
            share=own,
            reader=other,
            defaults={
                "space_id": case.space_id,
                "wrapped": wrap_for(bytes(other.person.public_key), share, share_place(case.pk, own.number)),
            },
        )
