"""Reads circle templates from content/circles and their words from content/<language>/circles.yaml."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from jsonschema import Draft202012Validator

from muruna.foundation.yaml_files import read_yaml
from muruna.ui.addresses import code_of


class BadTemplate(ValueError):
    """A template or its words cannot be used; the message names the file and the reason."""


@dataclass(frozen=True)
class Template:
    """What a facilitator begins with: rules, and words in one language; everything can be changed."""

    id: str
    ages: tuple[str, ...]
    capacity: int
    is_closed: bool
    minutes: int
    rhythm: str
    times: int
    title: str
    purpose: str
    who_for: str
    themes: tuple[str, ...]
    agreement: str

    @property
    def code(self) -> str:
        """What stands for it in an address: its id would say in a history what the circle is for."""
        return code_of(self.id)


@cache
def templates(language: str) -> dict[str, Template]:
    """Every template by id, with its words in `language` or else in English; raises BadTemplate."""
    words, found = _words(language), {}
    for path in sorted((Path(settings.CONTENT_DIR) / "circles").glob("*.yaml")):
        data = _read(path)
        if data["id"] not in words["circles"]:
            raise BadTemplate(f"{path.name}: no words in {language}")
        said = words["circles"][data["id"]]
        rules = {name: value for name, value in data.items() if name != "ages"}
        texts = {name: said[name].strip() for name in ("title", "purpose", "who_for")}
        agreement = "\n".join([*words["agreement"], *said.get("agreement", ())])
        found[data["id"]] = Template(
            ages=tuple(data["ages"]), themes=tuple(said["themes"]), agreement=agreement, **rules, **texts
        )
    return found


def _words(language: str) -> dict[str, Any]:
    path = Path(settings.CONTENT_DIR) / language / "circles.yaml"
    path = path if path.exists() else Path(settings.CONTENT_DIR) / "en" / "circles.yaml"
    data: dict[str, Any] = read_yaml(path.read_text("utf-8"))
    for field in ("source", "reviewed_at", "state"):
        if not data.get(field):
            raise BadTemplate(f"{path.parent.name}/{path.name} does not say its {field}")
    return data


def _read(path: Path) -> dict[str, Any]:
    schema = json.loads((Path(settings.CONTENT_DIR) / "schema" / "circle.json").read_text("utf-8"))
    data: dict[str, Any] = read_yaml(path.read_text("utf-8"))
    for fault in Draft202012Validator(schema).iter_errors(data):
        where = ".".join(str(part) for part in fault.absolute_path) or "the whole file"
        raise BadTemplate(f"{path.name}, {where}: {fault.message}")
    return data
