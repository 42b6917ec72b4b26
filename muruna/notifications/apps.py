from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "muruna.notifications"
    label = "notifications"
