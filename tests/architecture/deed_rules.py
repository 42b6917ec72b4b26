"""Every deed says who does it and asks whether they may."""

import ast

from tests.architecture.tree import Source

GATES = {"require", "find", "find_locked"}


def deeds(source: Source) -> list[ast.FunctionDef]:
    """The public functions of an `actions` room."""
    if source.room != "actions" or source.path.endswith("__init__.py"):
        return []
    return [
        node
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def unguarded_deeds(source: Source, excepted: dict[str, str]) -> list[str]:
    """A deed without a keyword-only `actor`, or that never asks for permission.

    `excepted` maps "package.deed" to the reason why it needs none.
    """
    found = []
    for deed in deeds(source):
        if f"{source.package}.{deed.name}" in excepted:
            continue
        here = f"{source.path}:{deed.lineno}: {deed.name}"
        if deed.args.args or deed.args.posonlyargs or deed.args.vararg:
            found.append(f"{here} takes arguments by position")
        if "actor" not in {argument.arg for argument in deed.args.kwonlyargs}:
            found.append(f"{here} has no keyword-only actor")
        called = {
            ast.unparse(node.func).split(".")[-1] for node in ast.walk(deed) if isinstance(node, ast.Call)
        }
        if not called & GATES:
            found.append(f"{here} never calls {', '.join(sorted(GATES))}")
    return found


def stale_exceptions(sources: list[Source], excepted: dict[str, str]) -> list[str]:
    """An exception for a deed that is gone, or that gives no reason."""
    alive = {f"{source.package}.{deed.name}" for source in sources for deed in deeds(source)}
    return [f"{name}: no such deed" for name in excepted if name not in alive] + [
        f"{name}: no reason" for name, reason in excepted.items() if not reason.strip()
    ]
