"""When whom a case is about reads what would be told outside of them, as a lead of it has considered."""

from dataclasses import dataclass

NOW, NOT_YET, TOLD = "now", "not_yet", "told"
CHOICES = (NOW, NOT_YET, TOLD)


@dataclass(frozen=True)
class Showing:
    """At once; or not yet, because reading it here would not be safe; or they were told in another way.

    `words` say why not, or how they were told; at once needs none. Raises ValueError for anything else.
    """

    when: str = NOW
    words: str = ""

    def __post_init__(self) -> None:
        if self.when not in CHOICES or (self.when == NOW) == bool(self.words):
            raise ValueError(self.when)


AT_ONCE = Showing()
