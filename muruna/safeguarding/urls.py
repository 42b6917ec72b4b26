"""Addresses of safeguarding: neutral words, each with the action that it serves."""

from muruna.access import Action
from muruna.access.routes import route
from muruna.safeguarding.views import card

urlpatterns = [
    route("if-i-say/<slug:address>/<str:band>/", card.preview, name="card-preview", public=True),
]
space_urlpatterns = [
    route("if-i-say/", card.card, name="card", action=Action.CARD_SEE),
    route("if-i-say/<slug:version>/", card.card_version, name="card-version", action=Action.CARD_SEE),
]
