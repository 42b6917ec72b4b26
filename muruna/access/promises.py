"""Who may read what, as promised: a test compares the constitution to it, and the matrix prints it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """A thing, who may read it, who never may, and where that is proven.

    A relation that is not in `only` may be granted nothing on any of `models`.
    """

    thing: str
    may: str
    never: str
    models: tuple[str, ...]
    only: frozenset[str]
    proof: str


_SEALED = "sealed for its readers alone (docs/adr/0006-vault.md); "
_TABLE = "tests/access/test_promises.py; tests/access/test_walk.py"

PROMISES: tuple[Promise, ...] = (
    Promise(
        "the words of a conversation",
        "the two who talk; what one of them reports, by the people who look after that case",
        "stewards, coordinators, operators; the supervisor sees the side channel alone",
        ("conversations.Conversation", "conversations.Thread", "conversations.Worry"),
        frozenset({"participant", "requester", "supporter", "supervisor"}),
        _SEALED + _TABLE,
    ),
    Promise(
        "a note after a hard talk",
        "the supporter who wrote it and the supervisor it was written to",
        "everyone else",
        ("conversations.Debrief",),
        frozenset({"owner", "supervisor"}),
        _SEALED + _TABLE,
    ),
    Promise(
        "who sits in a circle",
        "those who sit in it, by the names of that circle alone; of who holds it, whoever it is for",
        "coordinators but for who holds it, stewards, leads, operators; nobody sees a persona of the space",
        ("circles.Seat",),
        frozenset({"owner", "facilitator", "participant", "approver", "coordinator"}),
        "tests/circles/; " + _TABLE,
    ),
    Promise(
        "the words of a meeting, of its back room and its side rooms, and of a circle's wall",
        "those inside from when they came; the facilitators among themselves; the two in a side room",
        "coordinators, stewards, leads, operators; after the end, nobody",
        ("circles.Meeting", "circles.Presence", "circles.Room", "circles.Post"),
        frozenset({"participant", "owner", "facilitator"}),
        _SEALED + _TABLE,
    ),
    Promise(
        "what a person keeps for themselves, and who looked at their words",
        "the person",
        "everyone else",
        ("accounts.KeptItem", "accounts.Opening"),
        frozenset({"owner"}),
        _SEALED + _TABLE,
    ),
    Promise(
        "answers to questionnaires, check-ins, and what a person keeps of how they are",
        "the person; whoever they share an item with, until they stop",
        "everyone else",
        ("wellbeing.Entry",),
        frozenset({"owner"}),
        _SEALED + "tests/wellbeing/; " + _TABLE,
    ),
    Promise(
        "an account, its sign-ins, its blocks, its letterbox",
        "the person",
        "everyone else; whoever is blocked never learns of it",
        ("accounts.Person", "accounts.Session", "accounts.Block", "notifications.Letterbox"),
        frozenset({"owner"}),
        _TABLE,
    ),
    Promise(
        "the words of a request for help",
        "the member who wrote it; the supporter who is asked sees what the member chose to show",
        "everyone else; a coordinator sees that somebody waits, and how long, without the words",
        ("matching.Request",),
        frozenset({"requester", "offered", "coordinator"}),
        _TABLE,
    ),
    Promise(
        "reports and cases",
        "the people who look after the case; whoever reported, and the person concerned, see how far it is",
        "anyone named in it, whatever their role; stewards, coordinators, operators",
        ("safeguarding.Case", "safeguarding.CaseNote"),
        frozenset({"case_team", "reporter", "owner"}),
        _SEALED + _TABLE,
    ),
    Promise(
        "a story",
        "its writer; the supporter, circle or space that the writer chose, while it is shared",
        "everyone else; a coordinator reads only what was sent to be shared with the whole space",
        ("stories.Story", "stories.Reply"),
        frozenset({"owner", "member", "participant", "supporter", "coordinator", "requester", "blocked"}),
        "tests/stories/; " + _TABLE,
    ),
    Promise(
        "a message from outside",
        "stewards and safeguarding leads of the first space, for whom it was sealed; whoever has its code",
        "everyone else, operators included",
        ("safeguarding.ContactMessage",),
        frozenset({"steward", "safeguarding_lead"}),
        _SEALED + _TABLE,
    ),
    Promise(
        "the link between two personas of a person",
        "the person",
        "everyone, operators included",
        ("accounts.Person",),
        frozenset({"owner"}),
        "tests/access/test_islands.py",
    ),
)
