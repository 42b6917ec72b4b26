"""The constitution as two texts: docs/access-matrix.md for people, the golden matrix for a test's diff."""

from collections.abc import Iterable, Mapping
from typing import Any

from muruna.access.constitution import ANY, Chapter, decide
from muruna.access.matrix_roles import HEADING, OPERATOR, ROLES, Said, pages
from muruna.access.plain_things import THINGS
from muruna.access.plain_words import ACTIONS, RELATIONS, Thing
from muruna.access.promises import PROMISES
from muruna.access.vocabulary import DENYING, Relation

Chapters = Mapping[Any, Chapter]

OPENING = """\
# Who may do what

This page says what anybody can do in Muruna, and what nobody can. You need not program to read it. It is
printed by `muruna matrix` from the very tables that the program asks each time somebody opens or sends
something, and a test fails when the two differ.

**In short.** Nobody may do anything unless a line here says so: there is no administrator, no superuser and
no hidden door. What a person may not do looks to them exactly like something that does not exist. Members do
things with what is their own. Roles (supporter, facilitator, coordinator and so on) are given inside one
space, until a day, and bring only what stands under their name. Opening a page is not yet reading: private
words are sealed for their readers and need the reader's own key besides.

**Where to look.** What somebody may do stands under their role. Who may touch a certain thing stands under
that thing, in the last part.
"""

PARTS = (
    "What takes everything away",
    "Who may never read what",
    "Pages that anybody may open",
    "Every thing, and who may do what with it",
)
TABLES = """\
## Every thing, and who may do what with it

A row says: *whoever stands to this thing as the first column says, while the thing is as the second column
says, may do what the third column says.* What stands in no row is not possible for anyone. Somebody can be
several things at once (a coordinator may have asked for help); then all those rows hold, unless something of
the part [What takes everything away](#what-takes-everything-away) is so.
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
    ordered = in_order(chapters)
    lines = [OPENING, *_contents(ordered), *_roles(ordered), *_denying(chapters), *_promises()]
    lines += [*_public(public_routes), TABLES]
    for chapter in ordered:
        lines += _section(chapter)
    return "\n".join(lines) + "\n"


def _contents(chapters: list[Chapter]) -> list[str]:
    """Where everything stands: the roles, the other parts, and each thing."""
    roles = [*(one.name for one in ROLES), OPERATOR]
    names = [_sentence(THINGS[label_of(one.model)].name) for one in chapters]
    inside = [f"  - {_link(one)}" for one in roles], [f"  - {_link(one)}" for one in names]
    parts = [f"- {_link(one)}" for one in (HEADING, *PARTS)]
    return ["## Contents", "", parts[0], *inside[0], *parts[1:], *inside[1], ""]


def _link(heading: str) -> str:
    """A link to a heading of this page, by the name that readers of Markdown give to it."""
    kept = "".join(one for one in heading.lower() if one.isalnum() or one in " -")
    return f"[{heading}](#{kept.replace(' ', '-')})"


def _roles(chapters: list[Chapter]) -> list[str]:
    named = {label_of(one.model): one for one in chapters}
    pairs = [
        (label, relation)
        for label, one in named.items()
        for relation in RELATIONS
        if relation in set(one.relations) - DENYING
    ]
    return pages(pairs, lambda pair, who: _said(named[pair[0]], Relation(pair[1]), who))


def _said(chapter: Chapter, relation: Relation, named: str) -> Said:
    """What a relation lets somebody do with a chapter's things; `named`: who that is, if not as usual."""
    thing = THINGS[label_of(chapter.model)]
    told = [
        f"may{_when(thing, chapter, states)}: {what}" for what, states in _rows(chapter, relation).items()
    ]
    may = {a for state in states_of(chapter) for a in allowed(chapter, {relation}, state)}
    who = named or _sentence(thing.relations.get(relation, RELATIONS[relation]))
    line = f"**{_sentence(thing.name)}.** {who} {'. They '.join(told)}."
    if note := thing.notes.get(relation):
        line += f"\n  {note}"
    return Said(line, frozenset(may))


def _when(thing: Thing, chapter: Chapter, states: list[str]) -> str:
    if states == states_of(chapter):
        return ""
    named = " or ".join(thing.states[state] for state in states)
    return (
        f", {named}" if named.split()[0] in {"after", "before", "once", "when", "while"} else f", for {named}"
    )


def _rows(chapter: Chapter, relation: Relation) -> dict[str, list[str]]:
    """What a relation lets somebody do, in words, and the states in which it does."""
    words = {**ACTIONS, **THINGS[label_of(chapter.model)].actions}
    rows: dict[str, list[str]] = {}
    for state in states_of(chapter):
        if may := [words[a] for a in allowed(chapter, {relation}, state)]:
            rows.setdefault("; ".join(may), []).append(state)
    return rows


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
    lines = [
        f"### {_sentence(thing.name)}",
        "",
        thing.sentence,
        "",
        "| who | in which state | may |",
        "|---|---|---|",
    ]
    for relation in [r for r in RELATIONS if r in set(chapter.relations) - DENYING]:
        rows = _rows(chapter, Relation(relation))
        who = _sentence(thing.relations.get(relation, RELATIONS[relation]))
        lines += [f"| {who} | {_states(thing, chapter, states)} | {what} |" for what, states in rows.items()]
    for relation, note in thing.notes.items():
        if note not in thing.sentence:
            lines += ["", f"{_sentence(thing.relations.get(relation, RELATIONS[relation]))}: {note}"]
    return [*lines, ""]


def _states(thing: Thing, chapter: Chapter, states: list[str]) -> str:
    if states == states_of(chapter):
        return "always"
    return "; ".join(thing.states[state] for state in states)
