from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "muruna.public"
    label = "public"
