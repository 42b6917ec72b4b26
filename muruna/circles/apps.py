from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "muruna.circles"
    label = "circles"
