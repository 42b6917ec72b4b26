"""How the words of a case are sealed: facts and notes for its team, excerpts for leads who agree."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from muruna.access import Actor
from muruna.accounts.keyring import container_keys, drop_reader, let_read, newest_epoch, start_container
from muruna.foundation.clock import today
from muruna.foundation.vault import CannotOpen, new_key, open_padded, seal_padded, wrap_for
from muruna.safeguarding.logic.shares import split
from muruna.safeguarding.models import Approval, Case, CaseNote, CasePerson, CaseShare, LentShare
from muruna.spaces.models import Membership, Right
from muruna.spaces.queries import holders


def facts_place(case_id: UUID) -> bytes:
    """The associated data of a case's facts."""
    return b"case-facts:" + case_id.bytes


def note_place(case_id: UUID, seq: int) -> bytes:
    """The associated data of a case's note."""
    return b"case-note:" + case_id.bytes + seq.to_bytes(4, "big")


def share_place(case_id: UUID, number: int) -> bytes:
    """The associated data of a share, lent or not."""
    return b"case-share:" + case_id.bytes + bytes([number])


def letter_place(letter_id: UUID) -> bytes:
    """The associated data of a question to the person whom a case is about."""
    return b"case-letter:" + letter_id.bytes


def facts_version(case: Case) -> str:
    """What stands for the facts as they are, and says nothing of them: another one with every writing."""
    return hashlib.sha256(bytes(case.facts_sealed or b"")).hexdigest()[:16]


def team_of(case: Case) -> list[Membership]:
    """The team of a case, in a fixed order: also who is suspended, whose keys rest with them."""
    rows = CasePerson.objects.filter(case=case, part=CasePerson.TEAM)
    return [row.membership for row in rows.select_related("membership__person").order_by("pk")]


def here(case: Case) -> list[Membership]:
    """Those of its team who may open it today: whoever is suspended, or no lead any more, may not."""
    held = holders(Right.SAFEGUARDING_LEAD)
    rows = CasePerson.objects.filter(case=case, part=CasePerson.TEAM, membership__in=held)
    return [row.membership for row in rows.select_related("membership__person").order_by("pk")]


