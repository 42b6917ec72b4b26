"""The `muruna` command: Django's own command runner with Muruna's settings."""

import os
import sys


def main() -> None:
    """Run `muruna COMMAND ...`; `muruna help` lists the commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.environment import BadSetting

    try:
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except BadSetting as problem:
        sys.exit(f"muruna: {problem}")


if __name__ == "__main__":
    main()
