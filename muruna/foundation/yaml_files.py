"""Reads our YAML with the safe loader, in C where PyYAML was built with it: about ten times as fast."""

from typing import Any

import yaml

_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _DaysAsWords(_SAFE):  # type: ignore[misc]  # which of the two it is shows when it runs
    """Days stay texts, as a JSON schema has them."""


_DaysAsWords.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in _SAFE.yaml_implicit_resolvers.items()
}


def read_yaml(text: str, *, days_as_words: bool = False) -> Any:
    """What a YAML text holds: lists, mappings, texts, figures, days; raises yaml.YAMLError."""
    # bandit sees yaml.load; both loaders are safe ones.
    return yaml.load(text, _DaysAsWords if days_as_words else _SAFE)  # noqa: S506
