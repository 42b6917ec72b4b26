"""Lines of the plan that others see: chosen one by one, over what one saw, and said wherever they stand."""

import json
import re
import uuid
from html import unescape

import pytest

from muruna.goals.actions import hard_times as deeds
from muruna.goals.logic.hard_times import PARTS
from muruna.goals.models import HardTimes
from muruna.sharing.actions import stop, write_note
from muruna.sharing.models import Share
from tests.conversations.people import World
from tests.goals.lines import line, read, send, show, texts, version


@pytest.fixture
def here(world: World) -> str:
    return f"/s/{world.space.code}/lines/"


def test_writing_together_by_pages(world: World, here: str) -> None:
    deeds.add_lines(actor=world.member.actor, part="people", texts=["kestrel", "heron"])
    mine, theirs, other = (who.browser() for who in (world.member, world.supporter, world.stranger))
    who = world.supporter.membership.pk
    assert "Sees nothing of it." in read(mine, f"{here}with/")
    assert mine.get(f"{here}with/{world.stranger.membership.pk}/").status_code == 404

    show(mine, f"{here}with/{who}/", line(world.member, "people"))

    share = Share.objects.get()
    there = f"/s/{world.space.code}/between/{share.pk}/"
    seen = read(theirs, there)
    assert "kestrel" in seen
    assert "heron" not in seen
    assert other.get(there).status_code == 404
    assert "Sees 1 line." in read(mine, f"{here}with/")
    send(theirs, there, text="We walk together", as_="proposal")
    note = share.notes.get()
    take = f"{here}take/{share.pk}/{note.pk}/"
    assert take in read(mine, there)
    assert "We walk together" in read(mine, take)
    assert theirs.get(take).status_code == 404
    form = {"key": str(uuid.uuid4()), "text": "We walk, then tea", "part": "around", "shows": "on"}
    assert mine.post(take, form).status_code == mine.post(take, form).status_code == 303
    assert texts(world.member, "around") == ["We walk, then tea"]
    assert "We walk, then tea" in read(theirs, there)
    send(mine, there + "stop/")
    assert theirs.get(there).status_code == 404
    assert "Sees nothing of it." in read(mine, f"{here}with/")


def test_page_from_before_a_line_was_hidden_shows_it_to_nobody_again(world: World, here: str) -> None:
    deeds.add_lines(actor=world.member.actor, part="people", texts=["kestrel", "heron"])
    mine, theirs = world.member.browser(), world.supporter.browser()
    first, second = (line(world.member, "people", n) for n in (0, 1))
    path = f"{here}with/{world.supporter.membership.pk}/"
    show(mine, path, first)
    opened_before = version(mine, path)
    show(mine, path)

    answer = send(mine, path, chosen=[first, second], version=opened_before)

    there = f"/s/{world.space.code}/between/{Share.objects.get().pk}/"
    assert answer.status_code == 422
    html = unescape(answer.content.decode())
    assert "This was changed on another page" in html
    assert "Sees no line, and can propose some." in html
    assert html.count(" checked") == 2
    assert "kestrel" not in read(theirs, there)
    assert "heron" not in read(theirs, there)
    renewed = re.search(r'name="version" value="([0-9]+)"', html)
    assert renewed
    assert send(mine, path, chosen=[second], version=renewed[1]).status_code == 303
    assert "heron" in read(theirs, there)


@pytest.mark.parametrize("side", ["giver", "receiver"])
def test_page_from_before_sharing_was_stopped_begins_nothing(world: World, here: str, side: str) -> None:
    deeds.add_lines(actor=world.member.actor, part="people", texts=["kestrel"])
    mine = world.member.browser()
    path = f"{here}with/{world.supporter.membership.pk}/"
    show(mine, path, line(world.member, "people"))
    opened_before = version(mine, path)
    who = world.member if side == "giver" else world.supporter
    stop(actor=who.actor, share_id=Share.objects.get().pk)

    for stale in (opened_before, "", "0"):
        answer = send(mine, path, chosen=[line(world.member, "people")], version=stale)
        assert answer.status_code == 422
        assert "Sees nothing of it." in unescape(answer.content.decode())
    assert not Share.objects.exists()


