"""Addresses of safeguarding: neutral words, each with the action that it serves."""

from muruna.access import Action
from muruna.access.routes import route
from muruna.safeguarding.views import card, cases

urlpatterns = [
    route("if-i-say/<slug:address>/<str:band>/", card.preview, name="card-preview", public=True),
]
space_urlpatterns = [
    route("if-i-say/", card.card, name="card", action=Action.CARD_SEE),
    route("if-i-say/<slug:version>/", card.card_version, name="card-version", action=Action.CARD_SEE),
    route("cases/", cases.board, name="cases", action=Action.CASE_SEE),
    route("cases/<uuid:id>/", cases.case, name="case", action=Action.CASE_SEE),
    route("cases/<uuid:id>/take/", cases.take, name="case-take", action=Action.CASE_WORK),
    route("cases/<uuid:id>/facts/", cases.facts, name="case-facts", action=Action.CASE_WORK),
    route("cases/<uuid:id>/note/", cases.note, name="case-note", action=Action.CASE_WORK),
    route("cases/<uuid:id>/ask/", cases.ask, name="case-ask", action=Action.CASE_WORK),
    route("cases/<uuid:id>/outside/", cases.outside, name="case-outside", action=Action.CASE_WORK),
    route("cases/<uuid:id>/open/", cases.open_together, name="case-open", action=Action.CASE_WORK),
    route("cases/<uuid:id>/aside/", cases.step_aside, name="case-aside", action=Action.CASE_WORK),
    route("cases/<uuid:id>/team/", cases.bring_in, name="case-bring-in", action=Action.CASE_WORK),
    route("cases/<uuid:id>/close/", cases.close, name="case-close", action=Action.CASE_WORK),
    route(
        "cases/<uuid:id>/yes/<uuid:note>/", cases.approve, name="case-approve", action=Action.CASE_APPROVE
    ),
]
