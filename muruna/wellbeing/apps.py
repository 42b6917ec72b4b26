from django.apps import AppConfig


class WellbeingConfig(AppConfig):
    name = "muruna.wellbeing"
    label = "wellbeing"
