"""What the words of circles are called on a page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from muruna.circles.logic.series import FORTNIGHTLY, MONTHLY, ONCE, WEEKLY
from muruna.circles.models import Circle, Seat
from muruna.spaces import labels as of_spaces

AGES = of_spaces.AGE_BANDS
RHYTHMS: dict[str, Promise] = {
    ONCE: _("Once"),
    WEEKLY: _("Every week"),
    FORTNIGHTLY: _("Every two weeks"),
    MONTHLY: _("Every month"),
}
STATES: dict[str, Promise] = {
    Circle.PROPOSED: _("Waits for a coordinator’s answer"),
    Circle.RETURNED: _("Came back with a question"),
    Circle.OPEN: _p("circle", "Open"),
    Circle.ENDED: _p("circle", "Ended"),
}
SEATS: dict[str, Promise] = {
    Seat.INVITED: _("You are asked to hold it"),
    Seat.ASKED: _("You have asked for a seat"),
    Seat.WAITING: _("You are on the waiting list"),
    Seat.HERE: _("You have a seat here"),
}
SEATS_OF_OTHERS: dict[str, Promise] = {
    Seat.INVITED: _("Is asked to hold it with you"),
    Seat.WAITING: _("Waits for a place"),
    Seat.HERE: _("Has a seat"),
}
STAGES: dict[str, Promise] = {
    "welcome": _("Welcome"),
    "agreement": _("Agreement"),
    "round": _("Round"),
    "theme": _("Theme"),
    "closing": _("Closing round"),
}
STAGES_MEAN: dict[str, Promise] = {
    "welcome": _("Arrive in peace. Say hello if you like; reading along is enough."),
    "agreement": _("We read once more what we have agreed on."),
    "round": _("One after the other says how they come here today. Passing is always fine."),
    "theme": _("We talk. Whoever wants to say something may raise a hand."),
    "closing": _("A word or a sentence to go with. Then this page forgets what was said."),
}
SIGNS: dict[str, Promise] = {
    "hear": _("I hear you"),
    "thanks": _("Thank you"),
    "same": _("I know that, too"),
    "with_you": _("I am with you"),
}
MEETINGS: dict[str, Promise] = {
    "planned": _p("meeting", "Planned"),
    "open": _p("meeting", "Open now"),
    "ended": _p("meeting", "Over"),
    "missed": _p("meeting", "Did not take place"),
}
LOOKED_AFTER_BECAUSE: dict[str, Promise] = {
    "agreement": _("The agreement was not kept"),
    "safety": _("To keep somebody safe"),
    "over_time": _("So that others can speak, too"),
    "other": _("Another reason"),
}
TAKEN_AWAY_BECAUSE: dict[str, Promise] = {
    "agreement": _("The agreement was not kept"),
    "safety": _("To keep somebody safe"),
    "other": _("Another reason"),
}
MEETING_ENDED_BECAUSE: dict[str, Promise] = {
    "finished": _("It has come to its end"),
    "too_few": _("Too few people came"),
    "safety": _("To keep somebody safe"),
    "other": _("Another reason"),
}
REMOVED_BECAUSE: dict[str, Promise] = {
    "agreement": _("The agreement was not kept"),
    "safety": _("To keep somebody safe"),
    "not_the_place": _("This is not the right circle just now"),
    "other": _("Another reason"),
}
ENDED_BECAUSE: dict[str, Promise] = {
    "finished": _("It has come to its end"),
    "too_few": _("Too few people come"),
    "nobody_holds": _("Nobody can hold it any more"),
    "safety": _("To keep somebody safe"),
    "other": _("Another reason"),
}
