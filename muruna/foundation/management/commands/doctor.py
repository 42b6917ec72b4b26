"""`muruna doctor`: what is unsafe about this deployment, in words; exit 1 if anything is."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from muruna.foundation.doctor import UNSAFE, examine


class Command(BaseCommand):
    help = "Check this deployment and say what is unsafe. Run it as the user that serves, after each change."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine()
        is_safe = not any(one.level == UNSAFE for one in findings)
        if options["json"]:
            data = {"safe": is_safe, "findings": [one.as_data() for one in findings]}
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))
        else:
            for one in findings:
                self.stdout.write(f"{'UNSAFE' if one.level == UNSAFE else 'care  '}  {one.text}")
            self.stdout.write("Nothing unsafe was found." if is_safe else "This is not safe yet.")
        if not is_safe:
            sys.exit(1)
