"""What the person concerned says about a case, added by someone who may never open it."""

import json
from typing import Any
from uuid import UUID

from django.db import transaction

from muruna.access import NotFound
from muruna.accounts.keyring import newest_epoch, start_epoch
from muruna.foundation import outbox
from muruna.foundation.trace import trace
from muruna.foundation.vault import seal_padded
from muruna.safeguarding.actions.opening import note_place
from muruna.safeguarding.models import Case, CaseNote, CasePerson


def hear_concerned(*, actor: Any, case_id: UUID, answer: str, text: str = "") -> CaseNote:
    """Put the concerned person's answer ("yes", "no", "first") and words into the case, sealed for its team.

    They hold no key of the case, so the note begins a new epoch that the team can open and they cannot.
    Raises NotFound for anybody else.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(pk=case_id).first()
        concerned = CasePerson.objects.filter(
            case_id=case_id, membership=actor.membership, part=CasePerson.CONCERNED
        )
        if case is None or actor.membership is None or not concerned.exists():
            raise NotFound
        team = CasePerson.objects.filter(case=case, part=CasePerson.TEAM).select_related("membership__person")
        key = start_epoch(case.pk, [one.membership.person for one in team])
        body = json.dumps({"answer": answer, "text": text}, ensure_ascii=False).encode()
        note = CaseNote.objects.create(
            space_id=case.space_id,
            case=case,
            seq=case.next_seq,
            kind=CaseNote.ASKED,
            author=actor.membership,
            epoch=newest_epoch(case.pk),
            body=seal_padded(key, body, note_place(case.pk, case.next_seq)),
        )
        case.next_seq += 1
        case.save(update_fields=["next_seq"])
        trace(actor, "case.heard", case)
        outbox.emit("case.heard", space=case.space_id, case=case.pk)
        return note
