"""Words as keyed marks: a stolen disk shows that some mark recurs, not which word it is."""

from hashlib import blake2b

from muruna.foundation.vault import host_digest


class Marks:
    """Turns forms of words into marks; one instance for a batch, so that the key does not linger."""

    def __init__(self) -> None:
        self._key = host_digest("search words")
        self._made: dict[str, str] = {}

    def of(self, form: str) -> str:
        """Ten hexadecimal digits (40 bits) for a form of a word."""
        mark = self._made.get(form)
        if mark is None:
            raw = form.encode("utf-8", "surrogatepass")
            mark = self._made[form] = blake2b(raw, key=self._key, digest_size=5).hexdigest()
        return mark

    def start(self, letters: str) -> str:
        """The mark of a word's beginning, which no whole word shares."""
        return self.of("^" + letters)
