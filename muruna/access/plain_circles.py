"""The plain words for circles, their meetings and their wall."""

from muruna.access.plain_thing import Thing

CIRCLE_THINGS: dict[str, Thing] = {
    "circles.Circle": Thing(
        "a circle",
        "A few people of like age and experience who meet and write with each other. "
        "The words are sealed for them.",
        states={
            "proposed": "while a coordinator has not answered",
            "returned": "after it came back with words",
            "open": "while it goes on",
            "ended": "after its end, until it is erased",
        },
        relations={
            "member": "a member of the space whose age it is for",
            "requester": "whoever has a seat in it, or waits for one",
            "participant": "those who sit in it and have accepted the agreement as it reads now",
            "owner": "the facilitator who proposed it",
            "coordinator": "a coordinator of the space who did not propose it",
        },
    ),
    "circles.Seat": Thing(
        "a seat in a circle",
        "Somebody sits in a circle under a name of that circle alone, or waits to.",
        states={
            "invited": "while the person is asked to hold the circle",
            "asked": "while a facilitator has not answered",
            "waiting": "while it waits for a place",
            "here": "while the person sits there",
            "left": "after it was given up",
            "removed": "after it was taken away",
        },
        relations={
            "owner": "the person whose seat it is",
            "facilitator": "the facilitators of the circle, when it is not their own",
            "participant": "those who sit in the same circle",
        },
        actions={"person.block": "never meet that person again, without their knowing"},
    ),
    "circles.Meeting": Thing(
        "a meeting",
        "An hour at which a circle meets. Its words are sealed for those inside, and erased when it ends.",
        states={
            "planned": "before it opens",
            "open": "while it goes on",
            "ended": "after its end",
            "missed": "when nobody opened it",
        },
        relations={
            "participant": "those who sit in the circle and have accepted its agreement as it reads now",
            "owner": "whoever has come in",
            "facilitator": "the facilitators of the circle",
        },
    ),
    "circles.Presence": Thing(
        "somebody inside a meeting",
        "Who has come in; when the meeting ends, only their number is kept.",
        relations={"facilitator": "the facilitators of the circle, when it is not themselves"},
    ),
    "circles.Room": Thing(
        "a room beside a meeting",
        "Words sealed for a few: the facilitators among themselves, or one person and one facilitator.",
        states={
            "floor": "when it is the meeting's own",
            "back": "when it is the facilitators' back room",
            "aside": "when somebody said “I am not OK”",
        },
        relations={
            "participant": "the one who asked, and the facilitator who was asked",
            "facilitator": "the facilitators of the circle",
        },
    ),
    "circles.Post": Thing(
        "a post on a circle's wall",
        "What somebody wrote between meetings, sealed for those who sit in the circle.",
        states={"waiting": "while a facilitator has not read it", "shown": "after it was published"},
        relations={
            "owner": "whoever wrote it",
            "participant": "those who sit in the circle and have accepted its agreement as it reads now",
            "facilitator": "the facilitators of the circle, when somebody else wrote it",
        },
    ),
    "circles.AfterCheck": Thing(
        "two questions after a meeting",
        "Somebody may still answer them; the answer is a count, and this is forgotten.",
        relations={"owner": "the person who is asked"},
    ),
}
