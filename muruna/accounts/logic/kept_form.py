"""What a form carried when its page had grown old: which fields are words to show, which ride along."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# As much as the door can send on, sealed, within DATA_UPLOAD_MAX_MEMORY_SIZE (2 MiB): a third more than this.
LONGEST_BYTES = 1_500_000
MINUTES = 30
# What our forms say about themselves (ui/parts/forms.html): names, parted by spaces.
WRITTEN, SECRETS, CHOSEN = "in-words", "in-secret", "in-choices"
_PLUMBING = frozenset({"csrfmiddlewaretoken", "for", "resume", "next", "read_in", "unsent", SECRETS})
_ALWAYS_SECRET = frozenset({"passphrase", "again", "current", "phrase"})  # whatever a form says of itself


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
        return [one for one in self._carried if self._is_words(*one)]

    @property
    def is_worth_keeping(self) -> bool:
        """Somebody wrote in it, or it says of itself that what was chosen there took them long."""
        return bool(self.words) or any(name == CHOSEN for name, _value in self.fields)

    @property
    def riders(self) -> list[tuple[str, str]]:
        """The other fields, which go along unseen."""
        return [one for one in self._carried if not self._is_words(*one)]

    @property
    def _carried(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in self.fields if name != WRITTEN]

    def _is_words(self, name: str, value: str) -> bool:
        marked = {one for key, names in self.fields if key == WRITTEN for one in names.split()}
        if marked:
            return name in marked and bool(value.strip())
        # A form that says nothing of itself: what has spaces or is long was written by somebody.
        return name != "key" and (len(value) > 40 or any(sign.isspace() for sign in value.strip()))


def keep_fields(fields: Iterable[tuple[str, Sequence[str]]]) -> tuple[tuple[str, str], ...]:
    """The fields worth keeping: none that the form marks as secret, none of its own plumbing."""
    sent = [(name, list(values)) for name, values in fields]
    secret = {one for name, values in sent if name == SECRETS for value in values for one in value.split()}
    dropped = _PLUMBING | _ALWAYS_SECRET | secret
    return tuple((name, value) for name, values in sent if name not in dropped for value in values)


def packed(form: KeptForm) -> bytes:
    """The form as bytes to be sealed."""
    return json.dumps([form.path, form.owner, form.fields, form.ends], ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def unpacked(raw: bytes) -> KeptForm:
    """The form inside `packed`."""
    path, owner, fields, ends = json.loads(raw.decode("utf-8", "surrogatepass"))
    return KeptForm(path, owner, tuple((name, value) for name, value in fields), ends)
