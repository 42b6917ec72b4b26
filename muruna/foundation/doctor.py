"""What `muruna doctor` finds: each check looks at one thing and says in words what is unsafe."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from django.db import Error as DatabaseProblem
from django.utils.module_loading import autodiscover_modules

UNSAFE, CARE = "unsafe", "care"


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be; `code` stays the same for machines, `text` is for people."""

    code: str
    level: str  # "unsafe": people can be hurt by it; "care": somebody should look at it
    text: str

    def as_data(self) -> dict[str, str]:
        """The finding as plain values."""
        return asdict(self)


Check = Callable[[], Iterable[Finding]]
_checks: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Register a check: a function that yields findings, and nothing when all is well."""
    _checks[f"{function.__module__}.{function.__qualname__}"] = function
    return function


def examine() -> list[Finding]:
    """Every finding of every package's check_up.py, unsafe ones first."""
    autodiscover_modules("check_up")
    found: list[Finding] = []
    for name, look in _checks.items():
        try:
            found += look()
        except DatabaseProblem as problem:
            kind = type(problem).__name__
            found.append(Finding("not_looked_at", UNSAFE, f"{name} could not ask the database: {kind}."))
    return sorted(found, key=lambda one: one.level != UNSAFE)


def unsafe(code: str, text: str) -> Finding:
    """A finding that people can be hurt by."""
    return Finding(code, UNSAFE, text)


def care(code: str, text: str) -> Finding:
    """A finding that somebody should look at."""
    return Finding(code, CARE, text)
