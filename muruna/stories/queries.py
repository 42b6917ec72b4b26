"""Reading stories: each list begins from what the reader may see, and opens it with the reader's keys."""

import datetime as dt
import hmac
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db.models import Count, QuerySet

from muruna.access import Action, Actor, find, visible
from muruna.foundation.clock import now, today
from muruna.foundation.deeds import answer_of
from muruna.foundation.prepared import prepared
from muruna.foundation.vault import CannotOpen
from muruna.safeguarding.queries import next_duty, unread_on_duty
from muruna.spaces.logic.rights import UNDER_18
from muruna.spaces.models import Membership
from muruna.spaces.queries import support_rights
from muruna.stories.logic.sharing import Side, came, may_answer, needs_a_look, waits_for_reader
from muruna.stories.models import Mark, Reply, Story
from muruna.stories.sealing import Opener, Words, open_draft


@dataclass(frozen=True)
class Told:
    """A story as one reader sees it; `name` is "" where its writer shows none, and in lists of one's own."""

    story: Story
    words: Words
    name: str


@dataclass(frozen=True)
class Answer:
    """A reply as one reader sees it."""

    reply: Reply
    text: str
    name: str
    is_mine: bool
    is_writers: bool
    may_drop: bool
    may_show: bool = False  # it waits, and the reader may let it be read

    @property
    def is_waiting(self) -> bool:
        return bool(self.reply.state == Reply.WAITING)


def opened(actor: Any, story: Story, opener: Opener) -> Told | None:
    """The shared copy, for somebody who may see it; None where they hold no key to it."""
    words = opener.words(story)
    if words is None:
        return None
    if not story.shows_name:
        return Told(story, words, "")
    return Told(story, words, words.by if story.audience == Story.CIRCLE else story.author.name)


def stories_for(actor: Actor) -> QuerySet[Story]:
    """What others have shared with the reader, newest first."""
    rows = visible(actor, Action.STORY_MARK, Story)
    return rows.select_related("author").order_by("-shared_on", "pk")


def open_all(actor: Any, rows: Any) -> list[Told]:
    """Those of `rows` that the reader holds keys to."""
    stories = list(rows)
    opener = Opener(actor, stories)
    return [told for one in stories if (told := opened(actor, one, opener))]


def my_stories(actor: Any) -> list[Told]:
    """Everything that the reader wrote, in every state."""
    rows = visible(actor, Action.STORY_WITHDRAW, Story).order_by("-day", "pk").select_related("author")
    found = []
    for story in rows:
        try:
            found.append(Told(story, open_draft(actor, story), ""))
        except CannotOpen:  # pragma: no cover - a damaged row must not lock the page
            continue
    return found


def first_key(key: Any) -> UUID:
    """The key under which the page with this form's key begins its draft, however often it asks to."""
    return uuid5(NAMESPACE_OID, f"story begun by {key}")


def begun_by(actor: Any, key: Any) -> Story | None:
    """The draft that a page of a new story has already begun by itself, known by the page's key."""
    id = answer_of(actor.person.pk, first_key(key))
    found: Story | None = visible(actor, Action.STORY_WRITE, Story).filter(pk=id).first() if id else None
    return found


def begun(actor: Any, most: int = 3) -> list[Told]:
    """The newest drafts of the reader's own: whoever writes a new one may look for one of these."""
    rows = visible(actor, Action.STORY_WRITE, Story).filter(state=Story.DRAFT).order_by("-day", "pk")[:most]
    return [Told(one, open_draft(actor, one), "") for one in rows]


def story(actor: Any, id: UUID) -> Told:
    """One story: the writer's own copy for the writer, the shared one for others; raises NotFound."""
    found: Story = find(actor, Action.STORY_SEE, Story, id)
    if found.author_id == actor.membership.pk:
        shared = opened(actor, found, Opener(actor, [found])) if found.audience else None
        # The name that readers see beside it, which in a circle is the one of there.
        return Told(found, open_draft(actor, found), shared.name if shared else "")
    told = opened(actor, found, Opener(actor, [found]))
    return told or find(actor, Action.STORY_SEE, Story, None)


