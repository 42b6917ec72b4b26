"""Whether a question says the name of what is found by its name alone: a country, a line to call."""

from collections.abc import Sequence

from muruna.search.logic.small_words import telling
from muruna.search.logic.words import ROOT, Word, words_of

_LONG = 6  # letters of a name that is known in a question of any language: short ones are words elsewhere
_LAST_LATIN = "\u024f"  # other scripts tell languages apart by themselves
_ENOUGH = 2  # words of a longer name ("Hong Kong" of "Hong Kong SAR China")
_BEGUN = 3  # letters of a word that may be unfinished


def says_name(
    question: str, languages: Sequence[str], name: str, lines: Sequence[str], language: str
) -> bool:
    """Whether a question in one of `languages` says the name, or is itself a part of it or of one line.

    The name counts in any form of its words in the question's languages, in others as it is spelled.
    """
    read_as = tuple(languages)
    asked = telling(list(words_of(question, read_as)), read_as)
    named = telling(list(words_of(name, (language,))), (language,))
    if not asked or not named:
        return False
    if _said(named, asked, in_any_form=language in read_as) and (
        language in read_as or len(name) >= _LONG or name[0] > _LAST_LATIN
    ):
        return True
    return any(_is_part(asked, list(words_of(one, (language,)))) for one in (name, *lines))


def _said(named: Sequence[Word], asked: Sequence[Word], *, in_any_form: bool) -> bool:
    heard = {form for word in asked for form in _forms(word, in_any_form)}
    found = sum(not heard.isdisjoint(_forms(word, in_any_form)) for word in named)
    return found >= min(len(named), _ENOUGH)


def _forms(word: Word, in_any_form: bool) -> list[str]:
    """Without the consonants of an Arabic root: a name is no word of its root."""
    return [form for form in word.forms if not form.endswith(ROOT)] if in_any_form else [word.forms[0]]


def _is_part(asked: Sequence[Word], words: Sequence[Word]) -> bool:
    spelled = [word.forms[0] for word in words]
    return all(
        any(one == word.forms[0] or (len(word.forms[0]) >= _BEGUN and one.startswith(word.forms[0]))
            for one in spelled)
        for word in asked
    )  # fmt: skip