def test_ticks_are_for_the_words_that_one_saw(world: World, here: str) -> None:
    deeds.add_lines(actor=world.member.actor, part="people", texts=["kestrel"])
    mine = world.member.browser()
    path = f"{here}with/{world.supporter.membership.pk}/"
    opened_before = version(mine, path)
    deeds.change_line(actor=world.member.actor, id=line(world.member, "people"), text="what nobody may know")

    answer = send(mine, path, chosen=[line(world.member, "people")], version=opened_before)

    assert answer.status_code == 422
    assert not Share.objects.exists()


def test_page_says_who_sees_a_line_wherever_it_is_read_or_changed(world: World, here: str) -> None:
    deeds.add_lines(actor=world.member.actor, part="people", texts=["kestrel", "heron"])
    mine = world.member.browser()
    first, second = (line(world.member, "people", n) for n in (0, 1))
    assert "sees this" not in read(mine, here) + read(mine, f"{here}part/people/")
    show(mine, f"{here}with/{world.supporter.membership.pk}/", first)

    for path in (here, f"{here}part/people/"):
        assert read(mine, path).count("Sam sees this") == 1
        assert re.search("kestrel.*?Sam sees this.*?heron", read(mine, path), re.S)
    assert "Sam sees this line" in read(mine, f"{here}one/{first}/")
    assert "Sam sees this line" in read(mine, f"{here}one/{first}/away/")
    assert "sees this" not in read(mine, f"{here}one/{second}/")
    assert "sees this" not in read(mine, f"{here}sheet/") + read(mine, f"{here}card/")
    stop(actor=world.member.actor, share_id=Share.objects.get().pk)
    assert "sees this" not in read(mine, here)


def test_line_changed_on_another_page_is_not_overwritten_unseen(world: World, here: str) -> None:
    deeds.add_lines(actor=world.member.actor, part="people", texts=["Sam"])
    client = world.member.browser()
    path = f"{here}one/{line(world.member, 'people')}/"
    opened_before = version(client, path)
    send(client, path, text="Sam, after six", version=opened_before)

    answer = send(client, path, text="Sam: 0152 777 001", version=opened_before)

    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "This was changed on another page" in html
    assert "Sam, after six" in html
    assert "Sam: 0152 777 001" in html
    assert texts(world.member, "people") == ["Sam, after six"]
    renewed = re.search(r'name="version" value="([0-9]+)"', html)
    assert renewed
    assert send(client, path, text="Sam: 0152 777 001", version=renewed[1]).status_code == 303
    assert texts(world.member, "people") == ["Sam: 0152 777 001"]


def test_number_stands_in_its_own_order_wherever_a_line_is_shown(world: World, here: str) -> None:
    number = '<bdi class="digits" dir="ltr">0152 777 001</bdi>'
    mine, theirs = world.member.browser(), world.supporter.browser()
    with_ = f"{here}with/{world.supporter.membership.pk}/"
    for code in PARTS:
        deeds.add_lines(actor=world.member.actor, part=code, texts=[f"خالتي <{code}> 0152 777 001"])
    show(mine, with_, *(line(world.member, code) for code in PARTS))
    there = f"/s/{world.space.code}/between/{Share.objects.get().pk}/"

    for client, path, shown in ((mine, here, 4), (mine, f"{here}sheet/", 4), (mine, f"{here}card/", 4),
                                (mine, with_, 6), (theirs, there, 6)):  # fmt: skip
        html = client.get(path).text
        assert html.count("0152 777 001") == 6, path
        assert html.count(number) == shown, path
        assert html.count('<bdi dir="ltr">0152 777 001</bdi>') == 6 - shown, path
        assert "&lt;safer&gt;" in html, path
    sealed = re.search(r"data-words='([^']*)'", mine.get(f"{here}here/").text)
    assert sealed
    *parts, _of_which_day = json.loads(unescape(sealed[1]))
    assert all([[one[0], one[2]] for one in part["lines"][0] if one[2]] == [["0152 777 001", True]]
               for part in parts)  # fmt: skip


def test_proposal_of_another_is_no_way_in(world: World, here: str) -> None:
    share = deeds.share_lines(actor=world.member.actor, with_=world.supporter.membership.pk, lines=[])
    note = write_note(actor=world.supporter.actor, share_id=share.pk, text="heron", is_proposal=True)
    path = f"{here}take/{share.pk}/{note.pk}/"
    for who in (world.supporter, world.stranger):
        assert who.browser().get(path).status_code == 404
        assert send(who.browser(), path, text="x", part="people").status_code == 404
    assert not HardTimes.objects.filter(membership=world.stranger.membership).exists()
