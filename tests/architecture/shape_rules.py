"""Sizes, names, and views short enough to read at a glance."""

import ast
import re
from pathlib import PurePath

from tests.architecture.tree import Source

MOST_LINES = {".py": 400, ".css": 400, ".js": 400, ".jinja": 120, ".html": 120, ".sh": 400}
MOST_LINES_OF_COMPONENTS = 300  # a file of small macros, each a component
MOST_LINES_OF_A_VIEW = 15
BANNED = re.compile(r"^(utils?|helpers?|common|misc|managers?)$")
PHYSICAL = re.compile(
    r"(?<![\w-])(?:"
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*\s*:"
    r"|border-(?:top|bottom)-(?:left|right)-radius\s*:"
    r"|(?:left|right)\s*:"
    r"|(?:float|clear|text-align|caption-side)\s*:\s*(?:left|right)\b"
    r")"
)
SHORTCUT_WITH_FOUR = re.compile(
    r"(?<![\w-])(margin|padding|inset|border-width|border-radius)\s*:\s*([^;}]+)[;}]"
)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)


def too_long(source: Source) -> list[str]:
    """A file over the limit for its kind."""
    most = MOST_LINES.get(PurePath(source.path).suffix)
    if most == MOST_LINES[".html"] and "{% macro" in source.text and "{% extends" not in source.text:
        most = MOST_LINES_OF_COMPONENTS
    over = most is not None and source.lines - 1 > most
    return [f"{source.path}: {source.lines - 1} lines, at most {most}"] if over else []


def badly_named(source: Source) -> list[str]:
    """A file or folder whose name says nothing about what is in it."""
    parts = [PurePath(part).stem for part in PurePath(source.path).parts]
    return [f"{source.path}: {part} says nothing" for part in parts if BANNED.match(part)]


def long_views(source: Source) -> list[str]:
    """A view of more lines than can be read at a glance; its docstring does not count."""
    if source.room != "views":
        return []
    found = []
    for node in source.tree.body:
        if not isinstance(node, ast.FunctionDef) or not node.args.args or node.args.args[0].arg != "request":
            continue
        body = node.body
        if ast.get_docstring(node):
            body = body[1:]
        lines = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
        if lines > MOST_LINES_OF_A_VIEW:
            found.append(
                f"{source.path}:{node.lineno}: {node.name} has {lines} lines, at most {MOST_LINES_OF_A_VIEW}"
            )
    return found


def physical_sides(source: Source) -> list[str]:
    """Left and right in a style sheet: the page must turn round by itself for Arabic."""
    text = CSS_COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), source.text)
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if match := PHYSICAL.search(line):
            found.append(f"{source.path}:{number}: {match.group().strip()} names a side")
        for name, value in SHORTCUT_WITH_FOUR.findall(line + ";"):
            parts = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "()", value.replace("!important", "")).split()
            if len(parts) == 4 and parts[1] != parts[3]:
                found.append(f"{source.path}:{number}: {name} of four values hides left and right")
    return found


def skipped_or_faked(source: Source) -> list[str]:
    """A test that may not run, or that replaces what it should prove."""
    found = []
    for node in ast.walk(source.tree):
        name = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
        if name in {
            "pytest.skip",
            "pytest.mark.skip",
            "pytest.mark.skipif",
            "pytest.mark.xfail",
            "unittest.mock",
        }:
            found.append(f"{source.path}:{node.lineno}: {name}")  # type: ignore[attr-defined]
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("unittest.mock", "mock")):
            found.append(f"{source.path}:{node.lineno}: import of mock")
    return found
