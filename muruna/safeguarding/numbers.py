"""Reads content/numbers once, with its schema; a wrong file stops the start with a clear sentence."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from jsonschema import Draft202012Validator

from muruna.foundation.yaml_files import read_yaml
from muruna.safeguarding.logic.directory import Country, country_from_data, faults


class BadNumbers(ValueError):
    """A file of numbers is not as it must be."""


@cache
def countries() -> dict[str, Country]:
    """All countries by code; raises BadNumbers."""
    return read_countries(Path(settings.CONTENT_DIR))


def read_countries(content: Path) -> dict[str, Country]:
    """All countries of a content folder; raises BadNumbers with file and reason."""
    schema = Draft202012Validator(json.loads((content / "schema" / "numbers.json").read_text("utf-8")))
    found: dict[str, Country] = {}
    for path in sorted((content / "numbers").glob("[a-z][a-z].yaml")):
        data: Any = read_yaml(path.read_text("utf-8"))
        for problem in schema.iter_errors(data):
            where = "/".join(str(part) for part in problem.absolute_path) or "the whole file"
            raise BadNumbers(f"{path.name}, {where}: {problem.message}")
        country = country_from_data(data)
        wrong = faults(country)
        if wrong:
            raise BadNumbers(f"{path.name}: {wrong[0]}")
        if path.stem != country.code.lower():
            raise BadNumbers(f"{path.name} speaks of {country.code}")
        found[country.code] = country
    return found
