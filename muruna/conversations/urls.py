"""Routes of conversations, inside a space; the words in an address say nothing about anyone."""

from muruna.access import Action
from muruna.access.routes import route
from muruna.conversations.views import asides, asking, care, endings, gaps, passing, stopping, talk

ONE = "talks/<uuid:id>/"

space_urlpatterns = [
    route("talks/", talk.index, name="talk-list", action=Action.CONVERSATION_LIST),
    route("talks/notes/", asides.debrief_list, name="talk-debriefs", action=Action.DEBRIEF_READ),
    route(
        "talks/again/<uuid:id>/", endings.look_back, name="talk-look-back", action=Action.CONVERSATION_LIST
    ),
    route(
        "talks/again/<uuid:id>/ask/", asking.same_again, name="talk-ask-again",
        action=Action.CONVERSATION_LIST,
    ),
    route("talks/begin/<uuid:id>/", passing.accept, name="talk-begin", action=Action.PROPOSAL_ANSWER),
    route(
        "talks/change/<uuid:id>/", passing.consent, name="talk-consent",
        action=Action.CONVERSATION_CONSENT_HAND_OVER,
    ),
    route(
        "talks/next/<uuid:id>/", passing.take_on, name="talk-take-on", action=Action.CONVERSATION_HAND_OVER
    ),
    route("talks/needed/", gaps.gaps, name="talk-gaps", action=Action.WAITING_BOARD),
    route("talks/needed/<uuid:id>/", gaps.propose, name="talk-propose-other", action=Action.WAITING_BOARD),
    route(
        "talks/needed/<uuid:id>/back/", gaps.take_back, name="talk-propose-back", action=Action.WAITING_BOARD
    ),
    route("talks/anew/<uuid:id>/", asking.anew, name="talk-anew", action=Action.CONVERSATION_END),
    route(ONE, talk.talk, name="talk", action=Action.CONVERSATION_SEE),
    route(ONE + "say/", talk.say_it, name="talk-say", action=Action.CONVERSATION_WRITE),
    route(ONE + "draft/", talk.draft, name="talk-draft", action=Action.CONVERSATION_SEE),
    route(ONE + "more/", stopping.choices, name="talk-choices", action=Action.CONVERSATION_SEE),
    route(ONE + "rest/", stopping.pause, name="talk-pause", action=Action.CONVERSATION_PAUSE),
    route(ONE + "go/", stopping.leave, name="talk-leave", action=Action.CONVERSATION_LEAVE),
    route(ONE + "apart/", stopping.block, name="talk-block", action=Action.PERSON_BLOCK),
    route(ONE + "show/", stopping.report, name="talk-report", action=Action.CONVERSATION_REPORT),
    route(ONE + "keep/", stopping.keep, name="talk-keep", action=Action.CONVERSATION_KEEP),
    route(ONE + "end/", endings.end, name="talk-end", action=Action.CONVERSATION_END),
    route(ONE + "end/ask/", endings.propose, name="talk-propose-end", action=Action.CONVERSATION_END),
    route(ONE + "end/keep/", endings.keep_last, name="talk-keep-last", action=Action.CONVERSATION_KEEP),
    route(ONE + "aside/", asides.aside, name="talk-aside", action=Action.SIDE_SEE),
    route(ONE + "care/", care.worry, name="talk-worry", action=Action.CONVERSATION_WORRY),
    route(
        ONE + "care/<uuid:worry_id>/", care.answer, name="talk-answer-worry",
        action=Action.CONVERSATION_ANSWER_WORRY,
    ),
    route(ONE + "pass-on/", passing.pass_on, name="talk-pass-on", action=Action.CONVERSATION_HAND_OVER),
    route(
        ONE + "pass-on/back/", passing.take_back, name="talk-pass-back",
        action=Action.CONVERSATION_HAND_OVER,
    ),
    route(ONE + "after/", asides.debrief, name="talk-debrief", action=Action.DEBRIEF_WRITE),
]  # fmt: skip
