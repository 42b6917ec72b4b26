"""The short queue of one stream, with nothing between."""

import asyncio
import uuid

from muruna.foundation.live.hub import Hub
from muruna.foundation.live.stream import QUEUE


def hear(hints):
    """What a stream gives out after `hints` hints came before it could send any."""

    async def run():
        hub = Hub(lambda cookie: None)
        thread = f"thread:{uuid.UUID(int=1)}"
        stream = hub.join("", frozenset({thread}))
        for number in range(1, hints + 1):
            hub.heard(thread, number)
        first = await stream.next()
        hub.heard(thread, hints + 1)
        return first.decode(), (await stream.next()).decode()

    return asyncio.run(run())


def test_full_queue_is_given_out_in_order():
    first, _then = hear(QUEUE)

    assert [line for line in first.splitlines() if line.startswith("id:")] == [
        f"id: {number}" for number in range(1, QUEUE + 1)
    ]


def test_one_too_many_becomes_a_single_resync_and_then_goes_on():
    first, then = hear(QUEUE + 1)

    assert first == f"id: {QUEUE + 1}\nevent: resync\ndata: \n\n"
    assert then.startswith(f"id: {QUEUE + 2}\nevent: changed\n")


def test_hub_forgets_a_stream_that_left_and_every_empty_channel():
    async def run():
        hub = Hub(lambda cookie: None)
        one, two = hub.join("", frozenset({"person:1", "thread:1"})), hub.join("", frozenset({"thread:1"}))
        hub.leave(one)
        middle = {channel: len(hearing) for channel, hearing in hub._by_channel.items()}
        hub.leave(two)
        return middle, hub._by_channel

    assert asyncio.run(run()) == ({"thread:1": 1}, {})
