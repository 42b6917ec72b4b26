from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "muruna.sharing"
    label = "sharing"
