from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "muruna.spaces"
    label = "spaces"
