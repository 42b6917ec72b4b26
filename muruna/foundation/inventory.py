"""What is kept of people: each package's `inventory.yaml` says, per field, why, how sensitive, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muruna.foundation.yaml_files import read_yaml

SENSITIVITIES = {
    "none": "says nothing about a person",
    "low": "says little, even to someone who knows the person",
    "personal": "says something about a person and is readable by the server",
    "host-sealed": "sealed at rest under the host key; the running server can read it",
    "sealed": "sealed for people; the server cannot read it while they are away",
    "secret": "a key, or something that opens or finds one; never shown to anybody",
}


@dataclass(frozen=True)
class Kept:
    """One field: why it is there, how sensitive it is, and until when it is kept."""

    purpose: str
    sensitivity: str
    retention: str


@dataclass(frozen=True)
class Record:
    """One model: what a row is, until when it is kept, and its fields."""

    what: str
    kept: str
    fields: dict[str, Kept]


class BadInventory(Exception):
    """An inventory file has the wrong shape; the message says where."""


def read(text: str, where: str) -> dict[str, Record]:
    """The records of one `inventory.yaml`; raises BadInventory when its shape is wrong.

    `Model: {what: ..., kept: ..., fields: {name: [purpose, sensitivity]}}`; a third item of a field is a
    retention of its own.
    """
    raw = read_yaml(text) or {}
    records = {}
    for name, record in raw.items():
        if not isinstance(record, dict) or not {"what", "kept", "fields"} <= set(record):
            raise BadInventory(f"{where}: {name} needs what, kept and fields")
        fields = {}
        for field, said in (record["fields"] or {}).items():
            if (
                not isinstance(said, list)
                or len(said) not in (2, 3)
                or not all(isinstance(s, str) and s for s in said)
            ):
                raise BadInventory(
                    f"{where}: {name}.{field} needs [purpose, sensitivity] and maybe a retention"
                )
            if said[1] not in SENSITIVITIES:
                raise BadInventory(
                    f"{where}: {name}.{field}: {said[1]!r} is not one of {', '.join(SENSITIVITIES)}"
                )
            fields[field] = Kept(said[0], said[1], said[2] if len(said) == 3 else str(record["kept"]))
        records[name] = Record(str(record["what"]), str(record["kept"]), fields)
    return records


def fields_of(model: Any) -> list[str]:
    """The columns of a model that need a word: all but a primary key."""
    return [
        field.name for field in model._meta.concrete_fields if not field.primary_key or field.remote_field
    ]


def gaps(models: Iterable[Any], records: dict[str, Record], where: str) -> list[str]:
    """Every model or field that is not told of, and every one told of that is not there."""
    real = {model.__name__: set(fields_of(model)) for model in models}
    found = [f"{where}: {name} is not listed" for name in sorted(set(real) - set(records))]
    found += [f"{where}: {name} is listed but is no model" for name in sorted(set(records) - set(real))]
    for name in sorted(set(real) & set(records)):
        told = set(records[name].fields)
        found += [f"{where}: {name}.{field} is not listed" for field in sorted(real[name] - told)]
        found += [f"{where}: {name}.{field} is listed but is no field" for field in sorted(told - real[name])]
    return found


def inventory_file(package: Any) -> Path:
    """Where an app config keeps its inventory."""
    return Path(package.path) / "inventory.yaml"


def document(packages: list[tuple[str, dict[str, Record]]]) -> str:
    """docs/data-inventory.md: every table and column, for people who do not program."""
    lines = [
        "# What is kept",
        "",
        "Made by `muruna inventory` from each package's `inventory.yaml`; a test compares both.",
        "",
        "| sensitivity | means |",
        "|---|---|",
        *(f"| {name} | {meaning} |" for name, meaning in SENSITIVITIES.items()),
    ]
    for label, records in packages:
        for name, record in records.items():
            lines += ["", f"## {label}: {name}", "", f"{record.what} Kept: {record.kept}.", ""]
            lines += ["| field | why | sensitivity | kept |", "|---|---|---|---|"]
            lines += [
                f"| {n} | {f.purpose} | {f.sensitivity} | {f.retention} |" for n, f in record.fields.items()
            ]
    return "\n".join(lines) + "\n"
