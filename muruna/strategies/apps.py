from django.apps import AppConfig


class StrategiesConfig(AppConfig):
    name = "muruna.strategies"
    label = "strategies"
