"""Every deed says who does it and asks whether they may."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from tests.architecture.import_rules import imports
from tests.architecture.tree import Source

GATES = {"require", "find", "find_locked"}


@dataclass(frozen=True)
class Act:
    """A public function of an `actions` room: a deed, or a step that only other deeds take."""

    package: str
    place: str
    node: ast.FunctionDef

    @property
    def name(self) -> str:
        return f"{self.package}.{self.node.name}"

    @property
    def has_actor(self) -> bool:
        return "actor" in {argument.arg for argument in self.node.args.kwonlyargs}


def _functions(source: Source) -> list[ast.FunctionDef]:
    if source.room != "actions" or source.path.endswith("__init__.py"):
        return []
    return [node for node in source.tree.body if isinstance(node, ast.FunctionDef)]


def acts(sources: Iterable[Source]) -> list[Act]:
    """All public functions of all `actions` rooms."""
    return [
        Act(source.package, f"{source.path}:{node.lineno}", node)
        for source in sources
        for node in _functions(source)
        if not node.name.startswith("_")
    ]


def used_outside(sources: Iterable[Source]) -> set[str]:
    """Names ("package.function") of everything that files outside a package's `actions` room take from it."""
    used = set()
    for source in sources:
        for _, name in imports(source):
            parts = name.split(".")
            if parts[:1] != ["muruna"] or "actions" not in parts[2:3] + parts[3:4]:
                continue
            if source.room == "actions" and source.package == parts[1]:
                continue
            attributes = {node.attr for node in ast.walk(source.tree) if isinstance(node, ast.Attribute)}
            used |= {f"{parts[1]}.{found}" for found in {parts[-1], *attributes}}
    return used


def gated(sources: Iterable[Source]) -> set[str]:
    """Names ("package.function") of what asks in an `actions` room, itself or through another there."""
    calls = {}
    for source in sources:
        for function in _functions(source):
            called = {
                ast.unparse(n.func).split(".")[-1] for n in ast.walk(function) if isinstance(n, ast.Call)
            }
            calls[f"{source.package}.{function.name}"] = called
    asks = {name for name, called in calls.items() if called & GATES}
    while True:
        through = {
            name
            for name, called in calls.items()
            if {f"{name.split('.')[0]}.{other}" for other in called} & asks
        }
        if through <= asks:
            return asks
        asks |= through


def unguarded_deeds(sources: Iterable[Source], excepted: dict[str, str]) -> list[str]:
    """A deed without a keyword-only `actor`, or that never asks for permission.

    A deed is a public function of an `actions` room that has an actor, or that anything outside the room
    uses. `excepted` maps "package.deed" to the reason why it needs neither.
    """
    sources = list(sources)
    outside, asks, found = used_outside(sources), gated(sources), []
    for act in acts(sources):
        if act.name in excepted or not (act.has_actor or act.name in outside):
            continue
        if act.node.args.args or act.node.args.posonlyargs or act.node.args.vararg:
            found.append(f"{act.place}: {act.node.name} takes arguments by position")
        if not act.has_actor:
            found.append(f"{act.place}: {act.node.name} has no keyword-only actor")
        if act.name not in asks:
            found.append(f"{act.place}: {act.node.name} never calls {', '.join(sorted(GATES))}")
    return found


def stale_exceptions(sources: Iterable[Source], excepted: dict[str, str]) -> list[str]:
    """An exception for a deed that is gone, or that gives no reason."""
    alive = {act.name for act in acts(sources)}
    return [f"{name}: no such deed" for name in excepted if name not in alive] + [
        f"{name}: no reason" for name, reason in excepted.items() if not reason.strip()
    ]
