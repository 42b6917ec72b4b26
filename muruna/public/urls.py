"""The pages that anybody may open: the first one, and what this is."""

from muruna.access.routes import route
from muruna.public import views

urlpatterns = [
    route("", views.welcome, name="welcome", public=True),
    route("about/", views.about, name="about", public=True),
    route("about/limits/", views.limits, name="about-limits", public=True),
    route("about/kept/", views.kept, name="about-kept", public=True),
    route("about/here/", views.agreement, name="about-here", public=True),
    route("robots.txt", views.robots, name="robots", public=True),
]
