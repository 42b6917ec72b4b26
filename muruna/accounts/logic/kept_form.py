"""What a form carried when its page had grown old: which fields are words to show, which ride along."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST_BYTES = 200_000
MINUTES = 30
_PLUMBING = frozenset({"csrfmiddlewaretoken", "for", "resume", "next"})
_SECRET = ("passphrase", "phrase", "secret", "code", "word")  # never carried, not even sealed


@dataclass(frozen=True)
class KeptForm:
    """A form as it was sent: to which address, for whom, with what, and until when (seconds since 1970)."""

    path: str
    owner: str  # a keyed digest of the person it was written by, or empty
    fields: tuple[tuple[str, str], ...]
    ends: int

    @property
    def words(self) -> list[tuple[str, str]]:
        """The fields that a person wrote, to be shown back."""
        return [(name, value) for name, value in self.fields if _is_words(name, value)]

    @property
    def riders(self) -> list[tuple[str, str]]:
        """The other fields, which go along unseen."""
        return [(name, value) for name, value in self.fields if not _is_words(name, value)]


def keep_fields(fields: Iterable[tuple[str, Sequence[str]]]) -> tuple[tuple[str, str], ...]:
    """The fields worth keeping: no secrets, none of the form's own plumbing."""
    return tuple(
        (name, value)
        for name, values in fields
        if name not in _PLUMBING and not any(part in name.lower() for part in _SECRET)
        for value in values
    )


def packed(form: KeptForm) -> bytes:
    """The form as bytes to be sealed."""
    return json.dumps([form.path, form.owner, form.fields, form.ends], ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def unpacked(raw: bytes) -> KeptForm:
    """The form inside `packed`."""
    path, owner, fields, ends = json.loads(raw.decode("utf-8", "surrogatepass"))
    return KeptForm(path, owner, tuple((name, value) for name, value in fields), ends)


def _is_words(name: str, value: str) -> bool:
    return name != "key" and (len(value) > 40 or any(sign.isspace() for sign in value.strip()))
