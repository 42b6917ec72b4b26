"""Slowing down those who try too often, keeping no address: memory only, keys renewed every 10 minutes."""

import hashlib
import hmac
import ipaddress
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

KEY_SECONDS = 600
DELAY_MOST = 60.0


@dataclass
class Limiter:
    """Counts tries per (purpose, digest of an address prefix or name); forgets all with its key."""

    clock: Callable[[], float] = time.monotonic
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _born: float | None = None
    _tries: dict[bytes, tuple[int, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def _digest(self, purpose: str, who: str) -> bytes:
        if self._born is None or self.clock() - self._born > KEY_SECONDS:
            self._key, self._born = secrets.token_bytes(32), self.clock()
            self._tries.clear()
        return hmac.new(self._key, f"{purpose}:{who}".encode(), hashlib.sha256).digest()

    def seconds_to_wait(self, purpose: str, who: str, *, free: int) -> float:
        """Seconds until the next try is welcome: none for the first `free`, then 1, 2, 4 ... up to 60."""
        with self._lock:
            tries, last = self._tries.get(self._digest(purpose, who), (0, 0.0))
            if tries < free:
                return 0.0
            delay = min(DELAY_MOST, 2.0 ** min(tries - free, 10))
            return max(0.0, last + delay - self.clock())

    def count(self, purpose: str, who: str) -> None:
        """Remember one more try."""
        with self._lock:
            digest = self._digest(purpose, who)
            tries, _ = self._tries.get(digest, (0, 0.0))
            self._tries[digest] = (tries + 1, self.clock())

    def forgive(self, purpose: str, who: str) -> None:
        """Forget the tries of someone who got it right."""
        with self._lock:
            self._tries.pop(self._digest(purpose, who), None)


def address_prefix(address: str) -> str:
    """The network an address belongs to (/24 or /48): a household, not a device; empty for nonsense."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((parsed, 24 if parsed.version == 4 else 48), strict=False))


limiter = Limiter()
