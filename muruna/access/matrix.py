"""The constitution as two texts: docs/access-matrix.md for people, the golden matrix for a test's diff."""

from collections.abc import Iterable, Mapping
from typing import Any

from muruna.access.constitution import ANY, Chapter, decide
from muruna.access.plain_things import THINGS
from muruna.access.plain_words import ACTIONS, RELATIONS, Thing
from muruna.access.promises import PROMISES
from muruna.access.vocabulary import DENYING, Relation

Chapters = Mapping[Any, Chapter]

OPENING = """\
# Who may do what

Made by `muruna matrix` from the same tables that the program asks; a test compares both.

**How to read this.** Everything in Muruna that people can do something with has a section below. A row says:
*whoever stands to this thing as the first column says, while the thing is as the second column says, may do
what the third column says.* What stands in no row is not possible for anyone: there is no administrator, no
superuser and no hidden door. What a person may not do looks to them exactly like something that does not
exist. A role counts inside its own space, until the day on which it ends. Somebody can be several things at
once (a coordinator may have asked for help); then all those rows hold, unless one of the relations of the
next section takes everything away. Opening a page is not yet reading: private words are sealed for their
readers and need the reader's own key besides.
"""


def label_of(model: Any) -> str:
    """The name of a model as `plain_words` spells it: "package.Model"."""
    return f"{model._meta.app_label}.{model.__name__}"


def in_order(chapters: Chapters) -> list[Chapter]:
    """The chapters in the order of the plain words; what has none yet comes last."""
    places = list(THINGS)
    return sorted(
        chapters.values(),
        key=lambda one: (places.index(n) if (n := label_of(one.model)) in THINGS else len(places), n),
    )


def states_of(chapter: Chapter) -> list[str]:
    """Every state that a chapter's things can be in; ["*"] where state plays no part."""
    if not chapter.state_field:
        return ["*"]
    thing = THINGS.get(label_of(chapter.model))
    named = {state for grant in chapter.grants if grant.states != ANY for state in grant.states}
    known = list(thing.states) if thing else []
    return known + sorted(named - set(known))


def actions_of(chapter: Chapter) -> list[str]:
    """The actions that a chapter's grants name, each once, in their order."""
    return list(dict.fromkeys(grant.action for grant in chapter.grants))


def allowed(chapter: Chapter, relations: Iterable[Relation], state: str) -> list[str]:
    """What `decide` lets somebody in exactly these relations do to a thing in this state."""
    held = frozenset(relations)
    return [a for a in actions_of(chapter) if decide(a, held, state, chapter.grants)]  # type: ignore[arg-type]


def golden(chapters: Chapters) -> str:
    """Every cell relation x state with what `decide` allows, and each denying relation joined to it."""
    lines = ["# relation x state: actions. Made by `muruna matrix`; read the diff, line by line."]
    cells = 0
    for chapter in in_order(chapters):
        name = label_of(chapter.model)
        denying = sorted(DENYING & set(chapter.relations))
        lines += ["", f"[{name}] denying: {', '.join(denying) or 'none'}"]
        for relation in sorted(set(chapter.relations) - DENYING):
            for state in states_of(chapter):
                may = allowed(chapter, {relation}, state)
                cells += len(actions_of(chapter))
                lines.append(f"{relation} | {state} | {' '.join(may) or '-'}")
                for other in denying:
                    cells += len(actions_of(chapter))
                    left = allowed(chapter, {relation, other}, state)
                    lines.append(f"{relation} + {other} | {state} | {' '.join(left) or '-'}")
    return "\n".join([*lines, "", f"{cells} cells", ""])


def document(chapters: Chapters, public_routes: Mapping[str, str]) -> str:
    """docs/access-matrix.md, for people who do not program; raises KeyError where plain words lack."""
    lines = [OPENING, *_denying(chapters), *_promises(), *_public(public_routes)]
    for chapter in in_order(chapters):
        lines += _section(chapter)
    return "\n".join(lines) + "\n"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _denying(chapters: Chapters) -> list[str]:
    lines = ["## What takes everything away", "", "Whatever else somebody is, these relations win:", ""]
    for relation in sorted(DENYING):
        where = [THINGS[label_of(c.model)].name for c in in_order(chapters) if relation in c.relations]
        told = (
            f"may do nothing at all with {' or '.join(where)}"
            if where
            else "is refused within each deed that concerns both"
        )
        lines.append(f"- {RELATIONS[relation]}: {told}.")
    return [*lines, ""]


def _promises() -> list[str]:
    lines = [
        "## Who may never read what",
        "",
        "| what | may read | may never read | proven by |",
        "|---|---|---|---|",
    ]
    lines += [f"| {p.thing} | {p.may} | {p.never} | {p.proof} |" for p in PROMISES]
    return [*lines, ""]


def _public(routes: Mapping[str, str]) -> list[str]:
    lines = [
        "## Pages that anybody may open",
        "",
        "All other pages ask to come in first.",
        "",
        "| page | why |",
        "|---|---|",
    ]
    return [*lines, *(f"| {name} | {reason} |" for name, reason in routes.items()), ""]


def _section(chapter: Chapter) -> list[str]:
    thing = THINGS[label_of(chapter.model)]
    words = {**ACTIONS, **thing.actions}
    lines = [
        f"## {_sentence(thing.name)}",
        "",
        thing.sentence,
        "",
        "| who | in which state | may |",
        "|---|---|---|",
    ]
    for relation in [r for r in RELATIONS if r in set(chapter.relations) - DENYING]:
        rows: dict[str, list[str]] = {}  # what they may -> the states in which they may it
        for state in states_of(chapter):
            may = [words[a] for a in allowed(chapter, {Relation(relation)}, state)]
            if may:
                rows.setdefault("; ".join(may), []).append(state)
        who = _sentence(thing.relations.get(relation, RELATIONS[relation]))
        lines += [f"| {who} | {_states(thing, chapter, states)} | {what} |" for what, states in rows.items()]
    return [*lines, ""]


def _states(thing: Thing, chapter: Chapter, states: list[str]) -> str:
    if states == states_of(chapter):
        return "always"
    return "; ".join(thing.states[state] for state in states)
