"""Every view asks before it shows: by itself, or by a query, deed or decorator that it calls."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.tree import Source

ASKS = {"require", "find", "find_locked", "visible", "may"}
CONSTITUTION = "muruna.access"


def asking(sources: Iterable[Source], *, in_deeds: bool = False) -> set[str]:
    """Dotted names of every function that asks the constitution, however many calls deep.

    What stands only in the `deed` of a form does not count unless `in_deeds`: it runs for a valid form alone,
    when the page has long been shown.
    """
    calls = {name: found for source in sources for name, found in _functions(source, in_deeds)}
    asks = {name for name, called in calls.items() if _asks_itself(called)}
    while True:
        through = {name for name, called in calls.items() if called & asks}
        if through <= asks:
            return asks
        asks |= through


def _asks_itself(called: set[str]) -> bool:
    return any(name.rpartition(".")[0] == CONSTITUTION and name.rpartition(".")[2] in ASKS for name in called)


def _functions(source: Source, in_deeds: bool) -> Iterator[tuple[str, set[str]]]:
    known = _imported(source)
    known |= {
        node.name: f"{source.module}.{node.name}"
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef):
            skipped = set() if in_deeds else _deeds(node)
            yield f"{source.module}.{node.name}", set(_named(node, known, skipped))


def _imported(source: Source) -> dict[str, str]:
    """What each imported name of a module stands for."""
    known: dict[str, str] = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            known |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    return known


def _deeds(function: ast.FunctionDef) -> set[ast.AST]:
    """Lambdas and inner functions that a call in `function` takes as its `deed`."""
    inner = {node.name: node for node in ast.walk(function) if isinstance(node, ast.FunctionDef)}
    given = [
        keyword.value
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "deed"
    ]
    return {
        inner[each.id] if isinstance(each, ast.Name) and each.id in inner else each
        for each in given
        if isinstance(each, ast.Lambda | ast.Call) or (isinstance(each, ast.Name) and each.id in inner)
    }


def _named(node: ast.AST, known: dict[str, str], skipped: set[ast.AST]) -> Iterator[str]:
    """Dotted names of all that a function mentions, but for what is skipped."""
    if node in skipped:
        return
    if isinstance(node, ast.Name) and node.id in known:
        yield known[node.id]
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known:
        yield f"{known[node.value.id]}.{node.attr}"
    for child in ast.iter_child_nodes(node):
        yield from _named(child, known, skipped)
