from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "muruna.matching"
    label = "matching"
