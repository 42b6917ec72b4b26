"""Reads who is in the demo world and what happens there from content/cast, with its schema."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from jsonschema import Draft202012Validator

from muruna.circles.starting_points import templates
from muruna.foundation.yaml_files import read_yaml
from muruna.matching.vocabulary import vocabulary


class BadScript(Exception):
    """A file of the cast cannot be used; the message names the file, the place and the reason."""


@dataclass(frozen=True)
class Script:
    """One space of the demo world, as its file tells it."""

    file: str
    data: Mapping[str, Any]

    @property
    def space(self) -> Mapping[str, Any]:
        """The space's own settings."""
        found: Mapping[str, Any] = self.data["space"]
        return found

    @property
    def people(self) -> list[Mapping[str, Any]]:
        """Everybody in it, in the order of the file."""
        return list(self.data["people"])

    @property
    def handles(self) -> list[str]:
        """The names that its people sign in with."""
        return [one["handle"] for one in self.people]

    def holders(self, role: str) -> list[str]:
        """Handles of those with this role."""
        return [one["handle"] for one in self.people if any(r["role"] == role for r in one.get("roles", ()))]


def read_scripts(folder: Path | None = None) -> list[Script]:
    """Every space of the demo world, by file name; raises BadScript."""
    place = folder or Path(settings.CONTENT_DIR) / "cast"
    found = [_read(path) for path in sorted(place.glob("*.yaml"))]
    if not found:
        raise BadScript(f"{place} holds no cast")
    if len({one.space["profile"] for one in found}) < len(found):
        raise BadScript("two spaces of the cast have the same profile; by it each is found again")
    return found


def _read(path: Path) -> Script:
    try:
        data = read_yaml(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as problem:
        raise BadScript(f"{path.name} cannot be read: {problem}") from problem
    for fault in _schema().iter_errors(data):
        where = ".".join(str(part) for part in fault.absolute_path) or "the whole file"
        raise BadScript(f"{path.name}, {where}: {fault.message}")
    script = Script(path.name, data)
    for loose in _loose_ends(script):
        raise BadScript(f"{path.name}: {loose}")
    return script


def _schema() -> Draft202012Validator:
    return Draft202012Validator(
        json.loads((Path(settings.CONTENT_DIR) / "schema" / "cast.json").read_text("utf-8"))
    )


def _loose_ends(script: Script) -> Iterator[str]:
    """What a schema cannot see: names of nobody, experiences that the vocabulary lacks, a first steward."""
    if len(set(script.handles)) != len(script.handles):
        yield "somebody stands twice among the people"
    if not script.holders("steward"):
        yield "nobody is a steward"
    named = [row["lead"] for row in script.data["duty"]] + [row["by"] for row in script.data["requests"]]
    named += [row["chooses"] for row in script.data["requests"] if "chooses" in row]
    roles = [role for one in script.people for role in one.get("roles", ())]
    named += [role["given_by"] for role in roles if "given_by" in role]
    for circle in script.data.get("circles", ()):
        named += [circle["by"], *(row["by"] for row in circle.get("seats", ()))]
        named += [row[1] for row in circle.get("wall", ())]
        for meeting in circle.get("meetings", ()):
            named += [*meeting["inside"], *(line[0] for line in meeting["lines"])]
        named += [circle[part] for part in ("answered_by",) if part in circle]
        if circle["template"] not in templates(circle["language"]):
            yield f"{circle['template']} is no template of content/circles"
    for story in script.data.get("stories", ()):
        named += [story[part] for part in ("by", "looked_by", "supporter") if part in story]
        named += [row[0] for row in (*story.get("said", ()), *story.get("marks", ()))]
    for part in ("goals", "sheets", "record", "practices"):
        named += [row[who] for row in script.data.get(part, ()) for who in ("by", "ally") if who in row]
    for told in script.data.get("days", ()):
        named += [told["by"], *(handle for _of, handle in told.get("shares", ()))]
    for talk in script.data["talks"]:
        named += [talk["member"], talk["supporter"]]
        named += [line[0] for line in (*talk["lines"], *talk.get("side", ()))]
    for name in named:
        if name not in script.handles:
            yield f"{name} is nobody here"
    asked = [*script.data["requests"], *(talk["request"] for talk in script.data["talks"])]
    offered = [one["offer"] for one in script.people if "offer" in one]
    lived = [id for offer in offered for id, _how in offer["lived"]]
    words, where = vocabulary(), "circumstances"
    for kind, known, used in (
        ("experience", words.experiences, [*_all(asked, "experiences"), *lived]),
        ("topic", words.topics, [*_all(asked, "topics"), *_all(offered, "not_now")]),
        ("circumstance", words.circumstances, [*_all(asked, where), *_all(offered, where)]),
    ):
        for id in used:
            if id not in known:
                yield f"{id} is no {kind} of content/experiences.yaml"


def _all(rows: list[Mapping[str, Any]], name: str) -> list[str]:
    return [id for row in rows for id in row.get(name, ())]
