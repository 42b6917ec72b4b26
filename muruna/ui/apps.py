from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "muruna.ui"
    label = "ui"
