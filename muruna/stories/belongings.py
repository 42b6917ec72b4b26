"""What stories hold of a person: their copy of it, and how it goes."""

from typing import Any

from django.utils.translation import gettext as _

from muruna.access import Actor
from muruna.accounts.belongings import Section, belongs
from muruna.stories import labels, queries
from muruna.stories.erasing import forget_those_of


def export(actor: Actor) -> list[Section]:
    """Stories with their state, replies, and the titles kept to read again; never anybody else's words."""
    if actor.membership is None:
        return []
    stories = [
        {
            _("Title"): told.words.title,
            _("State"): str(labels.STATES[told.story.state]),
            _("Day"): told.story.day,
            _("To know first"): [str(labels.NOTES[one]) for one in told.words.notes],
            _("Words"): told.words.text,
            _("From whoever looked at it"): told.story.answer,
        }
        for told in queries.my_stories(actor)
    ]
    replies = [{_("Day"): one.day, _("Words"): text} for one, text in queries.my_replies(actor)]
    kept = [{_("Title"): told.words.title} for told in queries.kept(actor)]
    sections = [
        (_("Stories that I wrote"), stories), (_("What I replied"), replies), (_("To read again"), kept)
    ]  # fmt: skip
    return [Section(heading, rows) for heading, rows in sections if rows]


def forget(person: Any) -> None:
    """All of it goes. Marks do not say whose they are: they go with the story."""
    forget_those_of(person.memberships.values("pk"))


belongs("stories", export=export, forget=forget)
