"""A small thesaurus: what people of twelve languages call the things this place is about."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from muruna.search.logic.words import Word, words_of


@dataclass
class Thesaurus:
    """Expressions by their first word's forms; each expression leads to its concept."""

    by_first: dict[str, list[tuple[tuple[frozenset[str], ...], str]]] = field(default_factory=dict)

    def learn(self, concept: str, expression: str, language: str) -> None:
        """Have the expression, in any of its word forms, stand for the concept."""
        words = [frozenset(word.forms) for word in words_of(expression, (language,))]
        if not words:
            return
        entry = (tuple(words), concept)
        for form in words[0]:
            held = self.by_first.setdefault(form, [])
            if entry not in held:
                held.append(entry)

    def concepts(self, words: Sequence[Word]) -> list[str]:
        """The concepts that the words name, once for each time."""
        found = []
        for place, word in enumerate(words):
            met: set[str] = set()
            for form in word.forms:
                for expression, concept in self.by_first.get(form, ()):
                    following = words[place : place + len(expression)]
                    fits = len(following) == len(expression) and all(
                        not wanted.isdisjoint(one.forms)
                        for wanted, one in zip(expression, following, strict=True)
                    )
                    if fits and concept not in met:
                        met.add(concept)
                        found.append(concept)
        return found


def form_of(concept: str) -> str:
    """The form under which a concept is kept and asked for; no word is spelled so."""
    return "=" + concept
