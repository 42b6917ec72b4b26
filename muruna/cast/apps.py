from django.apps import AppConfig


class CastConfig(AppConfig):
    name = "muruna.cast"
    label = "cast"
