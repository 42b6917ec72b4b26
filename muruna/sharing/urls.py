"""Routes of what is shared, inside a space; the words in an address say nothing about anyone."""

from muruna.access import Action
from muruna.access.routes import route
from muruna.sharing import views

space_urlpatterns = [
    route("between/", views.index, name="shares", action=Action.SPACE_SEE),
    route("between/<uuid:id>/", views.one, name="share", action=Action.SHARE_SEE),
    route("between/<uuid:id>/stop/", views.stop, name="share-stop", action=Action.SHARE_STOP),
    route(
        "between/<uuid:id>/<uuid:note>/report/",
        views.report,
        name="share-report",
        action=Action.CONVERSATION_REPORT,
    ),
    route("between/words/<uuid:id>/away/", views.drop, name="share-drop", action=Action.SHARE_NOTE_DROP),
]
