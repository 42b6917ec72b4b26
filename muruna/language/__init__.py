"""Languages, direction, catalogues: `from muruna.language import offered, direction`."""

from django.conf import settings

from muruna.language.logic.languages import (
    CODES,
    DEFAULT,
    LANGUAGES,
    PSEUDO,
    Language,
    complete_languages,
    direction,
    language_of,
)

__all__ = ["CODES", "DEFAULT", "LANGUAGES", "Language", "current", "direction", "language_of", "offered"]


def offered() -> tuple[Language, ...]:
    """The languages a person may choose: those with whole catalogues (and the invented ones in tests)."""
    extra = PSEUDO if getattr(settings, "PSEUDO_LANGUAGES", False) else ()
    return (*complete_languages(), *extra)


def current() -> Language:
    """The language that is active now."""
    from django.utils.translation import get_language

    active = get_language() or DEFAULT
    for language in (*LANGUAGES, *PSEUDO):
        if language.django_code == active:
            return language
    return language_of(DEFAULT)
