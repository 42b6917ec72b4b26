"""What rights, and steps about those who hold them, are called in docs/access-matrix.md."""

from muruna.access.plain_words import Thing

# Each deed about somebody who leads or stewards that waits for a second person.
TAKES_TWO = {
    "suspend": "to shut them out for a while",
    "restore": "to let them back in",
    "age": "to correct their age over the line of 18, up or down",
    "end": "to end their role of lead or steward",
}


def _takes_two(*deeds: str, more: str = "") -> str:
    told = "; ".join(TAKES_TWO[one] for one in deeds)
    return (
        f"For whoever leads or stewards this takes two: {told}. It waits for the second yes of "
        f"somebody else, and lapses without one.{more}"
    )


_STEWARDS_ALONE = " For whoever stewards, only a steward may ask to have them shut out{}."
# Below the line of a persona, by who stands to it.
ABOUT_OFFICE = {
    "coordinator": _takes_two(
        "suspend", "restore", "age", more=_STEWARDS_ALONE.format(", or have their age corrected at all")
    ),
    "safeguarding_lead": _takes_two("suspend", "restore", more=_STEWARDS_ALONE.format("")),
    "steward": _takes_two(
        "suspend", "restore", "age", "end", more=" To make somebody a lead or a steward takes two, or time."
    ),
}
_STEPS = f"Such steps are, about somebody who leads or stewards: {'; '.join(TAKES_TWO.values())}."

RIGHTS: dict[str, Thing] = {
    "spaces.Right": Thing(
        "a role",
        "Leave to support, supervise, coordinate, lead or steward, until a day.",
        states={
            "supporter": "supporter",
            "facilitator": "facilitator",
            "supervisor": "supervisor",
            "coordinator": "coordinator",
            "safeguarding_lead": "safeguarding lead",
            "steward": "steward",
        },
        relations={
            "owner": "the person who holds it",
            "coordinator": "a coordinator of the space, when the role is somebody else's",
            "steward": "a steward of the space, when the role is somebody else's",
        },
    ),
    "spaces.Appointment": Thing(
        "a role that waits",
        "To lead or to steward needs a second person's yes, or a time in which all can see it.",
        relations={
            "approver": "another lead or steward, who neither gave it nor would hold it; without any lead "
            "here, also who coordinates or supervises"
        },
        actions={"right.give": "take it back"},
    ),
    "spaces.GuardedStep": Thing(
        "a step about somebody who leads or stewards",
        "What nobody may do alone about somebody who leads or stewards: one asks for it, another says yes. "
        + _STEPS,
        relations={
            "approver": "another lead or steward, not named in an open case that they look at; without any, "
            "who has coordinated or supervised for two weeks",
            "owner": "whoever asked for it",
        },
        actions={"right.step_back": "take it back"},
        notes={"approver": _STEPS},
    ),
}
