"""The pages, as members use them without JavaScript."""

import re
import uuid
from typing import Any

import pytest

from muruna.accounts.models import Person
from muruna.stories.models import Mark, Reply, Story
from tests.conversations.people import Somebody, World
from tests.stories.telling import CANARY, read, send, share, tell, write

WORDS = {"title": "The second chair", "text": f"I told Sara. {CANARY}", "language": "en", "notes": ["family"]}


@pytest.fixture
def here(world: World) -> str:
    return f"/s/{world.space.code}/pages/"


def test_from_writing_to_reading_to_taking_back(world: World, coordinator: Somebody, here: str) -> None:
    writer, reader, looks = world.member.browser(), world.stranger.browser(), coordinator.browser()

    kept = send(writer, f"{here}new/", **WORDS, then="stay")
    story = Story.objects.get()
    assert kept["Location"] == f"{here}{story.pk}/write/"
    assert CANARY in read(writer, kept["Location"])
    on = send(writer, kept["Location"], **WORDS, then="on")
    assert on["Location"] == f"{here}{story.pk}/share/"
    page = read(writer, on["Location"])
    assert "<bdi>Sara</bdi>" in page
    assert "so can the running server" in page
    assert reader.get(f"{here}{story.pk}/").status_code == 404

    wish = {"audience": "space", "replies": "questions", "shows_name": "yes"}
    assert send(writer, on["Location"], **wish).status_code == 303
    assert "The second chair" in read(looks, f"{here}look/")
    assert send(looks, f"{here}look/{story.pk}/", decision="return").status_code == 422
    assert send(looks, f"{here}look/{story.pk}/", decision="publish").status_code == 303

    seen = read(reader, f"{here}{story.pk}/")
    assert seen.index("Being turned away by family") < seen.index(CANARY)
    assert "1 minute to read" in seen
    assert "The second chair" not in seen.split("<body")[0]
    assert 'lang="en" dir="auto"' in seen
    assert send(reader, f"{here}{story.pk}/mark/", kind="thanks", is_on="yes").status_code == 303
    assert send(reader, f"{here}{story.pk}/say/", text="How did it begin?").status_code == 303
    assert "Something came back" in read(writer, f"/s/{world.space.code}/")
    own = read(writer, f"{here}{story.pk}/")
    assert "Somebody says thank you." in own
    assert "How did it begin?" in own
    assert "Something came back" not in read(writer, f"/s/{world.space.code}/")

    back = read(writer, f"{here}{story.pk}/back/")
    assert "What somebody remembers, copied or photographed cannot be taken back." in back
    key = str(uuid.uuid4())
    for _ in range(2):
        assert writer.post(f"{here}{story.pk}/back/", {"key": key}).status_code == 303
    assert (Story.objects.count(), Reply.objects.count(), Mark.objects.count()) == (0, 0, 0)
    assert reader.get(f"{here}{story.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("audience", "is_known", "said"),
    [
        ("me", False, "Nothing is shared. Only you can open it."),
        ("space", False, "It is sent. Somebody reads it first; then others can."),
        ("space", True, "It is shared: those you chose can read it now."),
    ],
)
def test_sharing_is_named_before_it_happens_and_afterwards(
    world: World, coordinator: Somebody, here: str, audience: str, is_known: bool, said: str
) -> None:
    for _ in range(world.space.effective().first_posts_reviewed if is_known else 0):
        tell(world.member, coordinator)
    writer, story = world.member.browser(), write(world.member)
    address = f"{here}{story.pk}/share/"
    assert ">Share it now</" in read(writer, address)

    wish = {"audience": audience, "replies": "witness", "shows_name": "no"}
    shared = send(writer, address, **wish)

    assert said in read(writer, shared["Location"])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_in_its_readers_language(
    world: World, coordinator: Somebody, here: str, language: str
) -> None:
    story, draft = tell(world.member, coordinator), write(world.member)
    sent = share(world.second, write(world.second))
    people = [one.person.pk for one in (world.member, world.stranger, coordinator)]
    Person.objects.filter(pk__in=people).update(language=language)
    for who, paths in (
        (world.member, ["", "mine/", "kept/", "new/", f"{story.pk}/", f"{story.pk}/stay/",
                        *(f"{draft.pk}/{rest}" for rest in ("", "write/", "share/", "back/"))]),
        (world.stranger, ["", f"{story.pk}/", f"{story.pk}/mark/", f"{story.pk}/say/", f"{story.pk}/tell/",
                          f"{story.pk}/part/"]),
        (coordinator, ["look/", f"look/{sent.pk}/", f"look/{story.pk}/"]),
    ):  # fmt: skip
        client = who.browser()
        for path in paths:
            html = read(client, f"{here}{path}")
            assert f'lang="{language}"' in html.split("<body")[0]
            assert "second chair" not in html.split("<body")[0]


def test_what_is_written_is_kept_on_the_way_and_a_draft_deleted_is_gone(world: World, here: str) -> None:
    story, client = write(world.member, "first"), world.member.browser()

    assert send(client, f"{here}{story.pk}/keep/", **WORDS).status_code == 204
    assert send(client, f"{here}{story.pk}/keep/", **{**WORDS, "text": ""}).status_code == 204
    assert CANARY in read(client, f"{here}{story.pk}/write/")
    assert send(world.stranger.browser(), f"{here}{story.pk}/keep/", **WORDS).status_code == 404

    assert "gone for good" in read(client, f"{here}{story.pk}/back/")
    assert send(client, f"{here}{story.pk}/back/", keeps_text="on").status_code == 303
    assert Story.objects.count() == 0


