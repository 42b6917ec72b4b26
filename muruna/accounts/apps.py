from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "muruna.accounts"
    label = "accounts"
