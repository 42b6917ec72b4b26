"""The plan for hard times through its pages, as people use them without JavaScript."""

import json
import re
import uuid
from html import unescape

import pytest
from django.test import Client

from muruna.accounts.device import COPY_COOKIE, owner_mark
from muruna.accounts.models import Person, Session
from muruna.accounts.sessions import COOKIE
from muruna.foundation.clock import today
from muruna.foundation.models import Trace
from muruna.foundation.tenancy import in_space
from muruna.goals.actions import hard_times as deeds
from muruna.goals.models import HardTimes
from muruna.goals.queries.hard_times import my_hard_times
from muruna.spaces.models import Membership
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import World
from tests.goals.lines import line, read, send, texts, version
from tests.spaces.conftest import make_space

PAGES = (
    "", "part/signs/", "part/numbers/", "part/safer/pick/", "numbers/", "numbers/?country=gb", "order/",
    "undo/", "away/", "sheet/", "card/", "here/", "with/",
)  # fmt: skip


@pytest.fixture
def here(world: World) -> str:
    return f"/s/{world.space.code}/lines/"


def test_two_taps_from_any_page_inside(world: World, here: str) -> None:
    client = world.member.browser()
    brand = re.search(r'class="brand" href="([^"]+)"', read(client, f"/s/{world.space.code}/ways/"))
    assert brand

    assert f'href="{here}"' in read(client, brand[1])
    assert "Only you can open this page." in read(client, here)


def test_two_taps_also_for_somebody_in_two_communities(world: World, here: str) -> None:
    """From a page outside both, the first tap leads to where communities are chosen."""
    other = make_space("Elsewhere")
    for state in (Membership.ACTIVE, Membership.SUSPENDED):
        with in_space(other):
            Membership.objects.filter(person=world.member.person).delete()
            Membership.objects.create(
                space=other, person=world.member.person, name="M", age_band="18-24", state=state
            )
        client = world.member.browser()
        brand = re.search(r'class="brand" href="([^"]+)"', read(client, "/numbers/"))
        assert brand
        chosen = client.get(brand[1], follow=True)
        assert chosen.redirect_chain[-1][0] == "/home/"
        html = unescape(chosen.content.decode())
        assert f'href="{here}"' in html
        assert f'href="/s/{other.code}/lines/"' in html  # whoever is suspended there still reads it


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_shows_empty_and_full_with_a_neutral_title(world: World, here: str, language: str) -> None:
    Person.objects.filter(pk=world.member.person.pk).update(language=language)
    client = world.member.browser()
    for _empty_then_full in range(2):
        for path in PAGES:
            title = re.search("<title>(.*?)</title>", read(client, here + path))
            assert title
            assert not re.search(r"hard|plan|صعب|خطة", title[1], re.I), title[1]
        for code in ("signs", "numbers"):
            deeds.add_lines(actor=world.member.actor, part=code, texts=["one: 112", "سطر"])


def test_writing_picking_moving_and_undoing_by_pages(world: World, here: str) -> None:
    client = world.member.browser()
    send(client, f"{here}part/people/", text="  My aunt:\n 0151 000 ")
    send(client, f"{here}part/people/", text="Sam")
    send(client, f"{here}one/{line(world.member, 'people', 1)}/move/", to="earlier")
    path = f"{here}one/{line(world.member, 'people')}/"
    send(client, path, text="Sam, after six", version=version(client, path))
    assert texts(world.member, "people") == ["Sam, after six", "My aunt: 0151 000"]
    assert '<a class="dial" href="tel:0151000"><bdi dir="ltr">0151 000</bdi></a>' in read(client, here)

    taken = send(client, f"{here}one/{line(world.member, 'people')}/away/")
    assert taken["Location"] == f"{here}part/people/"
    assert "Undo the last change" in read(client, taken["Location"])
    send(client, f"{here}undo/")
    assert texts(world.member, "people") == ["Sam, after six", "My aunt: 0151 000"]
    send(client, f"{here}part/people/move/", to="earlier")
    assert [part.code for part in my_hard_times(world.member.actor).parts][2] == "people"
    assert "Undo the last change" in read(client, here)
    send(client, f"{here}undo/", what="keep")
    assert "Undo the last change" not in read(client, here)


def test_examples_and_numbers_are_taken_over_once(world: World, here: str) -> None:
    client = world.member.browser()
    chosen = ["I walk round the block once.", "I draw, and it may be bad."]
    send(client, f"{here}part/alone/pick/", chosen=chosen)
    assert len(texts(world.member, "alone")) == 2
    assert "I walk round the block once." not in read(client, f"{here}part/alone/pick/")

    send(client, f"{here}numbers/?country=gb", chosen=["all-999", "samaritans"])
    assert texts(world.member, "numbers") == ["Emergency: 999", "Samaritans: 116 123"]
    assert 'href="tel:116123"' in read(client, here)


