"""Every package's routes: `urlpatterns` at the root, `space_urlpatterns` under /s/<code>/."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []
space_urlpatterns: list[URLPattern] = []

for app in settings.INSTALLED_APPS:
    if app.startswith("muruna.") and find_spec(f"{app}.urls"):
        module = import_module(f"{app}.urls")
        urlpatterns += getattr(module, "urlpatterns", [])
        space_urlpatterns += getattr(module, "space_urlpatterns", [])

# First: most requests are made inside a space, and no other address begins like it.
urlpatterns.insert(0, path("s/<slug:code>/", include(space_urlpatterns)))

handler404 = "muruna.ui.faults.not_found"
handler403 = "muruna.ui.faults.not_found"
handler400 = "muruna.ui.faults.bad_request"
handler500 = "muruna.ui.faults.broken"
