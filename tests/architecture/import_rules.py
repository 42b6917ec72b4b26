"""Who may import whom: packages up the list, rooms within a package, pure rules, and the one vault."""

import ast
import re
import sys
from collections.abc import Iterator

from tests.architecture.tree import PACKAGES, Source

# Functions of their arguments alone.
PURE_LIBRARIES = {"numpy", "scipy", "zxcvbn", "pyotp", "dateutil", "Stemmer"}
# Part of the standard library, but with an effect or a clock or dice inside.
IMPURE = set(
    "asyncio ctypes ftplib glob http logging multiprocessing os secrets shutil smtplib socket socketserver "
    "sqlite3 ssl subprocess sys tempfile threading time urllib uuid".split()
)
CLOCKS_AND_DICE = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now",
    "datetime.datetime.utcnow", "datetime.date.today",
}  # fmt: skip
CRYPTOGRAPHY = {"cryptography", "argon2", "nacl"}
VAULT = "muruna/foundation/vault/"
# Within a package a room may use those before it. `events` stands on both sides: deeds emit, handlers do.
ROOMS = ("logic", "models", "access", "queries", "actions", "measures", "forms", "views", "urls")
# Rooms under HTTP that later packages must not reach into.
OWN_ROOMS = {"views", "forms", "urls"}


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a file imports, wherever in it; `from a import b` gives a.b."""
    base = source.module if source.path.endswith("__init__.py") else source.module.rpartition(".")[0]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = node.module or ""
            if node.level:
                parents = base.split(".")[: len(base.split(".")) - node.level + 1]
                start = ".".join([*parents, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


def downward_imports(source: Source) -> list[str]:
    """An import of a package that comes later in the list (import-linter checks this too, through others)."""
    if source.package not in PACKAGES:
        return []
    found = []
    for line, name in imports(source):
        parts = name.split(".")
        target = parts[1] if parts[0] == "muruna" and len(parts) > 1 else ""
        if target in PACKAGES and PACKAGES.index(target) > PACKAGES.index(source.package):
            found.append(f"{source.path}:{line}: {source.package} comes before {target}")
    return found


def wrong_rooms(source: Source) -> list[str]:
    """An import of a later room of the same package, or of another package's pages."""
    found = []
    for line, name in imports(source):
        parts = name.split(".")
        if parts[0] != "muruna" or len(parts) < 3:
            continue
        own = parts[1] == source.package
        if (
            own
            and source.room in ROOMS
            and parts[2] in ROOMS
            and ROOMS.index(parts[2]) > ROOMS.index(source.room)
        ):
            found.append(f"{source.path}:{line}: {source.room} may not use {parts[2]}")
        if (
            not own
            and source.package
            and source.package != "ui"
            and parts[2] in OWN_ROOMS
            and parts[1] != "ui"
        ):
            found.append(f"{source.path}:{line}: {parts[1]}'s {parts[2]} are its own")
    return found


def impure_rules(source: Source) -> list[str]:
    """In `logic`: anything but the standard library without effects, numpy, scipy and other rules."""
    if source.room != "logic":
        return []
    found = []
    for line, name in imports(source):
        top, parts = name.split(".")[0], name.split(".")
        is_rule = top == "muruna" and "logic" in parts[2:3]
        is_standard = top in sys.stdlib_module_names and top not in IMPURE
        if name.startswith(("uuid.UUID", "urllib.parse")) or is_rule or is_standard or top in PURE_LIBRARIES:
            continue
        found.append(f"{source.path}:{line}: a rule may not import {name}")
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        dice = bool(re.fullmatch(r"random\.(?!Random$)\w+", called)) or called == "pyotp.random_base32"
        unseeded = (
            called in {"random.Random", "np.random.default_rng", "numpy.random.default_rng"} and not node.args
        )
        if called in CLOCKS_AND_DICE or dice or unseeded or called in {"open", "print", "input"}:
            found.append(f"{source.path}:{node.lineno}: a rule may not call {called}: it is an argument")
    return found


def keys_outside_the_vault(source: Source) -> list[str]:
    """An import of a cryptographic library anywhere but in the vault."""
    if source.path.startswith(VAULT):
        return []
    return [
        f"{source.path}:{line}: only the vault imports {name.split('.')[0]}"
        for line, name in imports(source)
        if name.split(".")[0] in CRYPTOGRAPHY
    ]


def ways_out_of_a_space(source: Source, listed: dict[str, str]) -> list[str]:
    """A use of across_spaces, or of django-scopes itself, in a module that is not listed with its reason."""
    if source.path in listed or source.path == "muruna/foundation/tenancy.py":
        return []
    found = [
        f"{source.path}:{node.lineno}: across_spaces is for listed modules"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "across_spaces"
    ]
    found += [
        f"{source.path}:{line}: use muruna.foundation.tenancy"
        for line, name in imports(source)
        if name in {"django_scopes.scopes_disabled", "django_scopes.scope"}
    ]
    return found