def test_nothing_typed_is_lost(world: World, here: str) -> None:
    client = world.member.browser()

    for path, typed in (
        (f"{here}new/", {"title": "", "text": "half a thought", "language": "en"}),
        (f"{here}new/", {"title": "x", "text": "half a thought" + " and more" * 2000, "language": "en"}),
    ):
        answer = send(client, path, **typed)
        assert answer.status_code == 422
        assert "half a thought" in answer.content.decode()
    assert Story.objects.count() == 0


@pytest.mark.parametrize("press", ["thanks.yes", "kept.yes"])
def test_a_button_keeps_the_reply_that_is_being_written(
    world: World, coordinator: Somebody, here: str, press: str
) -> None:
    story = tell(world.member, coordinator, replies="ideas")
    client, page = world.stranger.browser(), f"{here}{story.pk}/"
    buttons = re.findall(r'<button[^>]*name="press"[^>]*>', read(client, page))
    assert len(buttons) == 4
    assert all('form="reply"' in one for one in buttons)

    answer = send(client, f"{page}mark/", press=press, text="half a thought")

    assert answer.status_code == 200
    assert "half a thought</textarea>" in answer.content.decode()
    assert "Saved." in answer.content.decode()
    assert Mark.objects.get().kind == press.partition(".")[0]
    assert not Reply.objects.exists()
    assert send(client, f"{page}mark/", press=press.replace("yes", "no")).status_code == 303
    assert not Mark.objects.exists()


def test_a_reply_to_a_story_that_was_taken_back_meanwhile_comes_back(
    world: World, coordinator: Somebody, here: str
) -> None:
    story = tell(world.member, coordinator, replies="ideas")
    client = world.stranger.browser()
    Story.objects.all().delete()

    answer = send(client, f"{here}{story.pk}/say/", text="half a thought")

    assert answer.status_code == 404
    assert "half a thought</textarea>" in answer.content.decode()
    assert "Nothing was sent." in answer.content.decode()
    other = send(client, f"{here}{story.pk}/say/", text="half a thought", **{"for": "somebody else"})
    assert "half a thought" not in other.content.decode()  # words of whoever was signed in before


def test_kept_for_oneself_it_stays_a_draft(world: World, here: str) -> None:
    story, client = write(world.member), world.member.browser()
    wish = {"audience": "me", "replies": "witness", "shows_name": "no"}

    assert send(client, f"{here}{story.pk}/share/", **wish)["Location"] == f"{here}mine/"

    assert Story.objects.get().state == Story.DRAFT
    assert send(client, f"{here}{story.pk}/share/", **{**wish, "audience": "circle:x"}).status_code == 422


def test_without_a_name_none_stands_there(world: World, coordinator: Somebody, here: str) -> None:
    story = tell(world.member, coordinator, shows_name=False)

    for path in ("", f"{story.pk}/"):
        assert "Noor" not in read(world.stranger.browser(), f"{here}{path}")
    assert f"{story.pk}/part/" not in read(world.stranger.browser(), f"{here}{story.pk}/")


def test_a_page_says_the_same_whether_wish_or_age_closes_replies(
    world: World, coordinator: Somebody, here: str
) -> None:
    from tests.conversations.people import somebody

    minor = somebody(world.space, "Mina", age_band="13-15")
    open_story = tell(minor, coordinator, "one", replies="ideas", shows_name=False)
    closed = tell(minor, coordinator, "one", replies="witness", shows_name=False)
    client = world.stranger.browser()

    pages = [read(client, f"{here}{one.pk}/").replace(str(one.pk), "-") for one in (open_story, closed)]
    fresh = [re.sub(r'(name="(?:key|csrfmiddlewaretoken|for)" value=")[^"]*', r"\1", one) for one in pages]
    assert fresh[0] == fresh[1]


def test_lists_ask_the_database_no_more_when_they_grow(
    world: World, coordinator: Somebody, here: str, query_count: Any
) -> None:
    reader, writer = world.stranger.browser(), world.member.browser()
    pages = [
        (reader, here),
        (reader, f"{here}kept/"),
        (writer, f"{here}mine/"),
        (reader, f"/s/{world.space.code}/"),
    ]

    def more() -> Story:
        story = tell(world.member, coordinator)
        send(reader, f"{here}{story.pk}/mark/", kind="kept", is_on="yes")
        send(reader, f"{here}{story.pk}/say/", text="hello")
        return story

    first = more()
    for _ in range(3):
        more()  # a person's first replies are asked about, later ones are not: that is no growth
    pages += [(reader, f"{here}{first.pk}/"), (writer, f"{here}{first.pk}/")]
    for client, path in pages:
        read(client, path)
    few = [query_count(lambda c=client, p=path: c.get(p)) for client, path in pages]
    for _ in range(3):
        more()
        send(reader, f"{here}{first.pk}/say/", text="and again")
    read(writer, f"{here}{first.pk}/")  # what came is noted as seen once

    assert [query_count(lambda c=client, p=path: c.get(p)) for client, path in pages] == few
