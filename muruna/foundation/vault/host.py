"""The host key: one file outside the data directory, from which this machine's keys are derived.

Free of Django, so that settings can use it. The file is made once and never overwritten.
"""

import base64
import os
import re
import secrets
import stat
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from muruna.foundation.vault.derivation import derive, keyed_digest
from muruna.foundation.vault.errors import HostKeyProblem

FILE_NAME = "host.key"
_FIRST_LINE = "muruna host key 1"
_FORM = re.compile(rf"{_FIRST_LINE}\n([0-9a-f]{{64}})\n?")


@dataclass(frozen=True)
class HostKeys:
    """Keys of this machine, one for each purpose; none is ever shown or written elsewhere."""

    pepper: bytes = field(repr=False)
    sealing: bytes = field(repr=False)
    digest: bytes = field(repr=False)
    django_secret: str = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """16 hex digits that name this host key and tell nothing of it: to notice a swapped key."""
        return keyed_digest(self.digest, "fingerprint").hex()[:16]


def open_host(folder: Path) -> HostKeys:
    """This machine's keys, making folder/host.key at the first call; raises HostKeyProblem."""
    return _load(folder)


def forget_host() -> None:
    """Drop every host key from this process's memory as far as Python can."""
    _load.cache_clear()


def django_secret(folder: Path) -> str:
    """Django's SECRET_KEY (64 characters): stable for this host key, useless for any other purpose."""
    return open_host(folder).django_secret


def unsafe_permissions(folder: Path) -> list[str]:
    """Codes for what others on this machine could do: "folder_open", "file_open"; empty when safe."""
    found = []
    for path, code in ((Path(folder), "folder_open"), (Path(folder) / FILE_NAME, "file_open")):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            found.append(code)
    return found


@lru_cache(maxsize=8)
def _load(folder: Path) -> HostKeys:
    path = folder / FILE_NAME
    try:
        if not path.exists():
            _make(folder, path)
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as problem:
        raise HostKeyProblem(f"{path} cannot be read or made: {problem}") from None
    match = _FORM.fullmatch(text)
    if match is None:
        raise HostKeyProblem(f"{path} is not a host key. Restore it from your key back-up.")
    host = bytes.fromhex(match[1])
    return HostKeys(
        pepper=derive(host, "host/pepper"),
        sealing=derive(host, "host/sealing"),
        digest=derive(host, "host/digest"),
        django_secret=base64.urlsafe_b64encode(derive(host, "host/django", length=48)).decode(),
    )


def _make(folder: Path, path: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{FILE_NAME}.{secrets.token_hex(8)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{_FIRST_LINE}\n{secrets.token_hex(32)}\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            # A link appears whole and only where nothing was: two processes starting at once agree.
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
