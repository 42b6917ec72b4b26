from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class AccessConfig(AppConfig):
    name = "muruna.access"
    label = "access"

    def ready(self) -> None:
        # Every package's chapter is read at start, so that a missing one is found then and not at 3 a.m.
        for config in apps.get_app_configs():
            for room in ("access", "events", "tasks", "doors"):
                is_ours = config.name.startswith("muruna.") and config.name != "muruna.access"
                if is_ours and find_spec(f"{config.name}.{room}"):
                    import_module(f"{config.name}.{room}")
