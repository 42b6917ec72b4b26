"""Addresses of safeguarding: neutral words, each with the action that it serves."""

from muruna.access import Action
from muruna.access.routes import ANSWER, READ, route
from muruna.safeguarding.views import asides, card, case_steps, cases, contact, duty, reports

urlpatterns = [
    route("contact/", contact.contact, name="contact", public=True),
    route("contact/answer/", contact.come_again, name="contact-answer", public=True),
]
space_urlpatterns = [
    route("if-i-say/", card.card, name="card", action=Action.CARD_SEE),
    route("if-i-say/<slug:version>/", card.card_version, name="card-version", action=Action.CARD_SEE),
    route("cases/", cases.board, name="cases", action=Action.CASE_SEE),
    route("cases/<uuid:id>/", cases.case, name="case", action=Action.CASE_SEE),
    route("cases/<uuid:id>/take/", case_steps.take, name="case-take", action=Action.CASE_WORK),
    route("cases/<uuid:id>/facts/", case_steps.facts, name="case-facts", action=Action.CASE_WORK),
    route("cases/<uuid:id>/note/", case_steps.note, name="case-note", action=Action.CASE_WORK),
    route("cases/<uuid:id>/ask/", case_steps.ask, name="case-ask", action=Action.CASE_WORK),
    route("cases/<uuid:id>/outside/", case_steps.outside, name="case-outside", action=Action.CASE_WORK),
    route("cases/<uuid:id>/open/", case_steps.open_together, name="case-open", action=Action.CASE_WORK),
    route("cases/<uuid:id>/aside/", case_steps.step_aside, name="case-aside", action=Action.CASE_WORK),
    route("cases/<uuid:id>/team/", case_steps.bring_in, name="case-bring-in", action=Action.CASE_WORK),
    route("cases/<uuid:id>/close/", case_steps.close, name="case-close", action=Action.CASE_WORK),
    route(
        "cases/<uuid:id>/yes/<uuid:note>/",
        case_steps.approve,
        name="case-approve",
        action=Action.CASE_APPROVE,
    ),
    route(
        "cases/<uuid:id>/when/<uuid:note>/",
        case_steps.showing,
        name="case-showing",
        action=Action.CASE_APPROVE,
    ),
    route(
        "cases/<uuid:id>/back/<uuid:note>/",
        case_steps.withdraw,
        name="case-withdraw",
        action=Action.CASE_APPROVE,
    ),
    route("aside/<uuid:id>/", asides.answer, name="case-aside-answer", action=Action.CASE_APPROVE),
    route("duty/", duty.duty, name="duty", action=Action.DUTY_SEE),
    route("duty/<uuid:id>/", duty.drop, name="duty-drop", action=Action.DUTY_SET),
    route("reports/", reports.reports, name="reports", action=Action.REPORT_SEE, stays=READ),
    route(
        "reports/<uuid:id>/", reports.answer, name="report-answer", action=Action.CASE_ANSWER, stays=ANSWER
    ),
    route("letters/", contact.letters, name="letters", action=Action.CONTACT_READ),
    route("letters/<uuid:id>/", contact.letter, name="letter", action=Action.CONTACT_READ),
]
