"""The page of each role in docs/access-matrix.md: what it may, out of the tables, and what it never may."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from muruna.access.promises import PROMISES
from muruna.access.vocabulary import Relation

R = Relation
Pair = tuple[str, str]  # a model's name, "package.Model", and a relation to it


@dataclass(frozen=True)
class Role:
    """Somebody as people speak of them: the relations that come with it, and what it never brings.

    `also` and `but` add and take single pairs; each sentence of `never` names a model and an action that
    none of the role's pairs may have, so that it cannot be printed when it stops being true.
    """

    name: str
    who: str
    relations: frozenset[Relation]
    also: frozenset[Pair] = frozenset()
    but: frozenset[Pair] = frozenset()
    never: tuple[tuple[str, str, str], ...] = ()
    named: Mapping[Pair, str] = field(default_factory=dict)  # who, where the usual words are not of this role

    def holds(self, pair: Pair) -> bool:
        """Whether this pair comes with the role."""
        return pair in self.also or (pair[1] in self.relations and pair not in self.but)


_OF_SUPPORTERS = frozenset({
    ("matching.SupportOffer", R.OWNER), ("matching.Shift", R.OWNER), ("conversations.HandOver", R.OWNER),
    ("conversations.Debrief", R.OWNER),
})  # fmt: skip
_OF_LEADS = frozenset({("safeguarding.DutyWindow", R.OWNER), ("safeguarding.SteppingAside", R.APPROVER)})
_OF_FACILITATORS = frozenset({("circles.Circle", R.OWNER), ("circles.Seat", R.APPROVER)})
_ASKS = frozenset({("spaces.GuardedStep", R.OWNER)})
_SECOND = frozenset({("spaces.Appointment", R.APPROVER), ("spaces.GuardedStep", R.APPROVER)})
_RIGHT, _STEP = ("spaces.Appointment", R.APPROVER), ("spaces.GuardedStep", R.APPROVER)
_IN_OFFICE: dict[Pair, str] = {
    _RIGHT: "Another lead or steward, who neither gave it nor would hold it,",
    _STEP: "Another lead or steward, who did not ask for it and is not named in an open case that the one "
    "it is about looks at,",
}


def _colleague(who: str) -> dict[Pair, str]:
    asked = f"{who}, where nobody who leads or stewards could say it when it was asked for,"
    return {
        _RIGHT: f"{who}, where nobody leads, who neither gave it nor would hold it,",
        _STEP: f"{asked} and who has coordinated or supervised for two weeks, and did not ask for it, and is "
        "not named in an open case that the one it is about looks at,",
    }


_NO_TALKS = ("read the words of a conversation", "conversations.Conversation", "conversation.see")
_NO_CASES = ("read reports and cases", "safeguarding.Case", "case.see")
_NO_WELLBEING = (
    "read answers to questionnaires, check-ins, and what a person keeps of how they are",
    "wellbeing.Entry",
    "wellbeing.keep",
)
_NO_CIRCLES = ("read the words of a circle", "circles.Circle", "circle.read")
_NO_REQUESTS = ("read the words of a request for help", "matching.Request", "request.see")

ROLES: tuple[Role, ...] = (
    Role(
        "A member",
        "Whoever has come into a space. Every other role below is a member too, and may all of this for "
        "themselves; what is somebody else's stays somebody else's.",
        frozenset({R.SIGNED_IN, R.OWNER, R.MEMBER, R.PARTICIPANT, R.REQUESTER, R.REPORTER}),
        but=_OF_SUPPORTERS | _OF_LEADS | _OF_FACILITATORS | _ASKS,
        never=(
            ("see a list of the people of the space", "spaces.Space", "member.list"),
            ("read a case, also one that is about themselves: they read how far it is", "safeguarding.Case",
             "case.see"),
            ("give anybody a role, or take one", "spaces.Right", "right.give"),
        ),
    ),
    Role(
        "A supporter",
        "A member with a valid right to support: it has an end date, and rests while supervision is overdue.",
        frozenset({R.SUPPORTER, R.OFFERED}),
        also=_OF_SUPPORTERS,
        never=(
            ("choose which member they are matched with: the member chooses", "matching.Proposal",
             "proposal.choose"),
            ("say in the member's place whether the talk is handed over", "conversations.HandOver",
             "conversation.consent_hand_over"),
            _NO_CASES,
            _NO_WELLBEING,
        ),
    ),
    Role(
        "A supervisor",
        "Whom supporters ask in a side channel, and to whom they may write a note after a hard talk.",
        frozenset({R.SUPERVISOR}),
        also=_SECOND,
        named=_colleague("A supervisor"),
        never=(_NO_TALKS, _NO_CASES, _NO_WELLBEING, _NO_REQUESTS, _NO_CIRCLES),
    ),
    Role(
        "A facilitator",
        "Who holds circles, and only those that are theirs.",
        frozenset({R.FACILITATOR}),
        also=_OF_FACILITATORS,
        never=(
            ("approve a circle of their own", "circles.Circle", "circle.approve"),
            ("read the words of a conversation", "conversations.Conversation", "conversation.see"),
            _NO_CASES,
            _NO_WELLBEING,
        ),
    ),
    Role(
        "A coordinator",
        "Who lets people in, sees who waits and for how long, and matches by hand by load, not by content.",
        frozenset({R.COORDINATOR}),
        also=_ASKS | _SECOND,
        named=_colleague("A coordinator"),
        never=(_NO_TALKS, _NO_REQUESTS, _NO_CIRCLES, _NO_CASES, _NO_WELLBEING),
    ),
    Role(
        "A safeguarding lead",
        "Who looks after what is reported: only in cases whose team they are of, and never in one that they "
        "are named in. What somebody reports out of a conversation is read in its case, and nowhere else.",
        frozenset({R.SAFEGUARDING_LEAD, R.CASE_TEAM}),
        also=_OF_LEADS | _ASKS | _SECOND,
        named=_IN_OFFICE,
        never=(
            _NO_TALKS,
            ("see a list of the people of the space", "spaces.Space", "member.list"),
            _NO_CIRCLES,
            _NO_WELLBEING,
            ("give anybody a role", "spaces.Space", "right.give"),
        ),
    ),
    Role(
        "A steward",
        "Who sets up the space: its hours, languages and rules, and who holds which role.",
        frozenset({R.STEWARD}),
        also=_ASKS | _SECOND | frozenset({("safeguarding.SteppingAside", R.APPROVER)}),
        named=_IN_OFFICE,
        never=(_NO_TALKS, _NO_REQUESTS, _NO_CIRCLES, _NO_CASES, _NO_WELLBEING),
    ),
)  # fmt: skip
HEADING, OPERATOR = "What each role may do, and never may", "The operator"
_OF_OPERATORS = """\
Who runs the server. That brings no role in any space, and no line of this document: there is no page for
them to open. Words that people write are sealed for their readers; an operator holds none of those keys.
"""


@dataclass(frozen=True)
class Said:
    """What one pair lets somebody do: a line for people, and the actions (none: it lets them do nothing)."""

    line: str
    actions: frozenset[str]


def pages(pairs: Iterable[Pair], say: Callable[[Pair, str], Said]) -> list[str]:
    """A page for each role; raises ValueError for a "never" that is not so, or a pair that no role has."""
    known = {pair: said for pair in pairs if (said := say(pair, "")).actions}
    if lost := [one for one in known if not any(role.holds(one) for role in ROLES)]:
        raise ValueError(f"no role of matrix_roles has {lost}")
    lines = [f"## {HEADING}", ""]
    for role in ROLES:
        lines += _page(
            role, {pair: say(pair, role.named.get(pair, "")) for pair in known if role.holds(pair)}
        )
    return [*lines, f"### {OPERATOR}", "", *_OF_OPERATORS.splitlines(), ""]


def _leave(role: Role) -> str:
    told = f"Being {role.name[0].lower()}{role.name[1:]} gives no leave for what follows"
    if role is ROLES[0]:
        return f"{told}:"
    return f"{told}. What every member may stays theirs ([A member](#a-member)):"


def _page(role: Role, held: Mapping[Pair, Said]) -> list[str]:
    lines = [f"### {role.name}", "", role.who, "", "What this role may do:", ""]
    lines += [f"- {said.line}" for said in held.values()]
    lines += ["", _leave(role), ""]
    for told, model, action in role.never:
        if any(action in said.actions for pair, said in held.items() if pair[0] == model):
            raise ValueError(f"{role.name} may {action} {model} after all")
        lines.append(f"- To {told}.")
    # What is promised to somebody, and of which nothing at all is granted here.
    granted = {model for model, _who in held}
    apart = [f"read {one.thing}" for one in PROMISES if one.models and not granted & set(one.models)]
    said = {told for told, _model, _action in role.never}
    return [*lines, *(f"- To {one}." for one in apart if one not in said), ""]
