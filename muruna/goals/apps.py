from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "muruna.goals"
    label = "goals"
