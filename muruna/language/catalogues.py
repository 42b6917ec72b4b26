"""Reading and writing the catalogues below locale/: extract, update, compile, check (with Babel)."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from muruna.language.logic.languages import DEFAULT, LANGUAGES, Language, language_of
from muruna.language.logic.placeholders import faults
from muruna.language.logic.pseudo import accented, mirrored

_METHODS = [
    ("muruna/**/templates/**.html", "jinja2.ext:babel_extract"),
    ("muruna/**/templates/**.txt", "jinja2.ext:babel_extract"),
    ("muruna/**.py", "python"),
    ("config/**.py", "python"),
]
_OPTIONS: dict[str, dict[str, str]] = {
    pattern: {
        "silent": "false",
        "newstyle_gettext": "true",
        "encoding": "utf-8",
        "extensions": "jinja2.ext.do",
    }
    for pattern, method in _METHODS
    if method.startswith("jinja2")
}
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "_now": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "_p": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_SKIPPED = {".venv", "tests", "migrations", "__pycache__", "node_modules", "static"}
Key = tuple[str | None, str, str]  # context, message, plural
# A fixed date: the file then changes only when a message does.
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
_HEADER = """\
Muruna: words of the interface.
SPDX-License-Identifier: AGPL-3.0-or-later
{state}
"""
_STATES = {
    "ar": "Translated by meaning; every entry awaits a review by a native reader.",
    "en": "The original language: an empty entry shows the original.",
}


def extract(root: Path) -> Catalog:
    """All messages of the code and the templates below root, sorted, without line numbers."""
    catalog = Catalog(project="Muruna", charset="utf-8", creation_date=_MADE, fuzzy=False)
    catalog.header_comment = _comment("Made by `make messages`; not for editing.")
    found = extract_from_dir(
        str(root),
        _METHODS,
        _OPTIONS,
        _KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
        directory_filter=lambda folder: Path(folder).name not in _SKIPPED,
    )
    for place, line, message, comments, context in sorted(found, key=lambda row: (row[0], str(row[2]))):
        catalog.add(message, None, [(place, line)], auto_comments=comments, context=context)
    return catalog


def _comment(state: str) -> str:
    return "\n".join(f"# {line}" for line in _HEADER.format(state=state).strip().splitlines())


def template_path(root: Path) -> Path:
    """Where the template of all catalogues lies."""
    return root / "locale" / "muruna.pot"


def po_path(root: Path, language: Language) -> Path:
    """Where the catalogue of a language lies."""
    return root / "locale" / language.locale / "LC_MESSAGES" / "django.po"


def read(path: Path, language: Language | None = None) -> Catalog:
    """A catalogue from its file; raises babel's PoFileError for a broken one."""
    with path.open("rb") as file:
        return read_po(
            file, locale=language.locale if language else None, charset="utf-8", abort_invalid=True
        )


def _written(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return buffer.getvalue()


def update(root: Path) -> list[Path]:
    """Write the template and bring all catalogues up to it, keeping every translation; returns the files."""
    template = extract(root)
    written = [template_path(root)]
    written[0].parent.mkdir(parents=True, exist_ok=True)
    written[0].write_bytes(_written(template))
    for language in LANGUAGES:
        path = po_path(root, language)
        if path.exists():
            catalog = read(path, language)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            catalog = Catalog(locale=language.locale, project="Muruna", charset="utf-8")
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalog.fuzzy = False
        catalog.mime_headers = [("Plural-Forms", language.plurals)]
        catalog.creation_date = catalog.revision_date = _MADE
        catalog.header_comment = _comment(_STATES.get(language.code, "Not complete yet, so not offered."))
        path.write_bytes(_written(catalog))
        written.append(path)
    return written


def compile_all(root: Path, languages: tuple[Language, ...] = LANGUAGES) -> list[Path]:
    """Write the .mo beside each .po that exists; fuzzy entries are left out. Returns the files."""
    written = []
    for language in languages:
        path = po_path(root, language)
        if path.exists():
            written.append(_write_mo(path.with_suffix(".mo"), read(path, language)))
    return written


def _write_mo(path: Path, catalog: Catalog) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    return path


def write_pseudo(root: Path, folder: Path) -> list[Path]:
    """Compile the current messages in the two invented languages into a folder for tests' LOCALE_PATHS."""
    template = extract(root)
    kinds: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("en_XA", "en", accented),
        ("ar_XB", "ar", mirrored),
    )
    written = []
    for locale, like, change in kinds:
        catalog = Catalog(locale=like, charset="utf-8", fuzzy=False)
        catalog.mime_headers = [("Plural-Forms", language_of(like).plurals)]
        for message in template:
            if not message.id:
                continue
            one, many = (message.id, "") if isinstance(message.id, str) else message.id
            forms: str | list[str] = change(one)
            if many:
                forms = [change(one if like == "en" and n == 0 else many) for n in range(catalog.num_plurals)]
            catalog.add(message.id, forms, context=message.context)
        written.append(_write_mo(folder / locale / "LC_MESSAGES" / "django.mo", catalog))
    return written


def check(root: Path) -> Iterator[str]:
    """Everything that is wrong with the catalogues, a sentence each; nothing means they are whole."""
    template = extract(root)
    path = template_path(root)
    wanted = _keys(template)
    if not path.exists() or _keys(read(path)) != wanted:
        yield "locale/muruna.pot is out of date: run `make messages`"
    for language in LANGUAGES:
        path = po_path(root, language)
        if not path.exists():
            yield f"{language.code}: has no catalogue: run `make messages`"
            continue
        yield from _check_one(language, read(path, language), wanted)


def _keys(catalog: Catalog) -> set[Key]:
    return {
        (message.context, *((message.id, "") if isinstance(message.id, str) else message.id))
        for message in catalog
        if message.id
    }


def _check_one(language: Language, catalog: Catalog, wanted: set[Key]) -> Iterator[str]:
    must_be_whole = language.is_complete and language.code != DEFAULT
    if must_be_whole:
        for _context, text, _many in sorted(wanted - _keys(catalog), key=str):
            yield f"{language.code}: missing: {text!r}"
    for message in catalog:
        if not message.id:
            continue
        for fault in _message_faults(message, catalog.num_plurals, must_be_whole):
            one = message.id if isinstance(message.id, str) else message.id[0]
            yield f"{language.code}: {fault}: {one!r}"


def _message_faults(message: Message, plurals: int, must_be_whole: bool) -> list[str]:
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
    if message.fuzzy:
        return ["fuzzy"] if must_be_whole else []
    if not any(forms):
        return ["not translated"] if must_be_whole else []
    if isinstance(message.id, str):
        return faults(message.id, None, forms)
    if len(forms) != plurals or not all(forms):
        return [f"needs {plurals} plural forms"]
    return faults(message.id[0], message.id[1], forms)
