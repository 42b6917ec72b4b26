"""`muruna inventory`: write docs/data-inventory.md, check it, or draft what a package has yet to say."""

from argparse import ArgumentParser
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from muruna.foundation import inventory


def packages() -> list[AppConfig]:
    """Our own packages that keep something."""
    return [
        app for app in apps.get_app_configs() if app.name.startswith("muruna.") and list(app.get_models())
    ]


def gathered() -> tuple[list[tuple[str, dict[str, inventory.Record]]], list[str]]:
    """All records, and every gap between them and the models."""
    told, found = [], []
    for app in packages():
        file = inventory.inventory_file(app)
        records = inventory.read(file.read_text(), app.label) if file.exists() else {}
        told.append((app.label, records))
        found += inventory.gaps(app.get_models(), records, app.label)
    return told, found


class Command(BaseCommand):
    help = "Write docs/data-inventory.md: every field that is kept, why, how sensitive, until when."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if it is not up to date"
        )
        parser.add_argument(
            "--draft", metavar="PACKAGE", help="print what PACKAGE's inventory.yaml has yet to say"
        )

    def handle(self, *args: Any, check: bool, draft: str | None, **options: Any) -> None:
        if draft:
            self.stdout.write(drafted(draft))
            return
        try:
            told, found = gathered()
        except inventory.BadInventory as problem:
            raise CommandError(str(problem)) from problem
        if found:
            raise CommandError("\n".join(found))
        page = settings.BASE_DIR / "docs" / "data-inventory.md"
        wanted = inventory.document(told)
        if not check:
            page.parent.mkdir(exist_ok=True)
            page.write_text(wanted)
        elif not page.exists() or page.read_text() != wanted:
            raise CommandError("docs/data-inventory.md is not up to date: run `make inventory`")


def drafted(label: str) -> str:
    """Lines to fill in for every model and field that the package has not told of."""
    app = apps.get_app_config(label)
    file = inventory.inventory_file(app)
    records = inventory.read(file.read_text(), label) if file.exists() else {}
    lines = []
    for model in app.get_models():
        known = records.get(model.__name__)
        missing = [name for name in inventory.fields_of(model) if not known or name not in known.fields]
        if missing:
            lines += [f"{model.__name__}:"] if known else [f"{model.__name__}:", "  what: ", "  kept: "]
            lines += ["  fields:", *(f"    {name}: [, ]" for name in missing)]
    return "\n".join(lines)
