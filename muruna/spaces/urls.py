"""Addresses of spaces: neutral words, each with the action that it serves."""

from muruna.access import Action
from muruna.access.routes import route
from muruna.spaces.views import appointments, guarded, home, joining, members, persona, rules, settings

urlpatterns = [
    route("home/", home.home, name="home", action=Action.SPACE_JOIN),
    route("home/<uuid:id>/leave/", home.leave_from_home, name="leave-from-home", action=Action.SPACE_LEAVE),
    route("join/", joining.join, name="join", action=Action.SPACE_JOIN),
    route("join/age/", joining.age, name="join-age", action=Action.SPACE_JOIN),
    route("join/you/", joining.you, name="join-you", action=Action.SPACE_JOIN),
    route("join/card/", joining.card, name="join-card", action=Action.SPACE_JOIN),
    route("join/younger/", joining.younger, name="join-younger", action=Action.SPACE_JOIN),
    route("join/other/", joining.other_ages, name="join-other-ages", action=Action.SPACE_JOIN),
    # A space's address has eight letters, so that none can hide behind the pages above.
    route("join/<slug:address>/", joining.join_space, name="join-space", action=Action.SPACE_JOIN),
]
space_urlpatterns = [
    route("", home.space, name="space", action=Action.SPACE_SEE),
    route("me/", persona.persona, name="persona", action=Action.PERSONA_CHANGE),
    route("me/age/", persona.age, name="my-age", action=Action.PERSONA_CHANGE),
    route("me/leave/", home.leave, name="leave", action=Action.SPACE_LEAVE),
    route("me/rights/<uuid:id>/", persona.give_back, name="step-back", action=Action.RIGHT_STEP_BACK),
    route("people/", members.people, name="people", action=Action.MEMBER_LIST),
    route("people/<uuid:id>/", members.one, name="person", action=Action.PERSONA_SEE),
    route("people/<uuid:id>/let-in/", members.approve, name="let-in", action=Action.MEMBER_APPROVE),
    route("people/<uuid:id>/decline/", members.decline, name="decline", action=Action.MEMBER_APPROVE),
    route("people/<uuid:id>/suspend/", members.suspend, name="suspend", action=Action.MEMBER_SUSPEND),
    route("people/<uuid:id>/restore/", members.restore, name="restore", action=Action.MEMBER_SUSPEND),
    route("people/<uuid:id>/age/", members.age, name="correct-age", action=Action.AGE_CORRECT),
    route("people/<uuid:id>/rights/", members.give, name="give-right", action=Action.RIGHT_GIVE),
    route("rights/<uuid:id>/renew/", members.renew, name="renew-right", action=Action.RIGHT_GIVE),
    route("rights/<uuid:id>/end/", members.end, name="end-right", action=Action.RIGHT_GIVE),
    route("rights/<uuid:id>/second/", appointments.answer, name="second-yes", action=Action.RIGHT_CONFIRM),
    route("rights/<uuid:id>/back/", appointments.take_back, name="take-back-right", action=Action.RIGHT_GIVE),
    route("two/<uuid:id>/", guarded.answer, name="guarded-answer", action=Action.RIGHT_CONFIRM),
    route("two/<uuid:id>/back/", guarded.take_back, name="guarded-back", action=Action.RIGHT_STEP_BACK),
    route("settings/", settings.settings, name="settings", action=Action.SPACE_SETTINGS),
    route("rules/", rules.rules, name="rules", action=Action.SPACE_SETTINGS),
    route("codes/", settings.codes, name="codes", action=Action.CODES_PRINT),
    route("codes/<uuid:id>/", settings.revoke, name="revoke-sheet", action=Action.CODES_PRINT),
]
