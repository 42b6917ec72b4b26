"""S8: the server dies by kill -9 under write load, again and again. Every answer it gave stays true."""

import http.client
import json
import os
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from tests.faults.places import Place
from tests.faults.wire import Wire

KILLS = int(os.environ.get("MURUNA_TEST_KILLS", "100"))
pytestmark = pytest.mark.faults


@dataclass
class Writer:
    """Somebody who sends message after message and remembers what was acknowledged."""

    name: str
    wire: Wire
    path: str
    acknowledged: dict[str, str] = field(default_factory=dict)  # key: words
    waiting: dict[str, str] = field(default_factory=dict)  # sent, and no answer came
    refused: list[int] = field(default_factory=list)
    resent: int = 0

    def send(self, key: str, words: str) -> None:
        self.waiting[key] = words
        answer = self.wire.post(self.path, {"text": words}, key=key)
        if answer.status == 303:
            self.acknowledged[key] = self.waiting.pop(key)
        else:
            self.refused.append(answer.status)

    def write_until(self, dead: threading.Event) -> None:
        """First what was never answered, with the same keys; then new words until the line breaks."""
        try:
            for key, words in list(self.waiting.items()):
                self.resent += 1
                self.send(key, words)
            while not dead.is_set():
                self.send(str(uuid.uuid4()), f"{self.name} {uuid.uuid4()}")
        except (OSError, http.client.HTTPException):
            self.wire.hang_up()


def rounds_of(place: Place, kills: int, seed: int = 7) -> list[Writer]:
    """Start, write from four places at once, kill -9 in the middle of it; at the end send what is left."""
    chance = random.Random(seed)
    writers = [
        Writer(f"{who}-{number}", place.wire(who), place.talk("say/"))
        for who in ("member", "supporter")
        for number in range(2)
    ]
    for round_number in range(kills + 1):
        place.start()
        dead = threading.Event()
        threads = [threading.Thread(target=one.write_until, args=[dead]) for one in writers]
        for thread in threads:
            thread.start()
        # The first page of a new process is slow: from "before the first answer" to "in full run",
        # and every other round surely in full run, however slow the machine is.
        if round_number % 2 or round_number == kills:
            answered(writers, 8)
        time.sleep(chance.uniform(0.03, 0.3))
        if round_number == kills:
            dead.set()
            [thread.join() for thread in threads]
        place.kill()
        dead.set()
        [thread.join() for thread in threads]
        keys = {str(uuid.UUID(str(key))) for (key,) in place.rows("SELECT key FROM foundation_deed")}
        for one in writers:
            assert one.acknowledged.keys() <= keys, f"round {round_number}: lost after an answer"
        if round_number % 10 == 0:
            assert place.is_whole()
    return writers


def answered(writers: list[Writer], more: int, within: float = 60) -> None:
    """Wait until so many more posts were answered than were at the call."""
    until, before = time.monotonic() + within, sum(len(one.acknowledged) for one in writers)
    while sum(len(one.acknowledged) for one in writers) < before + more:
        assert time.monotonic() < until, "nothing is answered"
        time.sleep(0.01)


def words_in(place: Place) -> list[tuple[int, str]]:
    """Sequence and words of the main thread, opened with the keys of those who may read it."""
    roots = {one["person"]: one["root"] for one in place.world["people"].values()}
    told = json.loads(place.run("tests.faults.word_list", given=json.dumps(roots)).splitlines()[-1])
    return [(seq, words) for _thread, seq, words in told]


def test_every_answer_stays_true_however_often_the_server_dies(places: Callable[..., Place]) -> None:
    place = places()

    writers = rounds_of(place, KILLS)

    found = words_in(place)
    counts = Counter(words for _seq, words in found)
    acknowledged = [words for one in writers for words in one.acknowledged.values()]
    assert place.is_whole()
    assert len(acknowledged) > KILLS * 4  # there was load
    assert sum(one.resent for one in writers) > KILLS // 4  # and kills fell between writing and answering
    assert [words for words in acknowledged if counts[words] != 1] == []
    assert [words for one in writers for words in one.waiting.values() if counts[words] > 1] == []
    assert [words for words, count in counts.items() if count > 1] == []
    assert [seq for seq, _words in found] == list(range(1, len(found) + 1))
    assert [status for one in writers for status in one.refused] == []


# Planted faults.
def test_an_answer_before_the_commit_is_found(places: Callable[..., Place]) -> None:
    place = places()
    place.prepare("answers_before_it_commits")

    with pytest.raises(AssertionError, match="lost after an answer"):
        rounds_of(place, 8)


def test_a_server_that_forgets_keys_doubles_and_is_found(places: Callable[..., Place]) -> None:
    place = places()
    place.prepare("forgets_keys")
    place.start()
    wire, key = place.wire("member"), str(uuid.uuid4())

    for _ in range(2):
        assert wire.post(place.talk("say/"), {"text": "twice?"}, key=key).status == 303

    place.kill()
    assert Counter(words for _seq, words in words_in(place))["twice?"] == 2
