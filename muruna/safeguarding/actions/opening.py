"""Opening a case: from a supporter's worry, or from a report of chosen, verified words."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from muruna.access import Action, require
from muruna.accounts.keyring import start_container
from muruna.foundation import news, outbox
from muruna.foundation.clock import now
from muruna.foundation.deeds import all_or_nothing
from muruna.foundation.trace import trace
from muruna.safeguarding.actions.letters import write_letter
from muruna.safeguarding.models import Case, CaseNote, CasePerson
from muruna.safeguarding.queries import apart_from, lead_on_duty, next_duty, unconflicted_leads
from muruna.safeguarding.reminding import ANSWER_WITHIN
from muruna.safeguarding.sealing import facts_place, put_note, sealed, split_excerpts, team_of
from muruna.spaces.models import Membership


class NobodyToTell(Exception):
    """Every lead is part of the matter, or there is none: the page names the external contact instead."""

    def __init__(self, *, has_leads: bool = True) -> None:
        super().__init__()
        self.has_leads = has_leads

    @property
    def sentence(self) -> str:
        """What the page says, in the reader's language."""
        if self.has_leads:
            return _("Everybody who could look at this is part of it. Please turn to the contact outside.")
        return _(
            "Nobody looks after safety here just now, so this would reach nobody. Please turn to the contact "
            "outside, or to the numbers to call."
        )


@all_or_nothing
def open_worry(
    *, actor: Any, conversation: Any, concerned: Membership, facts: Mapping[str, Any], language: str
) -> Case:
    """A supporter is worried about somebody: a case for the lead on duty, with a clock that both are told.

    Raises NotFound, and NobodyToTell when every lead is conflicted.
    """
    require(actor, Action.CONVERSATION_WORRY, conversation)
    case = _open(actor, Case.WORRY, conversation.pk, parts=[concerned, actor.membership], language=language)
    _part(case, concerned, CasePerson.CONCERNED)
    _part(case, actor.membership, CasePerson.OPENED_BY)
    key = start_container(case.pk, [one.person for one in team_of(case)])
    case.facts_sealed = sealed(key, dict(facts), facts_place(case.pk))
    case.save(update_fields=["facts_sealed"])
    return case


@all_or_nothing
def open_report(
    *,
    actor: Any,
    conversation: Any,
    named: Membership,
    words: Iterable[Mapping[str, Any]],
    why: str,
    also_named: Iterable[Membership] = (),
    action: Action = Action.CONVERSATION_REPORT,
) -> Case:
    """Somebody reports words that were said to them, opened with their own key and so known to be genuine.

    `conversation` is where they were said; in another place than a talk of two, `action` is what allows it.
    Everybody who wrote some of them is named, and so never in the team: one, and `also_named`.
    Why they report is read by the team; the words themselves open only when as many leads agree as
    the space's profile says, because nobody has the whole key.
    Raises NotFound, and NobodyToTell when every lead is conflicted.
    """
    require(actor, action, conversation)
    writers = list({one.pk: one for one in (named, *also_named)}.values())
    case = _open(actor, Case.REPORT, conversation.pk, parts=[*writers, actor.membership], language="")
    for one in writers:
        _part(case, one, CasePerson.NAMED)
    _part(case, actor.membership, CasePerson.REPORTER)
    team = team_of(case)
    key = start_container(case.pk, [one.person for one in team])
    put_note(case, key, actor.membership, CaseNote.NOTE, {"text": why})
    if why:  # their own words stay theirs to read, though of the case they hold no key
        write_letter(case, actor.membership, {"text": why, "answer": ""}, is_answered=True, is_own=True)
    excerpts_key = split_excerpts(case, team, case.space.effective().oversight.leads_to_open)
    for words_of_one in words:
        put_note(case, excerpts_key, actor.membership, CaseNote.EXCERPT, dict(words_of_one))
    return case


def _open(actor: Any, kind: str, source_id: UUID, *, parts: list[Membership], language: str) -> Case:
    never = apart_from(parts)
    team = unconflicted_leads(never)
    if not team:
        raise NobodyToTell(has_leads=bool(unconflicted_leads(())))
    moment = now()
    duty = lead_on_duty(actor.space, moment, language=language, never=never)
    begins = moment if duty else next_duty(actor.space, moment, never=never)
    case: Case = Case.objects.create(
        space=actor.space,
        kind=kind,
        source_id=source_id,
        asked=duty.lead if duty else None,
        answer_by=(begins + ANSWER_WITHIN).replace(second=0, microsecond=0) if begins else None,
    )
    for lead in team:
        _part(case, lead, CasePerson.TEAM)
    trace(actor, f"case.open_{kind}", case)
    for lead in team:
        news.tell(lead.person_id)
    outbox.emit("case.opened", space=actor.space.pk, case=case.pk)
    return case


def _part(case: Case, membership: Membership, part: str) -> None:
    CasePerson.objects.create(space_id=case.space_id, case=case, membership=membership, part=part)
