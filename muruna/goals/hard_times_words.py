"""The words of the plan for hard times: what its parts are called, and lines that one could pick."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from jsonschema import Draft202012Validator

from muruna.foundation.yaml_files import read_yaml

TITLES: dict[str, Any] = {
    "signs": _("How I notice that it is getting hard"),
    "alone": _("What I can do by myself"),
    "around": _("People and places that take my mind off it"),
    "people": _("Whom I can ask for help"),
    "numbers": _("Professionals, and numbers to call"),
    "safer": _("What makes things around me safer"),
}
LINES: dict[str, Any] = {
    "signs": _("Thoughts, moods, habits or places that tell me early."),
    "alone": _("Small things that have carried me through ten minutes before."),
    "around": _("They need not know anything. It is enough that they are there."),
    "people": _("Somebody who is safe for me, how I reach them, and what I would say."),
    "numbers": _("Best written down on a calm day, and tried once."),
    "safer": _("What I put away or give to somebody to keep, where I go, who could stay with me."),
}
EMERGENCIES: dict[str, Any] = {
    "all": _("Emergency"),
    "ambulance": _("Ambulance"),
    "police": _("Police"),
}


class BadExamples(ValueError):
    """A file of example lines is not as it must be."""


def examples(language: str) -> Mapping[str, tuple[str, ...]]:
    """Example lines of each part in a language; English where there are none. Raises BadExamples."""
    return read_examples(Path(settings.CONTENT_DIR), language)


@cache
def read_examples(content: Path, language: str) -> Mapping[str, tuple[str, ...]]:
    """The same below any content folder."""
    path = content / language / "hard-times.yaml"
    path = path if path.exists() else content / "en" / "hard-times.yaml"
    data: dict[str, Any] = read_yaml(path.read_text("utf-8"))
    schema = json.loads((content / "schema" / "hard-times.json").read_text("utf-8"))
    for problem in Draft202012Validator(schema).iter_errors(data):
        where = "/".join(str(part) for part in problem.absolute_path) or "the whole file"
        raise BadExamples(f"{path.parent.name}/{path.name}, {where}: {problem.message}")
    return {code: tuple(lines) for code, lines in data["parts"].items()}
