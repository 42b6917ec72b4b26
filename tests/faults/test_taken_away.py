"""S2, S6: the machine is taken away: disk, log, host key. No private word is on it, and no address."""

import hashlib
import ipaddress
from collections.abc import Callable, Iterator

import pytest

from tests.faults.haystack import bytes_of, hits, marks_of, network_of, pieces_in, unpacked, ways
from tests.faults.life import FORWARDED, SOURCES, Life, live
from tests.faults.places import Place

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def taken(world_template: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, Life]]:
    """A site with a life behind it, killed; its temporary files lie in its folder."""
    folder = tmp_path_factory.mktemp("taken") / "site"
    (folder / "tmp").mkdir(parents=True)
    place = Place(folder, world_template, TMPDIR=str(folder / "tmp"))
    try:
        place.start()
        life = live(place)
        place.kill()
        yield place, life
    finally:
        place.remove()


def test_no_private_word_is_on_the_disk_in_any_writing(taken: tuple[Place, Life]) -> None:
    place, life = taken
    hay = bytes_of(place)

    assert len(life.canaries) >= 25
    assert any("host.key" in name for name in hay)
    assert place.is_postgres or any(name.endswith("-wal") for name in hay)
    assert hits(life.canaries, hay) == []


def test_the_host_key_opens_none_of_them_either(taken: tuple[Place, Life]) -> None:
    place, life = taken
    opened = place.run("tests.faults.host_opened")

    assert hits(life.canaries, {"opened with the host key": opened.encode()}) == []


def test_no_address_is_kept_anywhere(taken: tuple[Place, Life]) -> None:
    place, _life = taken
    hay = bytes_of(place) | {"opened with the host key": place.run("tests.faults.host_opened").encode()}

    for one in (*SOURCES, *FORWARDED):
        assert hits({one: network_of(one)}, hay) == []
        assert pieces_in(marks_of(one), hay) == []


# Planted faults.
@pytest.mark.parametrize("way", sorted(ways("heron طائر and more")))
def test_a_word_written_in_any_way_is_found(way: str) -> None:
    words = "heron طائر and more"
    hay = {"x": b"before" + ways(words)[way] + b"after"}

    assert hits({"one": words}, hay)
    assert hits({"another": "sparrow عصفور and less"}, hay) == []


@pytest.mark.parametrize("address", [*SOURCES, *FORWARDED])
def test_an_address_its_network_and_what_stands_for_it_are_found(address: str) -> None:
    digest = hashlib.sha256(address.encode()).hexdigest().encode()
    for kept in (address.encode(), f"{network_of(address)}0/24".encode()):
        assert hits({address: network_of(address)}, {"x": b"from " + kept})
    for kept in (str(int(ipaddress.ip_address(address))).encode(), digest, digest[:40]):
        assert pieces_in(marks_of(address), {"x": b"from " + kept})


def test_a_packed_word_is_found() -> None:
    import gzip

    assert b"heron" in unpacked(b"junk" + gzip.compress(b"a heron in a stream") + b"junk")


def test_a_column_in_clear_and_a_line_in_the_log_are_found(
    taken: tuple[Place, Life], places: Callable[..., Place]
) -> None:
    _place, life = taken
    leaky = places()
    leaky.site.folder.mkdir(parents=True, exist_ok=True)
    words = life.canaries["a message"]
    leaky.site.log.write_text(f"2026-01-01 error refused: {words} from {SOURCES[0]}")
    if not leaky.is_postgres:
        leaky.rows(f"UPDATE spaces_membership SET pronouns = '{words}'")  # noqa: S608

    found = hits({"a message": words, "address": SOURCES[0]}, bytes_of(leaky))

    assert any("log as utf-8" in one for one in found)
    assert any(one.startswith("address") for one in found)
    assert leaky.is_postgres or any("sqlite3" in one for one in found)
