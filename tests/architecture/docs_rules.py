"""What an operator can set or call is in the documents, and nothing else is."""

import ast
import re

from tests.architecture.tree import Source

READERS = {"text", "flag", "number", "networks", "folder", "origin", "database", "smtp"}
# One is read by the web, one by Django before our settings are there.
OUTSIDE_SETTINGS = {"DJANGO_SETTINGS_MODULE"}
HEADING = re.compile(r"^#{2,4} `(?:muruna )?([A-Za-z_0-9-]+)`", re.M)
ROW = re.compile(r"^\| `(?:muruna )?([A-Za-z_0-9-]+)", re.M)


def settings_read(source: Source) -> set[str]:
    """Names of environment variables that a file reads, through our readers or from os.environ."""
    found = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            function = ast.unparse(node.func)
            ours = function.startswith("env.") and function.split(".")[-1] in READERS
            raw = function in {"os.environ.get", "environ.get", "os.getenv"}
            if (ours or raw) and isinstance(node.args[0].value, str):
                found.add(node.args[0].value)
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            found |= {str(node.slice.value)} if isinstance(node.slice, ast.Constant) else set()
    return found - OUTSIDE_SETTINGS


def documented(text: str) -> set[str]:
    """Names that a page of docs/operate/ explains: a heading or the first cell of a row, in backticks."""
    return set(HEADING.findall(text)) | set(ROW.findall(text))


def differences(real: set[str], told: set[str], page: str) -> list[str]:
    """What is not explained, and what is explained but is not there."""
    return [f"{name} is missing from {page}" for name in sorted(real - told)] + [
        f"{page} explains {name}, which is not there" for name in sorted(told - real)
    ]


def commands(sources: tuple[Source, ...]) -> set[str]:
    """Our own commands: files in a package's management/commands."""
    names = {
        source.path.rsplit("/", 1)[1].removesuffix(".py")
        for source in sources
        if source.path.startswith("muruna/") and "/management/commands/" in source.path
    }
    return {name for name in names if not name.startswith("_")}
