"""Pages of one's own letterbox."""

from muruna.access import Action
from muruna.access.routes import route
from muruna.notifications import views

urlpatterns = [
    route("account/mail/", views.letterbox, name="letterbox", action=Action.NOTIFICATION_CHANGE),
    route("account/mail/code/", views.code, name="letterbox-code", action=Action.NOTIFICATION_CHANGE),
    route("account/mail/when/", views.when, name="letterbox-when", action=Action.NOTIFICATION_CHANGE),
    route("account/mail/none/", views.drop, name="letterbox-drop", action=Action.NOTIFICATION_CHANGE),
]
