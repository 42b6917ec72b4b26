"""What a thing of the constitution is in plain English."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Thing:
    """What a model is called, what it is in one sentence, and what each of its states means.

    `states` lists every state there is; nothing means that the thing has none that matters here.
    """

    name: str
    sentence: str
    states: dict[str, str] = field(default_factory=dict)
    # Where the usual words would mislead:
    relations: dict[str, str] = field(default_factory=dict)
    actions: dict[str, str] = field(default_factory=dict)
