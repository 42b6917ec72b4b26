from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "muruna.foundation"
    label = "foundation"
