"""Typed readers of the environment; each refuses nonsense with a sentence that names the setting."""

import ipaddress
import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class BadSetting(Exception):
    """A setting has a value that cannot be used; the message says which and why."""


def text(name: str, default: str) -> str:
    """The setting as text, without surrounding space."""
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    """The setting as yes or no; raises BadSetting for anything else."""
    raw = os.environ.get(name, "").strip().lower()
    if raw == "":
        return default
    if raw in {"1", "yes", "true", "on"}:
        return True
    if raw in {"0", "no", "false", "off"}:
        return False
    raise BadSetting(f"{name} must be yes or no, not {raw!r}.")


def number(name: str, default: int, *, least: int, most: int) -> int:
    """The setting as a whole number within [least, most]; raises BadSetting outside it."""
    raw = os.environ.get(name, "").strip()
    if raw == "":
        return default
    if not raw.isascii() or not raw.isdigit() or not least <= int(raw) <= most:
        raise BadSetting(f"{name} must be a whole number from {least} to {most}, not {raw!r}.")
    return int(raw)


def folder(name: str, default: Path) -> Path:
    """The setting as an absolute folder; it is made when first written to, not here."""
    raw = os.environ.get(name, "").strip()
    return Path(raw).expanduser().resolve() if raw else default


def origin(name: str, default: str) -> str:
    """The setting as scheme://host[:port], nothing after it; raises BadSetting otherwise."""
    raw = text(name, default).rstrip("/")
    parts = urlsplit(raw)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise BadSetting(f"{name} must look like https://example.org, not {raw!r}.")
    return raw


def networks(name: str) -> list[str]:
    """Addresses and networks, separated by commas; raises BadSetting for anything else."""
    found = []
    for one in (part.strip() for part in os.environ.get(name, "").split(",")):
        if not one:
            continue
        try:
            network = ipaddress.ip_network(one, strict=False)
        except ValueError:
            network = None
        if network is None or network.prefixlen == 0:
            raise BadSetting(f"{name} must be addresses such as 127.0.0.1,10.0.0.0/8, not {one!r}.")
        found.append(one)
    return found


def smtp(name: str) -> dict[str, str | int] | None:
    """The mail server as host, port, user, password and tls (starttls, yes, no); None when there is none.

    smtp://user:password@host:port?tls=starttls. Raises BadSetting for anything else.
    """
    raw = os.environ.get(name, "").strip()
    if not raw:
        return None
    parts = urlsplit(raw)
    tls = dict(parse_qsl(parts.query)).get("tls", "starttls")
    try:
        port = parts.port or (465 if tls == "yes" else 587)
    except ValueError:
        port = 0
    if parts.scheme != "smtp" or not parts.hostname or not port or tls not in {"starttls", "yes", "no"}:
        raise BadSetting(f"{name} must look like smtp://user:password@host:587?tls=starttls (or yes, or no).")
    return {
        "host": parts.hostname,
        "port": port,
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "tls": tls,
    }


def database(name: str, embedded_file: Path) -> dict[str, object]:
    """Django's DATABASES entry: SQLite in `embedded_file`, or the PostgreSQL that `name` points to.

    Raises BadSetting when the address is neither sqlite:///path nor postgresql://...
    """
    raw = os.environ.get(name, "").strip()
    if not raw or raw.startswith("sqlite:"):
        path = Path(unquote(urlsplit(raw).path)) if raw else embedded_file
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                # FULL: an acknowledged write survives a power cut. No mmap: it has made faults worse.
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                    "PRAGMA secure_delete=ON;PRAGMA cache_size=-20000;PRAGMA mmap_size=0"
                ),
            },
        }
    parts = urlsplit(raw)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise BadSetting(f"{name} must be postgresql://user:password@host/name or sqlite:///path.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
