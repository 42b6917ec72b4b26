"""Routes of circles, inside a space; the words in an address say nothing about anyone."""

from muruna.access import Action
from muruna.access.routes import route
from muruna.circles.views import beside, circles, holding, leading, meetings, proposing, seats, wall

ONE = "circles/<uuid:id>/"
SEAT = "circles/seats/<uuid:id>/"
MEETING = "circles/meetings/<uuid:id>/"
PRESENCE = "circles/inside/<uuid:id>/"
POST = "circles/posts/<uuid:id>/"
ROOM = "circles/rooms/<uuid:id>/"

space_urlpatterns = [
    route("circles/", circles.index, name="circle-list", action=Action.CIRCLE_LIST),
    route("circles/new/", proposing.choose, name="circle-choose", action=Action.CIRCLE_PROPOSE),
    route(
        "circles/new/<slug:template>/", proposing.propose, name="circle-propose", action=Action.CIRCLE_PROPOSE
    ),
    route("circles/calendar/", beside.calendar, name="circle-calendar", action=Action.CALENDAR_CHANGE),
    route(MEETING, meetings.meeting, name="meeting", action=Action.MEETING_SEE),
    route(MEETING + "enter/", meetings.enter, name="meeting-enter", action=Action.MEETING_ENTER),
    route(MEETING + "say/", meetings.say, name="meeting-say", action=Action.MEETING_SPEAK),
    route(MEETING + "draft/", meetings.draft, name="meeting-draft", action=Action.MEETING_SPEAK),
    route(MEETING + "do/", meetings.take_part, name="meeting-do", action=Action.MEETING_SPEAK),
    route(MEETING + "ask/", beside.ask, name="meeting-ask", action=Action.MEETING_SPEAK),
    route(MEETING + "show/", beside.show, name="meeting-show", action=Action.MEETING_REPORT),
    route(MEETING + "lead/", leading.lead, name="meeting-lead", action=Action.MEETING_LEAD),
    route(MEETING + "people/", leading.people, name="meeting-people", action=Action.MEETING_LEAD),
    route(MEETING + "end/", leading.end, name="meeting-end", action=Action.MEETING_LEAD),
    route(PRESENCE, leading.look_after, name="meeting-look-after", action=Action.PRESENCE_LEAD),
    route(PRESENCE + "lower/", leading.lower, name="meeting-lower", action=Action.PRESENCE_LEAD),
    route(ROOM + "aside/", beside.aside, name="meeting-aside", action=Action.ASIDE_SPEAK),
    route(ROOM + "back/", beside.back, name="meeting-back", action=Action.BACK_SPEAK),
    route("circles/after/<uuid:id>/", beside.after, name="meeting-after", action=Action.MEETING_ANSWER),
    route(ONE, circles.circle, name="circle", action=Action.CIRCLE_SEE),
    route(ONE + "change/", proposing.change, name="circle-change", action=Action.CIRCLE_CHANGE),
    route(ONE + "answer/", proposing.answer, name="circle-answer", action=Action.CIRCLE_APPROVE),
    route(ONE + "join/", seats.join, name="circle-join", action=Action.CIRCLE_JOIN),
    route(ONE + "people/", holding.people, name="circle-people", action=Action.CIRCLE_LEAD),
    route(ONE + "agreement/", holding.agreement, name="circle-agreement", action=Action.CIRCLE_LEAD),
    route(ONE + "wall/", wall.index, name="circle-wall", action=Action.CIRCLE_READ),
    route(POST + "review/", wall.review, name="post-review", action=Action.POST_REVIEW),
    route(POST + "back/", wall.take_back, name="post-back", action=Action.POST_CHANGE),
    route(POST + "show/", wall.show, name="post-show", action=Action.POST_REPORT),
    route(SEAT + "rest/", wall.rest, name="seat-rest", action=Action.SEAT_CHANGE),
    route(ONE + "end/", holding.end, name="circle-end", action=Action.CIRCLE_END),
    route(SEAT + "hold/", seats.hold, name="seat-hold", action=Action.SEAT_ACCEPT),
    route(SEAT + "agree/", seats.agree, name="seat-agree", action=Action.SEAT_CHANGE),
    route(SEAT + "name/", seats.name, name="seat-name", action=Action.SEAT_CHANGE),
    route(SEAT + "go/", seats.leave, name="seat-leave", action=Action.SEAT_LEAVE),
    route(SEAT + "apart/", seats.apart, name="seat-apart", action=Action.PERSON_BLOCK),
    route(SEAT + "answer/", holding.let_in, name="seat-answer", action=Action.SEAT_ANSWER),
    route(SEAT + "ask-away/", holding.ask_away, name="seat-ask-away", action=Action.SEAT_ASK_AWAY),
    route(SEAT + "remove/", holding.remove, name="seat-remove", action=Action.SEAT_REMOVE),
]
urlpatterns = [
    route("calendar/<slug:secret>/", beside.calendar_feed, name="calendar-feed", public=True),
]