def is_looked_at(actor: Any) -> bool:
    """Whether a story of the actor's for the space waits until somebody has read it."""
    shared = Story.objects.filter(author=actor.membership, audience=Story.SPACE, shared_on__isnull=False)
    rule = actor.space.effective().first_posts_reviewed
    return needs_a_look(shared_before=shared.count(), first_posts_reviewed=rule)


def reply_waits(actor: Any, story: Story, text: str = "") -> bool:
    """Whether these words of the actor's below a story wait now until somebody has read them.

    What is sealed for a few waits for nobody: there is nobody who could look. Somebody on duty must read
    the language of the words as well as that of the story.
    """
    return story.audience == Story.SPACE and waits_for_reader(
        shown_before=_shown_before(actor),
        first_posts_reviewed=actor.space.effective().first_posts_reviewed,
        reader_is_there=not unread(actor, story, text),
    )


def _shown_before(actor: Any) -> int:
    stories = Story.objects.filter(author=actor.membership, audience=Story.SPACE, shared_on__isnull=False)
    replies = Reply.objects.filter(author=actor.membership, state=Reply.SHOWN, story__audience=Story.SPACE)
    return int(stories.count() + replies.count())


def unread(actor: Any, story: Story, text: str) -> str:
    """A language of these words below a story that nobody on duty reads now, apart from the actor; or ""."""
    return unread_on_duty(actor.space, now(), text, beside=story.language, never={actor.membership.pk})


def reply_may_wait(actor: Any, story: Story, spoken: str) -> bool:
    """Whether a reply to be written now may have to wait: in the story's language, or the one `spoken`."""
    if story.audience != Story.SPACE or _shown_before(actor) >= actor.space.effective().first_posts_reviewed:
        return False
    never = {actor.membership.pk}
    return any(
        unread_on_duty(actor.space, now(), "", beside=language, never=never)
        for language in dict.fromkeys([story.language, spoken])
    )


def next_reader(actor: Any, story: Story, text: str) -> dt.datetime | None:
    """When the next duty of somebody begins who reads what waits below a story."""
    return next_duty(actor.space, now(), reads=unread(actor, story, text) or story.language)


def replies_to_review(actor: Any) -> list[Reply]:
    """Replies that wait for somebody to look at them, the oldest first."""
    rows = visible(actor, Action.REPLY_REVIEW, Reply).select_related("author")
    return list(rows.order_by("day", "pk"))


def waiting_reply(actor: Any, id: UUID) -> tuple[Reply, str]:
    """A reply that waits, with its words, for somebody who may let it be read; raises NotFound."""
    reply: Reply = find(actor, Action.REPLY_REVIEW, Reply, id)
    body = Opener(actor, [], [reply]).body(reply, reply.story) or {"text": ""}
    return reply, str(body["text"])


def to_review(actor: Actor) -> list[Story]:
    """What waits for somebody to look at it, the oldest first."""
    rows = visible(actor, Action.STORY_REVIEW, Story).filter(state=Story.SENT)
    return list(rows.select_related("author").order_by("day", "pk"))


def how_many_wait(actor: Actor) -> int:
    """How many stories and replies wait for the actor to look at them."""
    stories = visible(actor, Action.STORY_REVIEW, Story).filter(state=Story.SENT)
    return int(stories.count() + visible(actor, Action.REPLY_REVIEW, Reply).count())


def review(actor: Any, id: UUID) -> Told:
    """One story that a coordinator may look at; raises NotFound."""
    found: Story = find(actor, Action.STORY_REVIEW, Story, id)
    told = opened(actor, found, Opener(actor, [found]))
    return told or find(actor, Action.STORY_REVIEW, Story, None)


def kept(actor: Any) -> list[Told]:
    """The reader's own list to read again: found by marks that only the reader's key can make."""
    seen = visible(actor, Action.STORY_MARK, Story)
    marks = Mark.objects.filter(kind=Mark.KEPT, story__in=seen.values("pk")).values_list("story", "who")
    mine = {id for id, who in marks if hmac.compare_digest(bytes(who), mark_of(actor, id))}
    return open_all(actor, stories_for(actor).filter(pk__in=mine))


