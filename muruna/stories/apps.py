from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "muruna.stories"
    label = "stories"
