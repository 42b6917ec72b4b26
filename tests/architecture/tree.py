"""The project's own files, as the architecture's rules see them."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# From earliest to latest: a package may use those before it, never one after it.
PACKAGES = (
    "foundation access language ui accounts spaces safeguarding training matching conversations sharing "
    "circles stories strategies wellbeing goals collective notifications search insights public cast"
).split()


@dataclass(frozen=True)
class Source:
    """A file: its path from the root and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        return self.text.count("\n") + 1

    @property
    def package(self) -> str:
        """The package of a file under muruna/, or nothing."""
        parts = self.path.split("/")
        return parts[1] if parts[0] == "muruna" and len(parts) > 2 else ""

    @property
    def room(self) -> str:
        """logic, models, access, queries, actions ...: the file or folder right under the package."""
        return self.path.split("/")[2].removesuffix(".py") if self.package else ""

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def files(*patterns: str) -> tuple[Source, ...]:
    """Every file that the repository keeps, or would keep, and that matches one of `patterns`."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]
    return tuple(Source(path, (ROOT / path).read_text(errors="replace")) for path in sorted(paths))


def python(*folders: str) -> tuple[Source, ...]:
    """Python files in `folders` that people write: migrations are made by a command."""
    found = files(*(f":(glob){folder}/**/*.py" for folder in folders))
    return tuple(source for source in found if "/migrations/" not in source.path)


def planted(path: str, text: str) -> Source:
    """A file that exists only in a test: what a rule must find, or must leave alone."""
    return Source(path, text)
