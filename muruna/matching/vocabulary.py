"""Reads content/experiences.yaml: experiences, topics, circumstances, in each language it has."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from muruna.foundation.yaml_files import read_yaml

LANGUAGES = ("en", "ar")  # every entry has these; a further one may be added entry by entry
_SLUG = re.compile(r"[a-z]+(-[a-z]+)*")
_LISTS = ("groups", "experiences", "topics", "circumstances")


class BadVocabulary(ValueError):
    """The vocabulary's file is not as it must be."""


@dataclass(frozen=True)
class Entry:
    """One id with its labels by language, and the group it stands in."""

    id: str
    labels: Mapping[str, str]
    group: str = ""

    @property
    def number(self) -> str:
        """What its fields are called on a page: the same as long as the id is, and nothing to read in it."""
        return str(int.from_bytes(hashlib.sha256(self.id.encode()).digest()[:4], "big"))

    def label(self, language: str) -> str:
        """The label in `language`, or else in English."""
        return self.labels.get(language.split("-")[0], self.labels["en"])


@dataclass(frozen=True)
class Vocabulary:
    """What requests and offers are made of, by id, in the order of the file."""

    groups: Mapping[str, Entry]
    experiences: Mapping[str, Entry]
    topics: Mapping[str, Entry]
    circumstances: Mapping[str, Entry]

    def label(self, id: str, language: str) -> str:
        """The label of any id; an id that is no longer there gives an empty text."""
        for entries in (self.experiences, self.topics, self.circumstances):
            if id in entries:
                return entries[id].label(language)
        return ""

    def labels(self, ids: Iterable[str], language: str) -> list[str]:
        """The labels of several ids, without those that are no longer there."""
        return [label for label in (self.label(id, language) for id in ids) if label]

    def in_groups(self) -> list[tuple[Entry, list[Entry]]]:
        """Each group with its experiences."""
        return [
            (group, [each for each in self.experiences.values() if each.group == group.id])
            for group in self.groups.values()
        ]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this server; raises BadVocabulary with what is wrong."""
    return read_vocabulary(Path(settings.CONTENT_DIR) / "experiences.yaml")


def read_vocabulary(path: Path) -> Vocabulary:
    """A vocabulary from a file; raises BadVocabulary with what is wrong."""
    try:
        data = read_yaml(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as problem:
        raise BadVocabulary(f"{path.name} cannot be read: {problem}") from problem
    if not isinstance(data, dict) or not all(isinstance(data.get(name), list) for name in _LISTS):
        raise BadVocabulary(f"{path.name} needs the lists {', '.join(_LISTS)}")
    read = {name: [_entry(row, name, path.name) for row in data[name]] for name in _LISTS}
    every = [entry.id for entries in read.values() for entry in entries]
    if twice := sorted({id for id in every if every.count(id) > 1}):
        raise BadVocabulary(f"{path.name}: {', '.join(twice)} stands twice")
    groups = {entry.id for entry in read["groups"]}
    if lost := [entry.id for entry in read["experiences"] if entry.group not in groups]:
        raise BadVocabulary(f"{path.name}: {', '.join(lost)} is in no group")
    return Vocabulary(**{name: {entry.id: entry for entry in entries} for name, entries in read.items()})


def _entry(row: Any, where: str, file: str) -> Entry:
    if not isinstance(row, dict) or not all(isinstance(value, str) and value for value in row.values()):
        raise BadVocabulary(f"{file}, {where}: each line is a set of texts, not {row!r}")
    id = row.get("id", "")
    if not _SLUG.fullmatch(id):
        raise BadVocabulary(f"{file}, {where}: {id!r} is no neutral slug")
    labels = {code: text for code, text in row.items() if code not in {"id", "group"}}
    if missing := [code for code in LANGUAGES if code not in labels]:
        raise BadVocabulary(f"{file}: {id} lacks {', '.join(missing)}")
    return Entry(id, labels, row.get("group", ""))
