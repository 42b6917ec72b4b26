"""`muruna messages`: extract, check and compile the interface's words."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from muruna.language import catalogues


class Command(BaseCommand):
    """Four things to ask for, in this order if several are given."""

    help = "Extracts the words of the interface, checks the catalogues and compiles them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The four options."""
        parser.add_argument(
            "--extract", action="store_true", help="bring locale/ up to the code and templates"
        )
        parser.add_argument("--check", action="store_true", help="fail if a complete language is not whole")
        parser.add_argument(
            "--compile", action="store_true", help="write the .mo files that the server reads"
        )
        parser.add_argument("--pseudo", metavar="FOLDER", help="write the invented languages for tests")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked; without an option, extract and compile."""
        root = Path(settings.BASE_DIR)
        if not any(options[name] for name in ("extract", "check", "compile", "pseudo")):
            options["extract"] = options["compile"] = True
        if options["extract"]:
            self.stdout.write(f"{len(catalogues.update(root))} files brought up to date")
        if options["compile"]:
            self.stdout.write(f"{len(catalogues.compile_all(root))} catalogues compiled")
        if options["pseudo"]:
            catalogues.write_pseudo(root, Path(options["pseudo"]))
        if options["check"]:
            faults = list(catalogues.check(root))
            for fault in faults:
                self.stderr.write(fault)
            if faults:
                raise CommandError(f"{len(faults)} faults in the catalogues")
            self.stdout.write("the catalogues are whole")
