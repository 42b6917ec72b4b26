"""One route: the switch."""

from muruna.access.routes import route
from muruna.language import views

urlpatterns = [route("language/", views.choose, name="language", public=True)]