def my_marks(actor: Any, story: Story) -> set[str]:
    """Which marks on a story are the reader's own."""
    mine = Mark.objects.filter(story=story, who=mark_of(actor, story.pk))
    return set(mine.values_list("kind", flat=True))


def mark_of(actor: Any, story_id: UUID) -> bytes:
    """What stands for the reader on a story's marks: nobody without their root key can make or test it."""
    return bytes(actor.keys.digest(b"story-mark:" + story_id.bytes))


def what_came(actor: Actor, story: Story) -> dict[str, str]:
    """For the writer alone: which marks came, as "somebody" or "several"; raises NotFound."""
    find(actor, Action.STORY_WITHDRAW, Story, story.pk)
    rows = Mark.objects.filter(story=story, kind__in=Mark.TOLD).values("kind").annotate(n=Count("pk"))
    return came({row["kind"]: row["n"] for row in rows})


def answers_to(actor: Any, story: Story) -> list[Answer]:
    """The replies under a story that the reader may see, oldest first."""
    rows = list(
        visible(actor, Action.REPLY_SEE, Reply)
        .filter(story=story)
        .select_related("author")
        .order_by("day", "pk")
    )
    droppable = set(
        visible(actor, Action.REPLY_DROP, Reply).filter(story=story).values_list("pk", flat=True)
    ) if rows else set()  # fmt: skip
    for one in rows:
        one.story = story
    opener, found = Opener(actor, [], rows), []
    for one in rows:
        body = opener.body(one, story)
        if body is None:
            continue
        is_writers = one.author_id == story.author_id
        name = "" if is_writers and not story.shows_name else body["by"] or one.author.name
        is_mine = one.author_id == actor.membership.pk
        may_show = one.state == Reply.WAITING and not is_mine
        found.append(Answer(one, body["text"], name, is_mine, is_writers, one.pk in droppable, may_show))
    return found


def my_replies(actor: Any) -> list[tuple[Reply, str]]:
    """Everything that the reader said below stories, as far as they can still open it."""
    rows = visible(actor, Action.REPLY_DROP, Reply).filter(author=actor.membership)
    replies = list(rows.select_related("story").order_by("day", "pk"))
    opener = Opener(actor, [], replies)
    return [(one, body["text"]) for one in replies if (body := opener.body(one, one.story))]


def may_say(actor: Any, story: Story) -> bool:
    """Whether the reader may write under a story that they may see."""
    if story.state != Story.PUBLISHED or story.replies == Story.WITNESS:
        return False
    if story.author_id == actor.membership.pk:
        return True
    return may_answer(_side(story.author), _side(actor.membership))


def _side(membership: Membership) -> Side:
    if membership.is_minor or not membership.space.effective().adults_support_minors:
        return Side(membership.is_minor)
    held = support_rights(membership)
    return Side(False, any(UNDER_18 in right.tracks for right in held))


def asks_to_stay(actor: Actor) -> list[Story]:
    """The reader's own stories of which it is time to say whether they may stay."""
    return _asking_since(actor, today())


@prepared
def _asking_since(actor: Actor, day: dt.date) -> QuerySet[Story]:
    rows = visible(actor, Action.STORY_STAY, Story).filter(ask_on__lte=day)
    return rows.order_by("ask_on", "pk").only("pk")


def has_news(actor: Actor) -> bool:
    """Whether something came to a story of the reader's that they have not seen."""
    return bool(_with_news(actor))


@prepared
def _with_news(actor: Actor) -> QuerySet[Story]:
    return visible(actor, Action.STORY_WITHDRAW, Story).filter(has_news=True).only("pk")[:1]


def are_met(actor: Actor, membership: Any) -> bool:
    """Whether the actor can see a story that this persona signed with the name they have here."""
    signed = visible(actor, Action.STORY_MARK, Story).filter(author=membership, shows_name=True)
    return bool(signed.exclude(audience=Story.CIRCLE).exists())
