"""What rights, and steps about those who hold them, are called in docs/access-matrix.md."""

from muruna.access.plain_words import Thing

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
        "To suspend them, let them back, end their right or move their age over 18 needs a second person.",
        relations={
            "approver": "another lead or steward, not named in an open case that they look at; without any, "
            "who has coordinated or supervised for two weeks",
            "owner": "whoever asked for it",
        },
        actions={"right.step_back": "take it back"},
    ),
}
