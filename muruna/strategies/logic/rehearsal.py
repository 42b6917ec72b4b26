"""A practised talk: what the other one says, what I could say, and where that leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Coded = Callable[[str], str]  # makes of an id what stands for it in an address and says nothing


@dataclass(frozen=True)
class Reply:
    """Something I could say, and the moment it leads to."""

    say: str
    to: str
    coded: Coded = str

    @property
    def code(self) -> str:
        """What stands in an address for the moment it leads to."""
        return self.coded(self.to)


@dataclass(frozen=True)
class Moment:
    """A moment of the talk: what the other says, a hint for me, and what I could answer; none at an end."""

    id: str
    mood: str
    they: str
    hint: str
    replies: tuple[Reply, ...]
    coded: Coded = str

    @property
    def code(self) -> str:
        """What stands for it in an address: its id would say how somebody imagines their talk."""
        return self.coded(self.id)

    @property
    def is_end(self) -> bool:
        return not self.replies


@dataclass(frozen=True)
class Part:
    """A part of a letter or script: what it is for, and beginnings to choose from."""

    id: str
    title: str
    help: str
    beginnings: tuple[str, ...]


@dataclass(frozen=True)
class Rehearsal:
    """One thing to prepare: the parts of what I want to say, and a talk to practise it in."""

    id: str
    language: str
    title: str
    in_short: str
    before: tuple[str, ...]
    parts: tuple[Part, ...]
    start: str
    moments: Mapping[str, Moment]
    ages: tuple[str, ...] = ()  # age bands; none: for everybody
    coded: Coded = str

    @property
    def code(self) -> str:
        """Eight characters that stand for it in an address and say nothing."""
        return self.coded(self.id)

    def is_for(self, age_band: str) -> bool:
        """Whether somebody of this age band may practise it."""
        return not self.ages or age_band in self.ages

    def moment(self, code: str) -> Moment | None:
        """The moment for which this code stands; the first one without a code."""
        if not code:
            return self.moments[self.start]
        return next((one for one in self.moments.values() if one.code == code), None)


def faults(one: Rehearsal) -> list[str]:
    """What is wrong with its talk: ways into nothing, moments nobody reaches, or that never end."""
    found = []
    if one.start not in one.moments:
        return [f"{one.id}: it starts at {one.start}, which is not there"]
    for moment in one.moments.values():
        found += [f"{one.id}: {moment.id} leads to {r.to}" for r in moment.replies if r.to not in one.moments]
    if found:
        return found
    reached, waiting = {one.start}, [one.start]
    while waiting:
        for reply in one.moments[waiting.pop()].replies:
            if reply.to not in reached:
                reached.add(reply.to)
                waiting.append(reply.to)
    found += [f"{one.id}: nobody reaches {id}" for id in one.moments if id not in reached]
    ending = {id for id, moment in one.moments.items() if moment.is_end}
    while True:
        more = {
            id
            for id, moment in one.moments.items()
            if id not in ending and any(reply.to in ending for reply in moment.replies)
        }
        if not more:
            break
        ending |= more
    return found + [f"{one.id}: {id} never comes to an end" for id in one.moments if id not in ending]
