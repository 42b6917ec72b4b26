"""The server's log: coarse time, kind of event, random request id; nothing about who or where."""

import logging
import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path

_log = logging.getLogger("muruna.serve")


def new_request_id() -> str:
    """A random id for one request; it says nothing and is stored nowhere else."""
    return secrets.token_hex(6)


def note(kind: str, request_id: str = "-") -> None:
    """Write one line: the hour, the kind of event and the request id."""
    _log.info("%s %s", kind, request_id)


def broken(kind: str, request_id: str, problem: BaseException) -> None:
    """Write one line about a failure: its type and the places in our code, never its message."""
    _log.error("%s %s %s", kind, request_id, where(problem))


def where(problem: BaseException) -> str:
    """The failure's type and its innermost three places, as `ValueError at body.py:12 < ...`."""
    frames = traceback.extract_tb(problem.__traceback__)[-3:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(problem).__name__} at {places or '?'}"


class CoarseFormatter(logging.Formatter):
    """Formats any record so that no address, path or word can pass.

    Our own loggers' messages are made of fixed words and random ids. From every other logger only
    its name, level and the type of an exception are kept: their messages quote paths and values.
    """

    def format(self, record: logging.LogRecord) -> str:
        hour = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%HZ")
        if record.name.startswith("muruna."):
            text = record.getMessage()
        else:
            text = record.name
            if record.exc_info and record.exc_info[1] is not None:
                text += " " + where(record.exc_info[1])
        return f"{hour} {record.levelname.lower()} {text}"


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"coarse": {"()": "muruna.foundation.serve.log.CoarseFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "coarse"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "muruna": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Not found, bad request: they would say only that; failures (500) are ERROR.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "uvicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "uvicorn.error": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
