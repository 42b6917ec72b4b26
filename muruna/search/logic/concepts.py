"""A small thesaurus: what people of twelve languages call the things this place is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from muruna.search.logic.words import ROOT, Word, words_of

AS_SPELLED = "="  # before an expression whose other forms mean something else ("yalnızım", "yalnızca")
_LEAST_STEM = 4  # letters
_LAST_LATIN = "\u024f"


@dataclass(frozen=True, slots=True)
class Expression:
    """What one language calls a concept: the forms of each of its words."""

    words: tuple[tuple[str, ...], ...]
    concept: str
    language: str
    as_spelled: bool = False  # its other forms mean something else

    def stands_in(self, words: Sequence[Word], languages: tuple[str, ...]) -> bool:
        """Whether these words are the expression: in one of `languages` in any of their forms.

        Another language's expression only as it is spelled: stems of two languages meet by chance
        ("parents" and Italian "parenti", relatives).
        """
        if len(words) != len(self.words):
            return False
        pairs = list(zip(self.words, words, strict=True))
        if not self.as_spelled and (self.language in languages or not languages):
            return all(not set(forms).isdisjoint(one.forms) for forms, one in pairs)
        return all(forms[0] == one.forms[0] for forms, one in pairs)


@dataclass
class Thesaurus:
    """Expressions by their first word's forms; each expression leads to its concept."""

    by_first: dict[str, list[Expression]] = field(default_factory=dict)
    by_root: bool = True  # whether another word of an Arabic expression's root is it too

    def learn(self, concept: str, expression: str, language: str) -> None:
        """Have the expression, in any of its word forms (behind "=" as spelled), stand for the concept."""
        words = tuple(self._forms(word) for word in words_of(expression, (language,)))
        if not words:
            return
        entry = Expression(words, concept, language, expression.startswith(AS_SPELLED))
        for form in words[0]:
            held = self.by_first.setdefault(form, [])
            if entry not in held:
                held.append(entry)

    def _forms(self, word: Word) -> tuple[str, ...]:
        """Roots are shared by words of other meanings: by its root, "lonely" would stand in every "one".

        So are stems of a few Latin letters: "outed" would stand in every "out".
        """
        spelled, *others = word.forms
        return (spelled, *(form for form in others if self._says_enough(form)))

    def _says_enough(self, form: str) -> bool:
        if form.endswith(ROOT):
            return self.by_root
        return len(form) >= _LEAST_STEM or form[0] > _LAST_LATIN

    def named(self, words: Sequence[Word], languages: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
        """The concepts that the words name, once for each time, with the places of their words."""
        for place, word in enumerate(words):
            met: set[str] = set()
            for form in word.forms:
                for one in self.by_first.get(form, ()):
                    end = place + len(one.words)
                    if one.concept not in met and one.stands_in(words[place:end], languages):
                        met.add(one.concept)
                        yield one.concept, place, end

    def concepts(self, words: Sequence[Word], languages: tuple[str, ...] = ()) -> list[str]:
        """Only the concepts; without `languages`, any form of any language's expressions counts."""
        return [concept for concept, _start, _end in self.named(words, languages)]


def form_of(concept: str) -> str:
    """The form under which a concept is kept and asked for; no word is spelled so."""
    return "=" + concept
