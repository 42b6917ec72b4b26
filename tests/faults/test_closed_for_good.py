"""S3, S4: what is closed opens to nobody, and what is deleted is gone from the disk, its log included."""

import time
import uuid
from collections.abc import Callable, Iterable

import pytest

from tests.faults.haystack import bytes_of, pieces_in
from tests.faults.newcomer import PASSPHRASE
from tests.faults.places import Place

pytestmark = pytest.mark.faults
LONG_AGO = "2000-01-01 00:00:00+00"


def sealed_roots(place: Place) -> dict[str, bytes]:
    """The sealed root key in each person's session, by the person's name in the small world."""
    rows = {
        str(uuid.UUID(str(person))): bytes(sealed)
        for person, sealed in place.rows("SELECT person_id, root_sealed FROM accounts_session")
    }
    people = place.world["people"].items()
    return {name: rows[told["person"]] for name, told in people if told["person"] in rows}


def bring_jobs_due(place: Place) -> None:
    """Let the real worker take its turn now instead of in some minutes."""
    _change(place, f"UPDATE foundation_periodicjob SET next_at = '{LONG_AGO}'")  # noqa: S608


def _change(place: Place, statement: str) -> None:
    place.rows(statement + " RETURNING 1")


def gone_within(place: Place, pieces: Iterable[bytes], seconds: float) -> list[str]:
    """What of these still lies on the disk when all are gone or the time is over."""
    pieces, ends = list(pieces), time.monotonic() + seconds
    while (found := pieces_in(pieces, bytes_of(place))) and time.monotonic() < ends:
        time.sleep(0.3)
    return found


LEAVERS = ("member", "supporter", "stranger")


def opened_after_leaving(place: Place, seconds: float = 60) -> set[str]:
    """Somebody signs out, somebody leaves quickly, somebody's time is over: whose cookie or key is left."""
    before = sealed_roots(place)
    wires = {name: place.wire(name) for name in (*LEAVERS, "coordinator")}
    assert all(wire.get("/account/").status == 200 for wire in wires.values())

    assert wires["member"].post("/out/").status == 303
    assert wires["supporter"].post("/exit/").status == 303
    person = uuid.UUID(place.world["people"]["stranger"]["person"])
    stored = person if place.is_postgres else person.hex
    _change(place, f"UPDATE accounts_session SET ends_at = '{LONG_AGO}' WHERE person_id = '{stored}'")  # noqa: S608
    bring_jobs_due(place)

    left = gone_within(place, [before[name] for name in LEAVERS], seconds)
    found = {"the disk"} if left else set()
    found |= sealed_roots(place).keys() & set(LEAVERS)
    found |= {name for name in LEAVERS if place.wire(name).get("/account/").status != 401}
    # The control: whoever is still signed in is found, by the same search.
    assert wires["coordinator"].get("/account/").status == 200
    assert pieces_in([before["coordinator"]], bytes_of(place))
    return found


def opened_after_suspension(place: Place) -> set[int]:
    """A supporter is suspended: what their cookie gets from the talk and from the space."""
    assert place.wire("supporter").get(place.talk()).status == 200
    one = place.world["people"]["supporter"]["membership"]
    page = place.wire("coordinator")

    answer = page.post(place.here(f"people/{one}/suspend/"), {"reason": "safety", "because": "safety"})

    assert answer.status == 303, answer.text.partition("<main")[2][:2000]
    return {place.wire("supporter").get(path).status for path in (place.talk(), place.here())}


def test_an_old_cookie_and_the_disk_open_nothing(places: Callable[..., Place]) -> None:
    place = places()
    place.start()

    assert opened_after_suspension(place) == {404}
    assert opened_after_leaving(place) == set()


# Planted faults: the rows of sessions stay, a suspension changes nothing.
def test_sessions_that_stay_and_a_suspension_in_name_alone_are_found(places: Callable[..., Place]) -> None:
    place = places()
    place.prepare("keeps_sessions", "overlooks_suspension")
    place.start()

    assert 200 in opened_after_suspension(place)
    assert opened_after_leaving(place, seconds=0) == {"the disk", *LEAVERS}