def sealed(key: bytes, body: Any, place: bytes) -> bytes:
    """`body` as JSON, sealed and padded; raises vault.TooLong."""
    return bytes(seal_padded(key, json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"), place))


def put_note(
    case: Case, key: bytes, author: Membership | None, kind: str, body: dict[str, Any], *, epoch: int = 1,
    about: CaseNote | None = None,
) -> CaseNote:  # fmt: skip
    """The next line of a case that the caller holds locked (or has just made), sealed with its key."""
    note: CaseNote = CaseNote.objects.create(
        space_id=case.space_id,
        case=case,
        seq=case.next_seq,
        kind=kind,
        author=author,
        epoch=epoch,
        about=about,
        body=sealed(key, body, note_place(case.pk, case.next_seq)),
    )
    case.next_seq += 1
    case.save(update_fields=["next_seq"])
    return note


def key_for_new(actor: Actor, case: Case) -> tuple[bytes, int]:
    """The newest key of a case that the actor may open, with its epoch; raises CannotOpen."""
    epoch, keys = newest_epoch(case.pk), container_keys(actor, case.pk)
    if epoch not in keys:
        raise CannotOpen("no grant of the newest epoch")
    return keys[epoch], epoch


def split_excerpts(case: Case, team: Iterable[Membership], need: int) -> bytes:
    """A key for a case's excerpts, returned once: no single lead can open what it seals.

    With fewer leads than `need` it is wrapped to each of them whole, and the case says so.
    """
    leads = list(team)
    if len(leads) < need or need < 2:
        case.leads_to_open = 1
        key = start_container(case.excerpts_id, [one.person for one in leads])
    else:
        case.leads_to_open = need
        key = new_key()
        share_out(case, key, leads)
    case.save(update_fields=["leads_to_open"])
    return bytes(key)


def share_out(case: Case, key: bytes, leads: list[Membership]) -> None:
    """Split `key` anew among `leads`; shares of an earlier splitting, lent ones too, are gone."""
    CaseShare.objects.filter(case=case).delete()
    for lead, (number, share) in zip(
        leads, split(key, len(leads), case.leads_to_open, secrets.token_bytes).items(), strict=True
    ):
        CaseShare.objects.create(
            space_id=case.space_id,
            case=case,
            holder=lead,
            number=number,
            wrapped=wrap_for(bytes(lead.person.public_key), share, share_place(case.pk, number)),
        )


def let_read_excerpts(case: Case, key: bytes, leads: Iterable[Membership]) -> None:
    """Those who agreed may read the excerpts from now on."""
    for lead in leads:
        let_read(case.excerpts_id, 1, lead.person, key)


def shut_out(case: Case, lead: Membership) -> None:
    """Take a lead's keys, shares, approvals and place in the team of a case that the caller has locked."""
    CasePerson.objects.filter(case=case, membership=lead, part=CasePerson.TEAM).delete()
    drop_reader(case.pk, lead.person)
    drop_reader(case.excerpts_id, lead.person)
    LentShare.objects.filter(share__case=case, reader=lead).delete()
    take_yes_back(case, lead)
    CaseShare.objects.filter(case=case, holder=lead).delete()


def take_yes_back(case: Case, lead: Membership) -> None:
    """What a lead agreed to in a case that the caller has locked counts no more; keys stay as they are."""
    LentShare.objects.filter(share__case=case, share__holder=lead).delete()
    waiting = CaseNote.objects.filter(case=case, kind=CaseNote.DISCLOSURE, approvals__lead=lead)
    waiting.filter(may_be_told_on__isnull=False).update(may_be_told_on=None, taken_back_on=today())
    Approval.objects.filter(note__case=case, lead=lead).delete()


@dataclass(frozen=True)
class OpenedNote:
    """A line of a case; `body` is None where the reader may not open it (yet)."""

    note: CaseNote
    body: dict[str, Any] | None

    @property
    def is_wish(self) -> bool:
        """Whether it asks to tell somebody outside."""
        return self.note.kind == CaseNote.DISCLOSURE


@dataclass(frozen=True)
class OpenedCase:
    """A case as one lead reads it."""

    case: Case
    facts: dict[str, Any]
    notes: list[OpenedNote] = field(default_factory=list)

    @property
    def has_open_excerpts(self) -> bool:
        return any(one.body is not None for one in self.notes if one.note.kind == CaseNote.EXCERPT)

    @property
    def has_sealed_excerpts(self) -> bool:
        return any(one.body is None for one in self.notes if one.note.kind == CaseNote.EXCERPT)


def opened(actor: Actor, case: Case) -> OpenedCase:
    """Everything of a case that the actor's own keys open."""
    keys, excerpts = container_keys(actor, case.pk), container_keys(actor, case.excerpts_id)
    notes = (
        CaseNote.objects.filter(case=case)
        .select_related("author", "withdrawn_by")
        .prefetch_related("approvals__lead")
    )
    facts = _plain(keys.get(case.facts_epoch), case.facts_sealed, facts_place(case.pk))
    return OpenedCase(
        case,
        facts or {},
        [
            OpenedNote(
                note,
                _plain(
                    (excerpts if note.kind == CaseNote.EXCERPT else keys).get(note.epoch),
                    note.body,
                    note_place(case.pk, note.seq),
                ),
            )
            for note in notes.order_by("seq")
        ],
    )


def _plain(key: bytes | None, blob: bytes | None, place: bytes) -> dict[str, Any] | None:
    if key is None or blob is None:
        return None
    data = json.loads(open_padded(key, bytes(blob), place))
    return data if isinstance(data, dict) else None
