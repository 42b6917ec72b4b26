"""The `muruna` command: Django's own command runner with Muruna's settings."""

import os
import sys


def main() -> None:
    """Run `muruna COMMAND ...`; `muruna` or `muruna help` lists our own commands, and no other."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.environment import BadSetting

    try:
        from django.core.management import execute_from_command_line

        if sys.argv[1:] in ([], ["help"], ["--help"], ["-h"]):
            print(listing())
        else:
            execute_from_command_line(sys.argv)
    except BadSetting as problem:
        sys.exit(f"muruna: {problem}")


def listing() -> str:
    """Our commands with what each does. Django's own stay for whoever knows them: some erase everything."""
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    ours = sorted((name, app) for name, app in get_commands().items() if str(app).startswith("muruna."))
    lines = [f"  {name:<14}{load_command_class(str(app), name).help}" for name, app in ours]
    head = "muruna COMMAND ...; `muruna help COMMAND` lists its options. More: docs/operate/commands.md"
    return "\n".join([head, "", *lines])


if __name__ == "__main__":
    main()
