"""The pages of search, inside a space; their addresses never carry what was asked."""

from muruna.access import Action
from muruna.access.routes import route
from muruna.search import views

space_urlpatterns = [
    route("find/", views.find, name="find", action=Action.SPACE_SEE),
    route("find/found/", views.found, name="found", action=Action.SPACE_SEE),
]
