from django.apps import AppConfig


class LanguageConfig(AppConfig):
    name = "muruna.language"
    label = "language"
