"""Routes of strategies, inside a space; the words in an address say nothing about anyone."""

from muruna.access import Action
from muruna.access.routes import route
from muruna.strategies.views import ideas, plan, practice, ways

space_urlpatterns = [
    route("ways/", ways.index, name="ways", action=Action.STRATEGY_SEE),
    route("ways/<int:number>/", ways.field, name="ways-field", action=Action.STRATEGY_SEE),
    route("ways/one/<slug:which>/", ways.one, name="way", action=Action.STRATEGY_SEE),
    route("ways/one/<slug:which>/told/", ways.tell, name="way-tell", action=Action.STRATEGY_TRY),
    route("ways/mine/", ways.mine, name="ways-mine", action=Action.STRATEGY_TRY),
    route("ways/mine/<uuid:id>/back/", ways.take_back, name="way-take-back", action=Action.STRATEGY_TRY),
    route("ways/new/", ideas.write, name="idea-new", action=Action.IDEA_CHANGE),
    route("ways/ours/", ideas.index, name="ideas", action=Action.STRATEGY_SEE),
    route("ways/ours/<uuid:id>/", ideas.one, name="idea", action=Action.IDEA_SEE),
    route("ways/ours/<uuid:id>/told/", ideas.tell, name="idea-tell", action=Action.IDEA_SEE),
    route("ways/ours/<uuid:id>/change/", ideas.change, name="idea-change", action=Action.IDEA_CHANGE),
    route("ways/ours/<uuid:id>/other/", ideas.translate, name="idea-translate", action=Action.IDEA_TRANSLATE),
    route("ways/ours/<uuid:id>/same/", ideas.catch_up, name="idea-catch-up", action=Action.IDEA_CHANGE),
    route("ways/ours/<uuid:id>/away/", ideas.delete, name="idea-delete", action=Action.IDEA_CHANGE),
    route("ways/ours/<uuid:id>/wrong/", ideas.report, name="idea-report", action=Action.IDEA_REPORT),
    route("ways/look/", ideas.waiting, name="ideas-waiting", action=Action.IDEA_REVIEW),
    route("ways/look/<uuid:id>/", ideas.review, name="idea-review", action=Action.IDEA_REVIEW),
    route("ways/people/", plan.plan, name="plan", action=Action.WHO_KNOWS),
    route("ways/people/new/", plan.person, name="plan-new", action=Action.WHO_KNOWS),
    route("ways/people/<slug:who>/", plan.person, name="plan-person", action=Action.WHO_KNOWS),
    route("ways/people/<slug:who>/move/", plan.move, name="plan-move", action=Action.WHO_KNOWS),
    route("ways/people/<slug:who>/away/", plan.remove, name="plan-remove", action=Action.WHO_KNOWS),
    route("ways/people-away/", plan.drop, name="plan-drop", action=Action.WHO_KNOWS),
    route("ways/practice/", practice.index, name="practice", action=Action.STRATEGY_SEE),
    route(
        "ways/practice/<slug:practice>/", practice.letter, name="practice-letter", action=Action.STRATEGY_SEE
    ),
    route(
        "ways/practice/<slug:practice>/talk/", practice.talk, name="practice-talk", action=Action.STRATEGY_SEE
    ),
]
