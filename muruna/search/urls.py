"""The one page of search, inside a space; its address never carries what was asked."""

from muruna.access import Action
from muruna.access.routes import route
from muruna.search import views

space_urlpatterns = [route("find/", views.find, name="find", action=Action.SPACE_SEE)]
