"""Reads content/strategies (facts) and content/<language>/strategies (words)."""

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from jsonschema import Draft202012Validator

from muruna.foundation.yaml_files import read_yaml
from muruna.language import CODES
from muruna.matching.vocabulary import vocabulary
from muruna.strategies.logic.library import LawNote, Source, Strategy, Text
from muruna.ui.addresses import code_of


class BadContent(ValueError):
    """A file of the library is not as it must be; says which, where and why."""


@cache
def library() -> Mapping[str, Strategy]:
    """Every strategy of this server by id; raises BadContent."""
    return read_library(Path(settings.CONTENT_DIR))


def by_code() -> Mapping[str, Strategy]:
    """The same by the code that stands in an address: an id would say in a history what was read.

    Made when it is asked for, as the codes are: the host's key decides.
    """
    return {one.code: one for one in library().values()}


def read_library(content: Path) -> Mapping[str, Strategy]:
    """Every strategy below a content folder by id; raises BadContent with what is wrong."""
    found = {path.stem: _read(content, path) for path in sorted((content / "strategies").glob("*.yaml"))}
    for one in found.values():
        if lost := [id for id in one.related if id not in found]:
            raise BadContent(f"{one.id}: related to {', '.join(lost)}, which is not there")
    for folder in content.glob("*/strategies"):
        if lost := sorted(path.stem for path in folder.glob("*.yaml") if path.stem not in found):
            raise BadContent(f"{folder.parent.name}: {', '.join(lost)} has words but no facts")
    return found


def _read(content: Path, path: Path) -> Strategy:
    facts = load(path, content, "strategy.json", "facts")
    if facts["id"] != path.stem:
        raise BadContent(f"{path.name}: its id is {facts['id']!r}")
    known = vocabulary().experiences
    if lost := [id for id in facts["experiences"] if id not in known]:
        raise BadContent(f"{path.name}: {', '.join(lost)} is no experience of experiences.yaml")
    texts = {}
    for code in CODES:
        words = content / code / "strategies" / path.name
        if words.exists():
            texts[code] = _text(code, load(words, content, "strategy.json", "text"))
    if missing := [code for code in ("en", "ar") if code not in texts]:
        raise BadContent(f"{path.name}: no words in {', '.join(missing)}")
    evidence = facts["evidence"]
    return Strategy(
        id=facts["id"],
        coded=code_of,
        version=facts["version"],
        field=facts["field"],
        settings=tuple(facts["settings"]),
        ages=tuple(facts.get("ages", ())),
        experiences=tuple(facts["experiences"]),
        minutes=facts["minutes"],
        evidence=evidence["label"],
        tested_with=evidence["tested_with"],
        sources=tuple(Source(**row) for row in evidence["sources"]),
        checked=dt.date.fromisoformat(evidence["checked"]),
        law=tuple(
            LawNote(
                row["country"],
                row["source"],
                dt.date.fromisoformat(row["checked"]),
                {"en": row["en"], "ar": row["ar"]},
            )
            for row in facts.get("law", ())
        ),
        source_language=facts["source_language"],
        reviewed_by=facts["reviewed_by"] or "",
        review_by=dt.date.fromisoformat(facts["review_by"]),
        related=tuple(facts["related"]),
        texts=texts,
    )


def _text(code: str, data: Mapping[str, Any]) -> Text:
    return Text(
        language=code,
        of_version=data["of_version"],
        title=data["title"],
        in_short=data["in_short"],
        why=data["why"],
        steps=tuple(data["steps"]),
        not_when=tuple(data["not_when"]),
        practice_title=data["practice"]["title"],
        practice_do=tuple(data["practice"]["do"]),
        practice_afterwards=data["practice"]["afterwards"],
        example=data["example"],
    )


def load(path: Path, content: Path, schema: str, part: str = "") -> Any:
    """A YAML file checked against content/schema/`schema` (or its definition `part`); raises BadContent."""
    try:
        data = read_yaml(path.read_text("utf-8"), days_as_words=True)
    except (OSError, yaml.YAMLError) as problem:
        raise BadContent(f"{path.name} cannot be read: {problem}") from problem
    for fault in _schema(content, schema, part).iter_errors(data):
        place = ".".join(str(step) for step in fault.absolute_path) or "the whole file"
        raise BadContent(f"{path.parent.parent.name}/{path.name}, {place}: {fault.message}")
    return data


@cache
def _schema(content: Path, name: str, part: str) -> Draft202012Validator:
    whole = json.loads((content / "schema" / name).read_text("utf-8"))
    if part:
        whole["$ref"] = f"#/$defs/{part}"
    return Draft202012Validator(whole)
