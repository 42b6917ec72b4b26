from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "muruna.search"
    label = "search"

    def ready(self) -> None:
        """Every package may say in its `finding.py` what of it can be found."""
        autodiscover_modules("finding", "own_words")
