"""The page of components; it answers only while debugging."""

from muruna.access.routes import route
from muruna.ui import stylebook

urlpatterns = [route("style/", stylebook.style_page, name="style", public=True)]
