from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "muruna.conversations"
    label = "conversations"
