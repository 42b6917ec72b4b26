"""A wall has a form for a post and one under each post: another language loses the words of none."""

import re
import uuid
from html import unescape

from tests.circles.people import World, sit_down
from tests.circles.test_wall import on_duty, write

WORDS, NOTE = "Half a thought about trains", "stations"


def _wall(world: World) -> str:
    on_duty(world)
    for who in (world.noor, world.sam):
        sit_down(world, who)
    write(world, world.noor, "Good morning")
    return world.at(f"{world.circle.pk}/wall/")


def _forms(page: str) -> list[str]:
    main = page.split("<main", 1)[1].split("</main>")[0]
    return re.findall(r'<form class="form[ "].*?</form>', main, re.DOTALL)


def test_the_forms_own_words_come_again(world: World) -> None:
    where, client = _wall(world), world.sam.browser()
    typed = {"key": str(uuid.uuid4()), "text": WORDS, "note": NOTE, "read_in": "ar"}

    page = client.post(where, typed).content.decode()

    assert 'lang="ar"' in page.split("<body")[0]
    assert WORDS in page
    assert NOTE in page


def test_without_scripts_each_further_form_has_a_switch_of_its_own(world: World) -> None:
    where, client = _wall(world), world.sam.browser()
    first, reply = _forms(client.get(where).content.decode())

    assert 'name="read_in"' not in first
    button = re.search(r'<noscript>.*formaction="([^"]+)"[^>]* name="read_in" value="ar"', reply)
    assert button
    assert reply.index('type="submit"') < reply.index('name="read_in"')
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', reply))
    again = client.post(unescape(button[1]), {**hidden, "text": WORDS, "read_in": "ar"}).content.decode()

    form = _forms(again)[0]
    assert WORDS in form
    sent = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    assert sent["answers"] == hidden["answers"]
    assert client.post(where, {**sent, "text": WORDS}).status_code == 303
    assert WORDS in client.get(where).content.decode()


def test_what_a_script_gathers_beside_comes_back_to_it_and_to_nobody_else(world: World) -> None:
    where, client = _wall(world), world.sam.browser()
    typed = {"key": str(uuid.uuid4()), "text": "", "beside": f'[[1,["{WORDS} \\"<b>"]]]'}

    page = client.post(where, {**typed, "read_in": "ar"}).content.decode()

    found = re.search(r'id="typed-beside" value="([^"]*)"', page)
    assert found
    assert unescape(found[1]) == typed["beside"]
    assert "typed-beside" not in client.get(where + "?beside=x").content.decode()
