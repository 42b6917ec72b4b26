from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "muruna.access"
    label = "access"
