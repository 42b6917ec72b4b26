from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "muruna.safeguarding"
    label = "safeguarding"
