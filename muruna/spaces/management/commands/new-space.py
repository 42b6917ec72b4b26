"""`muruna new-space`: open a community on this server, or let another steward into one."""

import zoneinfo
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from muruna.language import CODES
from muruna.spaces.logic.codes import grouped
from muruna.spaces.logic.profiles import PROFILES
from muruna.spaces.opening import STEWARD_CODE_DAYS, open_space, steward_code
from muruna.spaces.queries import space_at


class Command(BaseCommand):
    """Opens a space and prints the one-time code with which its first steward comes in."""

    help = "Open a community and print a one-time code for its first steward."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", default="", help="what members see inside")
        parser.add_argument("--profile", choices=PROFILES, help="the setting profile")
        parser.add_argument("--languages", default="en", help="codes with commas between: en,ar")
        parser.add_argument("--country", default="", help="two letters, or nothing")
        parser.add_argument("--time-zone", default="UTC", help="such as Europe/Berlin")
        parser.add_argument(
            "--steward-for",
            metavar="CODE",
            help="open nothing: print a steward's code for the space at /s/CODE/",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        space = self._existing(options["steward_for"]) if options["steward_for"] else self._new(options)
        code = steward_code(space)
        self.stdout.write(f"Space: {settings.ORIGIN}{reverse('space', kwargs={'code': space.code})}")
        self.stdout.write(f"Steward's code: {grouped(code)}")
        self.stdout.write(
            f"It works once, within {STEWARD_CODE_DAYS} days: sign up, then type it at "
            f"{settings.ORIGIN}{reverse('join')}. It is shown only here."
        )

    def _existing(self, code: str) -> Any:
        space = space_at(code)
        if space is None:
            raise CommandError(f"There is no space at /s/{code}/.")
        return space

    def _new(self, options: dict[str, Any]) -> Any:
        name = options["name"].strip()
        languages = [one.strip() for one in options["languages"].split(",") if one.strip()]
        country = options["country"].strip().upper()
        if not name or len(name) > 80:
            raise CommandError("--name is needed: 1 to 80 characters.")
        if not options["profile"]:
            raise CommandError(f"--profile is needed: one of {', '.join(PROFILES)}.")
        if not languages or set(languages) - set(CODES):
            raise CommandError(f"--languages takes codes out of {', '.join(CODES)}, with commas between.")
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise CommandError("--country takes two letters.")
        if options["time_zone"] not in zoneinfo.available_timezones():
            raise CommandError(f"--time-zone: {options['time_zone']!r} is not known; try Europe/Berlin.")
        try:
            return open_space(
                name=name,
                profile=options["profile"],
                languages=languages,
                country=country,
                time_zone=options["time_zone"],
            )
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from None
