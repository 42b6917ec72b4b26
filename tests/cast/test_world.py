"""The demo world as somebody meets it who has just started it: made once by the command, then served."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cast.visitor import Visitor
from tests.harness.site import Site

KEYS = {"space", "persona", "roles", "handle", "passphrase", "language", "age_band"}
CODE = re.compile(r"\b[B-Z]{4}-[B-Z]{4}-[B-Z]{4}\b")


def test_one_sign_in_for_each_persona(demo_world: Site) -> None:
    people = demo_world.people

    assert all(set(one) == KEYS for one in people)
    assert len({one["space"] for one in people}) == 2
    assert len({one["handle"] for one in people}) >= 14
    assert [one["roles"] for one in people if one["handle"] == "rana"] == [
        ["member"],
        ["supporter", "facilitator"],
    ]
    assert "jad" not in {one["handle"] for one in people}  # has asked, and is not inside yet


def test_everybody_comes_in_by_the_listed_words(site: Site) -> None:
    said = {one["handle"]: one["passphrase"] for one in site.people}
    for handle, passphrase in said.items():
        door = Visitor(site.url)
        landed = door.come_in(handle, passphrase)
        assert (handle, landed.status) == (handle, 200)
        assert landed.path.startswith(("/s/", "/home/")), handle
        home = door.get("/home/?all").text
        names = [one["persona"] for one in site.people if one["handle"] == handle]
        assert all(name in home for name in names), handle


def test_wrong_words_do_not(site: Site) -> None:
    assert Visitor(site.url).come_in("bea", "define ethics all legend about garden").status == 422


def test_staff_come_in_without_a_code_app_and_see_that_it_is_a_demo(site: Site) -> None:
    page = Visitor(site.url).come_in("june", _words(site, "june"))

    assert re.fullmatch(r"/s/[a-z0-9]+/", page.path)
    assert "everyone can read these sign-ins" in page.text


def test_the_list_is_the_same_again_and_nothing_is_built_anew(site: Site) -> None:
    assert json.loads(site.command("demo", "--json")) == site.people


def test_the_talk_is_there_in_both_eyes(site: Site) -> None:
    for handle in ("bea", "noor"):
        door = Visitor(site.url)
        home = door.come_in(handle, _words(site, handle)).path
        talk = re.search(rf"{home}talks/[0-9a-f-]{{36}}/", door.get(f"{home}talks/").text)
        assert talk, handle
        assert "pancakes" in door.get(talk[0]).text, handle


def _words(site: Site, handle: str) -> str:
    return str(next(one["passphrase"] for one in site.people if one["handle"] == handle))


def test_codes_are_printed_for_a_newcomer(demo_world: Site, tmp_path: Path) -> None:
    site = Site(tmp_path / "site", template=demo_world)
    try:
        told = site.command("demo", "--if-empty")
        assert len(CODE.findall(told)) == 8
        assert all(one["passphrase"] in told for one in site.people)
        assert "rain" in told  # jad is listed as one who has asked
        again = site.command("demo", "--if-empty")
        assert not set(CODE.findall(told)) & set(CODE.findall(again))  # each sheet is fresh
    finally:
        site.remove()


def _open_space(site: Site) -> None:
    site.data.mkdir(parents=True, exist_ok=True)
    site.command("migrate", "--verbosity", "0")
    site.command("new-space", "--name", "Real people", "--profile", "online")


def test_a_real_community_is_never_wiped(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    try:
        _open_space(site)
        for words in (["demo"], ["demo", "--json"]):
            with pytest.raises(RuntimeError, match="not a demo: nothing was changed"):
                site.command(*words)
        assert "[]" not in site.command("demo", "--if-empty")
        assert "Real people" not in site.command("demo", "--if-empty")
        with pytest.raises(RuntimeError, match="force"):
            site.command("demo", "--force")
    finally:
        site.remove()


def test_a_demo_beside_a_real_community_is_not_wiped_either(demo_world: Site, tmp_path: Path) -> None:
    site = Site(tmp_path / "site", template=demo_world)
    try:
        _open_space(site)
        with pytest.raises(RuntimeError, match="not a demo: nothing was changed"):
            site.command("demo")
    finally:
        site.remove()


def test_made_afresh_everybody_is_there_again_and_nothing_of_before(demo_world: Site, tmp_path: Path) -> None:
    site = Site(tmp_path / "site", template=demo_world)
    try:
        before = _codes(site)
        site.command("demo")
        listed: list[dict[str, Any]] = json.loads(site.command("demo", "--json"))
        assert listed == site.people
        assert len(_codes(site)) == 2
        assert not before & _codes(site)
    finally:
        site.remove()


def _codes(site: Site) -> set[str]:
    """The addresses of the spaces that the database holds."""
    shown = site.command("shell", "-v", "0", "-c",
                         "from muruna.spaces.models import Space\n"
                         "print('codes', *Space.objects.values_list('code', flat=True))")  # fmt: skip
    return set(shown.split("codes", 1)[1].split())
