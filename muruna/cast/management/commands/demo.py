"""`muruna demo`: make the demo world, and say who one can sign in as."""

import json
import unicodedata
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from muruna.cast.ground import Ground, NotADemo, clear_ground, ground
from muruna.cast.script import BadScript, read_scripts
from muruna.cast.sign_ins import SignIn, fresh_codes, sign_ins
from muruna.cast.world import make_world
from muruna.foundation.serve.ready import bring_tables_up_to_date

NOT_A_DEMO = (
    "This database holds communities or accounts that are not a demo: nothing was changed. "
    "To try the demo, start it on a database of its own, for example: MURUNA_DATA_DIR=var/demo muruna demo"
)


class Command(BaseCommand):
    """Makes the demo world afresh and prints its sign-ins."""

    help = "Make the demo world afresh (only where there is nothing but a demo), and print its sign-ins."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="make it only where there is nothing yet")
        parser.add_argument(
            "--json",
            action="store_true",
            help="print the sign-ins as JSON; the world is made only where there is nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
        bring_tables_up_to_date()
        found = ground()
        if options["json"]:
            self._make(found, afresh=False)
            if found is Ground.REAL:
                raise CommandError(NOT_A_DEMO)
            inside = [one.as_dict() for one in sign_ins() if not one.is_asking]
            self.stdout.write(json.dumps(inside, ensure_ascii=False, indent=1))
            return
        if found is Ground.REAL:
            if options["if_empty"]:
                self.stderr.write("This database has communities of its own, so no demo was made.")
                return
            raise CommandError(NOT_A_DEMO)
        self._make(found, afresh=not options["if_empty"])
        self._tell()

    def _make(self, found: Ground, *, afresh: bool) -> None:
        if found is not Ground.EMPTY and not afresh:
            return
        self.stderr.write("Making the demo world: about twenty people move in. This takes some seconds ...")
        try:
            make_world(before=clear_ground)
        except NotADemo as problem:
            raise CommandError(NOT_A_DEMO) from problem
        except BadScript as problem:
            raise CommandError(str(problem)) from problem

    def _tell(self) -> None:
        people = sign_ins()
        door, start = settings.ORIGIN + reverse("sign-in"), settings.ORIGIN + reverse("sign-up")
        lines = ["", "Everybody here is invented, and everybody can read these sign-ins.", ""]
        for space in dict.fromkeys(one.space for one in people):
            lines += [space, *_table([one for one in people if one.space == space]), ""]
        lines += self._codes()
        lines += [
            "What to try first:",
            f"  1. Sign in as bea or tariq at {door} and go on with a talk.",
            "  2. In another browser, sign in as noor (for bea) or rana (for tariq): the words arrive there.",
            f"  3. Or come as yourself: sign up at {start}, then use a joining code.",
            "  4. yara and khalil see the open worry; nadia and ola see who waits; hanna sets the rules.",
            "",
        ]
        self.stdout.write("\n".join(lines))

    def _codes(self) -> list[str]:
        lines = []
        for script in read_scripts():
            printed = fresh_codes(script)
            if printed is not None:
                space, codes = printed
                lines += [f"Joining codes for {space.name} (each works once):", "  " + "   ".join(codes), ""]
        return lines


def _table(people: list[SignIn]) -> list[str]:
    rows = [("sign-in name", "passphrase", "in", "age", "who")]
    rows += [(one.handle, one.passphrase, one.language, one.age_band, _who(one)) for one in people]
    widths = [max(_width(row[column]) for row in rows) for column in range(4)]
    return ["  " + "  ".join(map(_padded, row, [*widths, 0])) for row in rows]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _who(one: SignIn) -> str:
    part = "has asked to come in" if one.is_asking else ", ".join(one.roles).replace("_", " ")
    return f"{part} ({one.persona})"


def _width(text: str) -> int:
    return sum(not unicodedata.combining(sign) for sign in text)
