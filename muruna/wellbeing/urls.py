"""Routes of one's own days, inside a space; the words in an address say nothing about anyone."""

from muruna.access import Action
from muruna.access.routes import READ, TAKE, route
from muruna.wellbeing.views import allowing, answering, copies, days, results, showing

KEEP, ALLOW = Action.WELLBEING_KEEP, Action.WELLBEING_ALLOW

space_urlpatterns = [
    route("days/", days.index, name="days", action=KEEP, stays=READ),
    route("days/now/", days.check_in, name="day-now", action=KEEP),
    route("days/earlier/", days.check_ins, name="day-list", action=KEEP, stays=READ),
    route("days/marks/", days.marks, name="day-marks", action=KEEP, stays=READ),
    route("days/again/", days.setbacks, name="day-again-list", action=KEEP, stays=READ),
    route("days/again/new/", days.look_back, name="day-again", action=KEEP),
    route("days/away/<uuid:id>/", days.drop, name="day-drop", action=KEEP),
    route("days/ask/<slug:which>/", answering.begin, name="day-begin", action=KEEP),
    route("days/open/<uuid:id>/", answering.answer, name="day-answer", action=KEEP),
    route("days/one/<uuid:id>/", results.sitting, name="day-sitting", action=KEEP, stays=READ),
    route("days/time/", results.over_time, name="day-time", action=KEEP, stays=READ),
    route("days/time/<slug:which>/", results.series_page, name="day-series", action=KEEP, stays=READ),
    route("days/time/<slug:which>/with/", showing.share_series, name="day-share-series", action=KEEP),
    route("days/one/<uuid:id>/with/", showing.share_result, name="day-share", action=KEEP),
    route("days/turn/", results.turn_to, name="day-turn-to", action=KEEP),
    route("days/copy/", copies.copy, name="day-copy", action=KEEP, stays=TAKE),
    route("days/copy/sheet/", copies.sheet, name="day-sheet", action=KEEP, stays=READ),
    route("days/rules/", allowing.index, name="day-rules", action=ALLOW),
    route("days/rules/new/", allowing.bring, name="day-rule-new", action=ALLOW),
    route("days/rules/<slug:which>/", allowing.allow, name="day-rule", action=ALLOW),
    route("days/rules/<slug:which>/off/", allowing.end, name="day-rule-off", action=ALLOW),
]