def everything_of_member(place: Place) -> list[bytes]:
    """The bytes by which the member could be known or read: keys, locks, grants, words."""
    person = uuid.UUID(place.world["people"]["member"]["person"])
    membership = uuid.UUID(place.world["people"]["member"]["membership"])
    me, mine = (one if place.is_postgres else one.hex for one in (person, membership))
    asked = [
        f"SELECT handle_digest FROM accounts_person WHERE id = '{me}'",  # noqa: S608
        f"SELECT private_key_sealed FROM accounts_person WHERE id = '{me}'",  # noqa: S608
        f"SELECT wrapped FROM accounts_keyslot WHERE person_id = '{me}'",  # noqa: S608
        f"SELECT wrapped FROM accounts_contentgrant WHERE person_id = '{me}'",  # noqa: S608
        f"SELECT root_sealed FROM accounts_session WHERE person_id = '{me}'",  # noqa: S608
        f"SELECT body FROM conversations_message WHERE sender_id = '{mine}'",  # noqa: S608
    ]
    return [bytes(row[0]) for statement in asked for row in place.rows(statement)]


def test_a_deleted_account_is_gone_from_the_disk(places: Callable[..., Place]) -> None:
    place = places()
    place.start()
    wire = place.wire("member")
    for number in range(5):
        assert wire.post(place.talk("say/"), {"text": f"words {number} " * 50}).status == 303
    pieces = everything_of_member(place)
    assert len(pieces) >= 12
    assert len(pieces_in(pieces, bytes_of(place))) >= len(pieces)  # there is something to find

    answer = wire.post("/account/delete/", {"current": PASSPHRASE, "understood": "on"})

    assert answer.status == 200, answer.text.partition("<main")[2][:2000]
    assert gone_within(place, pieces, 60) == []
    assert place.wire("member").get("/account/").status == 401


def test_an_ended_talk_is_gone_when_its_day_has_come(places: Callable[..., Place]) -> None:
    place = places()
    place.start()
    assert place.wire("member").post(place.talk("say/"), {"text": "to be erased"}).status == 303
    pieces = [bytes(row[0]) for row in place.rows("SELECT body FROM conversations_message")]
    pieces += [bytes(row[0]) for row in place.rows("SELECT wrapped FROM accounts_contentgrant")]
    assert place.wire("member").post(place.talk("end/"), {"summary": "", "thanks": "thank you"}).status == 303
    assert pieces_in(pieces, bytes_of(place))

    _change(place, "UPDATE conversations_conversation SET erase_on = '2000-01-01'")
    bring_jobs_due(place)

    assert gone_within(place, pieces, 60) == []
    assert place.wire("member").get(place.talk()).status == 404


# Planted faults: the same talk ends, and its keys stay, or its bytes.
def erased_with(place: Place, *faults: str) -> tuple[list[bytes], list[bytes]]:
    """Bodies and wrapped keys of a talk that was erased under these faults, as they lay there before."""
    place.prepare(*faults)
    place.start()
    for number in range(6):
        words = {"text": f"to be erased {number} " * 40}
        assert place.wire("member").post(place.talk("say/"), words).status == 303
    bodies = [bytes(row[0]) for row in place.rows("SELECT body FROM conversations_message")]
    keys = [bytes(row[0]) for row in place.rows("SELECT wrapped FROM accounts_contentgrant")]
    assert place.wire("member").post(place.talk("end/"), {"summary": "", "thanks": "thank you"}).status == 303
    _change(place, "UPDATE conversations_conversation SET erase_on = '2000-01-01'")
    bring_jobs_due(place)
    ends = time.monotonic() + 30
    while place.rows("SELECT 1 FROM conversations_message") and time.monotonic() < ends:
        time.sleep(0.3)
    return bodies, keys


def test_keys_and_bytes_that_stay_are_found(places: Callable[..., Place]) -> None:
    place = places()
    bodies, keys = erased_with(place, "keeps_keys", "leaves_deleted_bytes")

    assert pieces_in(keys, bytes_of(place))
    place.kill()
    # PostgreSQL has no such switch: its rows alone are looked at.
    assert place.is_postgres or pieces_in(bodies, bytes_of(place))