def test_bad_input_says_so_and_keeps_what_was_typed(world: World, here: str) -> None:
    client = world.member.browser()
    for text, kept in (("x" * 301, "x" * 301), ("\u200b \u0000", "")):
        answer = send(client, f"{here}part/signs/", text=text)
        assert answer.status_code == 422
        assert kept in unescape(answer.content.decode())
    assert send(client, f"{here}part/signs/pick/", chosen=["not offered"]).status_code == 422
    assert send(client, f"{here}numbers/?country=xx", chosen=["all-999"]).status_code == 422
    assert send(client, f"{here}here/", what="steal").status_code == 422
    for path in ("part/seventh/", "one/feedbeef/", "one/feedbeef/move/", "part/seventh/pick/"):
        assert send(client, here + path, text="x", chosen="x").status_code == 404
    assert not HardTimes.objects.exists()


def test_full_part_says_so_in_words_and_keeps_the_line(world: World, here: str) -> None:
    deeds.add_lines(actor=world.member.actor, part="signs", texts=[str(n) for n in range(20)])

    answer = send(world.member.browser(), f"{here}part/signs/", text="one too many")

    assert answer.status_code == 422
    html = unescape(answer.content.decode())
    assert "Twenty lines are there already" in html
    assert "one too many" in html


def test_sent_twice_is_written_once(world: World, here: str) -> None:
    client = world.member.browser()
    form = {"key": str(uuid.uuid4()), "text": "Sam"}
    first, again = (client.post(f"{here}part/people/", form) for _twice in range(2))
    away = {"key": str(uuid.uuid4())}
    gone, gone_again = (
        client.post(f"{here}one/{id}/away/", away) for id in [line(world.member, "people")] * 2
    )

    assert first.status_code == again.status_code == gone.status_code == gone_again.status_code == 303
    assert gone["Location"] == gone_again["Location"]
    assert texts(world.member, "people") == []


def test_line_typed_as_the_session_ended_is_not_lost(world: World, here: str) -> None:
    client = world.member.browser()
    mark = re.search(r'name="for" value="([^"]+)"', read(client, f"{here}part/people/"))
    assert mark
    Session.objects.all().delete()

    answer = send(client, f"{here}part/people/", text="my aunt", **{"for": mark[1], "in-words": "text"})

    assert answer.status_code == 401
    assert "What you wrote is not lost" in unescape(answer.content.decode())
    assert b"my aunt" not in answer.content


def test_nobody_finds_anothers_lines(world: World, here: str) -> None:
    deeds.add_lines(actor=world.member.actor, part="people", texts=["kestrel"])
    mine = line(world.member, "people")
    for who in (world.supporter, world.supervisor, world.lead, world.stranger):
        client = who.browser()
        assert "kestrel" not in "".join(read(client, here + path) for path in PAGES)
        for path in (f"one/{mine}/", f"one/{mine}/away/", f"one/{mine}/move/"):
            assert client.get(here + path).status_code == 404
            assert send(client, here + path, text="x").status_code == 404
    assert texts(world.member, "people") == ["kestrel"]


def test_traces_carry_no_word(world: World, here: str) -> None:
    send(world.member.browser(), f"{here}part/people/", text="kestrel")

    told = " ".join(str(vars(one)) for one in Trace.objects.all())
    assert "hard_times.change" in told
    assert "kestrel" not in told


def test_page_that_opens_a_copy_is_the_same_for_everybody(world: World) -> None:
    deeds.add_lines(actor=world.member.actor, part="people", texts=["kestrel"])
    signed_in, stranger = world.member.browser().get("/kept/"), Client().get("/kept/")
    worker = Client().get("/kept.js")

    assert signed_in.content == stranger.content
    assert "Set-Cookie" not in str(stranger.headers)
    assert "<title>Notes · " in stranger.content.decode()
    assert worker["Content-Type"].startswith("text/javascript")
    assert "default-src 'none'" in worker["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("asked", "dialled"),
    [("", "112"), ("?in=lb", "140"), ("?in=de", "112"), ("?in=xx", "112"), ("?in=%00", "112")],
)
def test_whoever_forgot_the_code_finds_whom_to_call(world: World, asked: str, dialled: str) -> None:
    html = Client().get(f"/kept/{asked}").content.decode()
    call, code = html.index(f'href="tel:{dialled}"'), html.index('id="code"')

    assert call < code
    assert html.index('href="/numbers/') < code
    assert "Police" not in html


