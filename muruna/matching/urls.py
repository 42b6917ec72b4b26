"""Addresses of asking and answering: neutral words, each with the action that it serves."""

from muruna.access import Action
from muruna.access.routes import route
from muruna.matching.views import answering, asking, waiting

space_urlpatterns = [
    route("ask/", asking.ask, name="ask", action=Action.REQUEST_WRITE),
    route("ask/mine/", asking.asked, name="asked", action=Action.REQUEST_SEE),
    route("ask/mine/change/", asking.change, name="ask-change", action=Action.REQUEST_CHANGE),
    route("ask/mine/withdraw/", asking.withdraw, name="ask-withdraw", action=Action.REQUEST_CHANGE),
    route("ask/mine/else/", asking.somebody_else, name="ask-else", action=Action.REQUEST_CHANGE),
    route("ask/mine/first/", asking.first_free, name="ask-first", action=Action.REQUEST_CHANGE),
    route("ask/mine/<uuid:id>/choose/", asking.choose, name="choose", action=Action.PROPOSAL_CHOOSE),
    route("ask/mine/<uuid:id>/release/", asking.release, name="release", action=Action.PROPOSAL_CHOOSE),
    route("offer/", answering.offer, name="offer", action=Action.OFFER_CHANGE),
    route("answering/", answering.answering, name="answering", action=Action.OFFER_CHANGE),
    route("answering/here/", answering.begin_shift, name="shift-begin", action=Action.OFFER_CHANGE),
    route("answering/away/", answering.end_shift, name="shift-end", action=Action.OFFER_CHANGE),
    route("answering/pause/", answering.pause, name="support-pause", action=Action.OFFER_CHANGE),
    route("answering/resume/", answering.resume, name="support-resume", action=Action.OFFER_CHANGE),
    route("answering/<uuid:id>/", answering.question, name="question", action=Action.PROPOSAL_ANSWER),
    route(
        "answering/<uuid:id>/decline/",
        answering.decline,
        name="question-decline",
        action=Action.PROPOSAL_ANSWER,
    ),
    route("waiting/", waiting.waiting, name="waiting", action=Action.WAITING_BOARD),
    route("waiting/<uuid:id>/", waiting.by_hand, name="by-hand", action=Action.WAITING_BOARD),
]
