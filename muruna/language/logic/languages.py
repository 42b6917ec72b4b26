"""The twelve languages as data, and the two invented ones that tests read pages in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A language of the interface: our code, the name its own readers give it, its direction."""

    code: str
    name: str
    direction: str  # "ltr" or "rtl"
    is_complete: bool  # only complete catalogues are offered; `muruna messages --check` proves the claim
    locale: str  # folder below locale/, in gettext's spelling
    django_code: str  # what Django's own catalogues call it
    plurals: str  # gettext's Plural-Forms


# Plural rules in gettext's usual order of forms (Babel's own Arabic rule swaps the last two).
_ONE_FORM = "nplurals=1; plural=0;"
_NOT_ONE = "nplurals=2; plural=(n != 1);"
_ABOVE_ONE = "nplurals=2; plural=(n > 1);"
_ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
)
_POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
_RUSSIAN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)


def _language(
    code: str, name: str, plurals: str, *, rtl: bool = False, complete: bool = False, locale: str = ""
) -> Language:
    locale = locale or code
    direction = "rtl" if rtl else "ltr"
    return Language(code, name, direction, complete, locale, locale.lower().replace("_", "-"), plurals)


DEFAULT = "en"

LANGUAGES: tuple[Language, ...] = (
    _language("ar", "العربية", _ARABIC, rtl=True, complete=True),
    _language("en", "English", _NOT_ONE, complete=True),
    _language("it", "Italiano", _NOT_ONE),
    _language("fr", "Français", _ABOVE_ONE),
    _language("de", "Deutsch", _NOT_ONE),
    _language("pl", "Polski", _POLISH),
    _language("tr", "Türkçe", _ABOVE_ONE),
    _language("pt", "Português", _NOT_ONE),
    _language("ru", "Русский", _RUSSIAN),
    _language("ja", "日本語", _ONE_FORM),
    # Django ships Chinese by script; its own form messages are found only under this name.
    _language("zh", "中文", _ONE_FORM, locale="zh_Hans"),
    _language("es", "Español", _NOT_ONE),
)

# Accented and longer English, and mirrored English: they show raw text and fixed widths in tests.
PSEUDO: tuple[Language, ...] = (
    _language("en-xa", "[Éñĝļîšĥ]", _NOT_ONE, complete=True, locale="en_XA"),
    _language("ar-xb", "[mirrored]", _ARABIC, rtl=True, complete=True, locale="ar_XB"),
)

_BY_CODE = {language.code: language for language in (*LANGUAGES, *PSEUDO)}
CODES: tuple[str, ...] = tuple(language.code for language in LANGUAGES)


def language_of(code: str) -> Language:
    """The language with this code; raises KeyError for any other."""
    return _BY_CODE[code]


def complete_languages() -> tuple[Language, ...]:
    """The languages whose catalogues are whole, in the order of the list."""
    return tuple(language for language in LANGUAGES if language.is_complete)


def direction(code: str) -> str:
    """ "rtl" or "ltr"; a regional code counts as its language, an unknown one as "ltr"."""
    code = code.lower()
    found = _BY_CODE.get(code) or _BY_CODE.get(code.split("-")[0])
    return found.direction if found else "ltr"