def test_a_copy_is_made_with_the_numbers_of_its_community_and_says_its_day(world: World, here: str) -> None:
    world.space.country = "lb"
    world.space.save()
    deeds.add_lines(actor=world.member.actor, part="people", texts=["kestrel"])

    raw = unescape(world.member.browser().get(f"{here}here/").content.decode())

    assert 'data-from="/kept/?in=lb"' in raw
    assert 'data-numbers="/numbers/?in=lb"' in raw
    found = re.search(r"data-words='([^']*)'", raw)
    assert found
    assert str(today().year) in json.loads(found[1])[-1]["note"]


def test_leaving_spares_a_copy_that_somebody_keeps_and_nothing_else(world: World, here: str) -> None:
    client = world.member.browser()
    assert client.post("/exit/")["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    client = world.member.browser()
    answer = client.post(
        f"{here}here/", {"key": str(uuid.uuid4()), "what": "keep"}, headers={"X-Fragment": "1"}
    )
    assert (answer.status_code, client.cookies[COPY_COOKIE].value) == (204, owner_mark(world.member.actor))

    left = client.post("/exit/")

    assert left["Clear-Site-Data"] == '"cache"'
    assert left.cookies[COOKIE].value == ""
    assert COPY_COOKIE not in left.cookies
    keeper = world.member.browser()
    keeper.cookies[COPY_COOKIE] = owner_mark(world.supporter.actor)
    assert keeper.post("/out/")["Clear-Site-Data"] == '"cache"'
    assert world.member.browser().post("/out/")["Clear-Site-Data"] == '"cache", "storage"'


def test_taking_the_copy_away_wipes_everything_again(world: World, here: str) -> None:
    client = world.member.browser()
    send(client, f"{here}here/", what="keep")
    send(client, f"{here}here/", what="away")

    assert client.cookies[COPY_COOKIE].value == ""
    assert client.post("/exit/")["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_copy_is_told_from_anothers_by_a_mark_that_says_nothing(world: World, here: str) -> None:
    marks = {owner_mark(who.actor) for who in (world.member, world.supporter)}

    assert len(marks) == 2
    assert owner_mark(world.member.actor) in marks
    for mark in marks:
        assert re.fullmatch("[0-9a-f]{32}", mark)
        assert hidden_in(disk(), mark) == []
    assert f'data-owner="{owner_mark(world.member.actor)}"' in read(world.member.browser(), f"{here}here/")


def test_copy_is_taken_away_without_coming_in_and_by_no_other_site(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies[COPY_COOKIE] = "somebody"
    browser.post("/kept/")  # as a form of another site could
    assert browser.cookies[COPY_COOKIE].value == "somebody"

    assert browser.post("/kept/", headers={"X-Fragment": "1"}).status_code == 204
    assert browser.cookies[COPY_COOKIE].value == ""
    assert browser.post("/exit/")["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_words_to_be_sealed_reach_the_page_whole(world: World, here: str) -> None:
    tricky = "it's <b>\"so\"</b> & ' 112"
    deeds.add_lines(actor=world.member.actor, part="people", texts=[tricky])
    raw = world.member.browser().get(f"{here}here/").content.decode()
    found = re.search(r"data-words='([^']*)'", raw)
    assert found

    parts = json.loads(unescape(found[1]))
    assert "".join(text for text, *_kind in parts[0]["lines"][0]) == tricky
    assert "<b>" not in raw


def test_letting_go_by_page(world: World, here: str) -> None:
    client = world.member.browser()
    send(client, f"{here}part/people/", text="kestrel")
    send(client, f"{here}away/")

    assert not HardTimes.objects.exists()
    assert "kestrel" not in read(client, here)


def test_after_a_hard_talk_it_is_offered_by_a_link(world: World, here: str) -> None:
    assert f'href="{here}"' in read(world.supporter.browser(), world.at("after/"))


def test_words_for_a_line_taken_out_on_another_page_come_back_and_can_be_added(
    world: World, here: str
) -> None:
    client = world.member.browser()
    send(client, f"{here}part/people/", text="Sam")
    path = f"{here}one/{line(world.member, 'people')}/"
    hidden = {"part": re.search(r'name="part" value="([a-z]+)"', read(client, path))[1]}  # type: ignore[index]
    send(client, f"{path}away/")

    late = send(client, path, text="Sam with the blue hat", **hidden)
    assert late.status_code == 404
    html = unescape(late.content.decode())
    assert 'value="Sam with the blue hat"' in html
    assert "taken out on another page" in html
    arabic = send(client, path, text="Sam with the blue hat", read_in="ar", **hidden)
    assert 'value="Sam with the blue hat"' in arabic.content.decode()

    at = re.search(r'class="form" method="post" action="([^"]+)"', html)
    assert at
    assert send(client, at[1], text="Sam with the blue hat").status_code == 303
    assert texts(world.member, "people") == ["Sam with the blue hat"]
    assert client.get(path).status_code == 404
    for spoiled in ({"part": "nothing"}, {}):
        assert send(client, path, text="Sam", **spoiled).status_code == 404
