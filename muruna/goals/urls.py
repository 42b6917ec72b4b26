"""Routes of goals and plans, inside a space; the words in an address say nothing about anyone."""

from muruna.access import Action
from muruna.access.routes import READ, TAKE, route
from muruna.goals.views import (
    allies,
    decisions,
    goals,
    hard_times,
    hard_times_taken_along,
    hard_times_together,
    levels,
    practices,
    record,
    steps,
)

GOAL, SHEET, LINE, SURE = "goals/<uuid:id>/", "choices/<uuid:id>/", "record/<uuid:id>/", "sure/<uuid:id>/"
STEP, OPTION = GOAL + "steps/<slug:step>/", SHEET + "ways/<slug:option>/"
CHANGE, DECIDE = Action.GOAL_CHANGE, Action.DECISION_CHANGE
KEEP, PRACTISE = Action.RECORD_CHANGE, Action.PRACTICE_CHANGE

space_urlpatterns = [
    route("goals/", goals.index, name="goals", action=CHANGE, stays=READ),
    route("goals/new/", allies.choose, name="goal-choose", action=CHANGE),
    route("goals/new/two/", allies.together, name="goal-together", action=CHANGE),
    route("goals/new/mine/", goals.new, name="goal-new", action=CHANGE),
    route("goals/how-far/", levels.overview, name="goals-far", action=CHANGE, stays=READ),
    route(GOAL, goals.goal, name="goal", action=CHANGE, stays=READ),
    route(GOAL + "words/", goals.words, name="goal-words", action=CHANGE),
    route(GOAL + "words/<slug:part>/", goals.part, name="goal-part", action=CHANGE),
    route(GOAL + "now/<slug:how>/", goals.turn, name="goal-turn", action=CHANGE),
    route(GOAL + "away/", goals.delete, name="goal-delete", action=CHANGE),
    route(GOAL + "show/", allies.show, name="goal-show", action=CHANGE),
    route(
        "goals/from/<uuid:id>/<uuid:note>/", allies.take, name="goal-step-take", action=Action.SHARE_CHANGE
    ),
    route(GOAL + "undo/", steps.undo, name="goal-undo", action=CHANGE),
    route(STEP, steps.change, name="goal-step", action=CHANGE),
    route(STEP + "away/", steps.remove, name="goal-step-away", action=CHANGE),
    route(STEP + "is/<slug:how>/", steps.tick, name="goal-tick", action=CHANGE),
    route(STEP + "to/<slug:how>/", steps.move, name="goal-move", action=CHANGE),
    route(GOAL + "levels/", levels.write, name="goal-levels", action=CHANGE),
    route(GOAL + "levels/now/", levels.how_far, name="goal-how-far", action=CHANGE),
    route(GOAL + "levels/away/", levels.drop, name="goal-levels-drop", action=CHANGE),
    route("choices/", decisions.index, name="choices", action=DECIDE, stays=READ),
    route("choices/new/", decisions.new, name="choice-new", action=DECIDE),
    route(SHEET, decisions.one, name="choice", action=DECIDE, stays=READ),
    route(SHEET + "words/", decisions.question, name="choice-words", action=DECIDE),
    route(SHEET + "ways/new/", decisions.one_option, name="choice-option-new", action=DECIDE),
    route(OPTION, decisions.one_option, name="choice-option", action=DECIDE),
    route(OPTION + "away/", decisions.option_away, name="choice-option-away", action=DECIDE),
    route(SHEET + "decide/", decisions.decide, name="choice-decide", action=DECIDE),
    route(SHEET + "look/", decisions.look, name="choice-look", action=DECIDE),
    route(SHEET + "look/no/", decisions.drop_look, name="choice-no-look", action=DECIDE),
    route(SHEET + "away/", decisions.delete, name="choice-delete", action=DECIDE),
    route("record/", record.index, name="record", action=KEEP, stays=READ),
    route("record/new/", record.new, name="record-new", action=KEEP),
    route("record/gather/", record.gather, name="record-gather", action=KEEP),
    route("record/booklet/", record.booklet, name="record-booklet", action=KEEP, stays=READ),
    route(LINE, record.change, name="record-line", action=KEEP),
    route(LINE + "away/", record.delete, name="record-away", action=KEEP),
    route("sure/", practices.index, name="sure", action=PRACTISE, stays=READ),
    route("sure/new/", practices.new, name="sure-new", action=PRACTISE),
    route(SURE, practices.one, name="sure-one", action=PRACTISE, stays=READ),
    route(SURE + "words/", practices.change, name="sure-words", action=PRACTISE),
    route(SURE + "now/", practices.again, name="sure-again", action=PRACTISE),
    route(SURE + "away/", practices.delete, name="sure-delete", action=PRACTISE),
]

# The plan for hard times.
HARD, ONE, PART = Action.HARD_TIMES, "lines/one/<slug:line>/", "lines/part/<slug:part>/"
space_urlpatterns += [
    route("lines/", hard_times.index, name="hard-times", action=HARD, stays=READ),
    route(PART, hard_times.part, name="hard-times-part", action=HARD),
    route(PART + "pick/", hard_times.pick, name="hard-times-pick", action=HARD),
    route(PART + "move/", hard_times.move_part, name="hard-times-part-move", action=HARD),
    route(ONE, hard_times.line, name="hard-times-line", action=HARD),
    route(ONE + "move/", hard_times.move, name="hard-times-line-move", action=HARD),
    route(ONE + "away/", hard_times.remove, name="hard-times-line-away", action=HARD),
    route("lines/numbers/", hard_times.numbers, name="hard-times-numbers", action=HARD),
    route("lines/order/", hard_times.order, name="hard-times-order", action=HARD),
    route("lines/undo/", hard_times.undo, name="hard-times-undo", action=HARD),
    route("lines/away/", hard_times.drop, name="hard-times-drop", action=HARD),
    route("lines/sheet/", hard_times_taken_along.sheet, name="hard-times-sheet", action=HARD, stays=READ),
    route("lines/card/", hard_times_taken_along.card, name="hard-times-card", action=HARD, stays=READ),
    route("lines/here/", hard_times_taken_along.here, name="hard-times-here", action=HARD, stays=TAKE),
    route("lines/with/", hard_times_together.index, name="hard-times-with", action=HARD),
    route("lines/with/<uuid:who>/", hard_times_together.one, name="hard-times-show", action=HARD),
    route(
        "lines/take/<uuid:id>/<uuid:note>/",
        hard_times_together.take,
        name="hard-times-take",
        action=Action.SHARE_CHANGE,
    ),
]
urlpatterns = [
    route("kept/", hard_times_taken_along.kept, name="kept", public=True),
    route("kept.js", hard_times_taken_along.worker, name="kept-worker", public=True),
]
