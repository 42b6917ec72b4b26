"""Reads the setting profiles from content/profiles, with their schema."""

import json
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings
from jsonschema import Draft202012Validator

from muruna.foundation.yaml_files import read_yaml
from muruna.spaces.logic.profiles import PROFILES, BadProfile, Profile, profile_from_data


@cache
def load_profile(name: str) -> Profile:
    """The profile of a setting; raises BadProfile."""
    if name not in PROFILES:
        raise BadProfile(f"there is no setting called {name!r}: choose one of {', '.join(PROFILES)}")
    return read_profile(Path(settings.CONTENT_DIR) / "profiles" / f"{name}.yaml")


def read_profile(path: Path) -> Profile:
    """A profile from a file; raises BadProfile with the file, the place and the reason."""
    try:
        data = read_yaml(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as problem:
        raise BadProfile(f"{path.name} cannot be read: {problem}") from problem
    for fault in _schema().iter_errors(data):
        place = ".".join(str(part) for part in fault.absolute_path) or "the whole file"
        raise BadProfile(f"{path.name}, {place}: {fault.message}")
    return profile_from_data(data, path.name)


@cache
def _schema() -> Draft202012Validator:
    text = (Path(settings.CONTENT_DIR) / "schema" / "profile.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))
