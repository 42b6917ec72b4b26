"""Open pages hear that something changed: over real sockets, on both databases."""

import signal
import socket
import time
import uuid

import pytest

ANN, BEN = f"person:{uuid.uuid4()}", f"person:{uuid.uuid4()}"
ONE, TWO = str(uuid.uuid4()), str(uuid.uuid4())


@pytest.fixture
def live_site(make_site, database):
    site = make_site(DATABASE_URL=database)
    site.let({"ann": [ANN, f"thread:{ONE}"], "ben": [BEN, f"thread:{TWO}"]})
    return site


def change(site, query):
    status, _headers, newest = site.ask(f"/change/?{query}")
    assert status == 200
    return int(newest)


def test_only_those_who_may_hear_a_thread_hear_it(live_site):
    ann, ben = live_site.listen("ann"), live_site.listen("ben")
    ann.until("ready")
    ben.until("ready")

    first = change(live_site, f"thread={ONE}")
    second = change(live_site, f"thread={TWO}")

    assert ann.next() == (first, "changed", f"thread:{ONE}")
    assert ben.next() == (second, "changed", f"thread:{TWO}")
    assert ann.events.empty()


def test_undone_deed_is_never_heard(live_site):
    ann = live_site.listen("ann")
    ann.until("ready")

    live_site.ask(f"/change/?thread={ONE}&undo=1")
    number = change(live_site, f"thread={ONE}")

    assert ann.next() == (number, "changed", f"thread:{ONE}")


def test_signed_out_browser_is_told_to_stop(live_site):
    assert live_site.listen("nobody").status == 204
    assert live_site.ask("/live/")[0] == 204
    assert live_site.ask("/live/", method="POST")[0] == 405


def test_answer_is_not_kept_and_carries_the_headers(live_site):
    headers = dict(live_site.listen("ann").answer.getheaders())

    assert headers["content-type"] == "text/event-stream; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


def test_return_after_a_cut_hears_what_was_missed_once_per_channel(live_site):
    ann = live_site.listen("ann")
    known = ann.until("ready")[0]
    ann.close()
    for _ in range(3):
        change(live_site, f"thread={ONE}")
    change(live_site, f"thread={TWO}")
    newest = change(live_site, f"person={ANN.partition(':')[2]}")

    back = live_site.listen("ann", last=known)
    heard = [back.next(), back.next(), back.next()]

    assert [(kind, data) for _id, kind, data in heard] == [
        ("changed", f"thread:{ONE}"),
        ("changed", ANN),
        ("ready", ""),
    ]
    assert heard[-1][0] == newest


def test_page_that_carries_a_number_hears_what_came_after_it_was_made(live_site):
    made = change(live_site, f"thread={TWO}")
    change(live_site, f"thread={ONE}")

    ann = live_site.listen("ann", query=f"?after={made}")

    assert ann.next()[1:] == ("changed", f"thread:{ONE}")


def test_return_after_the_server_was_killed_misses_nothing(live_site):
    ann = live_site.listen("ann")
    known = ann.until("ready")[0]
    change(live_site, f"thread={ONE}")
    live_site.end(signal.SIGKILL)
    live_site.start()

    back = live_site.listen("ann", last=known)

    assert back.next()[1:] == ("changed", f"thread:{ONE}")


@pytest.mark.parametrize("last", ["1", "999999"])
def test_return_from_too_long_ago_or_from_elsewhere_looks_at_everything(live_site, last):
    for _ in range(5):
        newest = change(live_site, f"thread={ONE}")
    live_site.ask(f"/forget/?before={newest}")

    back = live_site.listen("ann", last=last)

    assert back.next()[1] == "resync"


@pytest.mark.parametrize("last", ["-1", "x", "9" * 40, "١"])
def test_nonsense_as_last_number_is_ignored(site, last):
    site.let({"ann": [ANN]})

    assert site.listen("ann", query="?after=%D9%A1x").next()[1] == "ready"
    with site.raw() as line:
        head = f"GET /live/ HTTP/1.1\r\nHost: x\r\nCookie: who=ann\r\nLast-Event-ID: {last}\r\n\r\n"
        line.sendall(head.encode())
        assert line.recv(100).startswith(b"HTTP/1.1 200")


def test_new_thread_is_heard_as_soon_as_the_person_is_told(live_site):
    ann = live_site.listen("ann")
    ann.until("ready")
    live_site.let({"ann": [ANN, f"thread:{ONE}", f"thread:{TWO}"]})

    change(live_site, f"person={ANN.partition(':')[2]}")
    assert {ann.next()[2], ann.next()[2]} == {ANN, f"thread:{TWO}"}
    change(live_site, f"thread={TWO}")

    assert ann.next()[2] == f"thread:{TWO}"


def test_right_that_ended_is_noticed_when_the_person_is_told(live_site):
    ann = live_site.listen("ann")
    ann.until("ready")
    live_site.let({})

    change(live_site, f"person={ANN.partition(':')[2]}")

    assert ann.next()[2] == ANN
    assert ann.next() is None


def test_session_that_ended_closes_its_streams_at_the_next_beat(make_site):
    site = make_site(HUB_HEARTBEAT_SECONDS=1)
    site.let({"ann": [ANN]})
    ann = site.listen("ann")
    ann.until("ready")
    site.let({})

    assert ann.next(5) is None


def test_session_that_ended_closes_its_streams_at_once_where_that_is_told(live_site):
    ann, ben = live_site.listen("ann"), live_site.listen("ben")
    ann.until("ready")
    ben.until("ready")
    live_site.let({"ben": [BEN, f"thread:{TWO}"]})

    for who in (ANN, BEN):
        live_site.ask(f"/ask-again/?person={who.partition(':')[2]}")

    assert ann.next(3) is None
    number = change(live_site, f"thread={TWO}")
    assert ben.next() == (number, "changed", f"thread:{TWO}")


def test_page_asks_whether_the_session_that_it_was_drawn_in_stands(live_site):
    def asked(who, drawn_for):
        headers = {"Cookie": f"who={who}", "X-Person": drawn_for.partition(":")[2]}
        return live_site.ask("/live/", method="HEAD", headers=headers)[0]

    assert asked("ann", ANN) == 204
    assert asked("ann", BEN) == 401
    assert asked("nobody", ANN) == 401
    assert live_site.ask("/live/", method="HEAD", headers={"Cookie": "who=ann"})[0] == 401


def test_one_person_and_all_people_have_a_bound(make_site):
    site = make_site(HUB_STREAMS_PER_PERSON=2, HUB_STREAMS_IN_ALL=3)
    site.let({"ann": [ANN], "ben": [BEN]})
    open_ones = [site.listen("ann"), site.listen("ann"), site.listen("ben")]
    for one in open_ones:
        one.until("ready")

    later = site.listen("ben")
    assert (later.status, later.next()) == (200, None)  # comes back later by itself
    open_ones[2].close()
    time.sleep(0.3)
    assert site.listen("ann").status == 204
    open_ones[0].close()
    time.sleep(0.3)
    assert site.listen("ann").until("ready")


def test_stuck_reader_hears_resync_instead_of_everything(make_site):
    site = make_site()
    site.let({"ann": [ANN, f"thread:{ONE}"]})
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", site.port))
        line.settimeout(5)
        line.sendall(b"GET /live/ HTTP/1.1\r\nHost: x\r\nCookie: who=ann\r\n\r\n")
        assert b"200 OK" in line.recv(1000)
        for _ in range(4):
            assert site.ask(f"/flood/?n=50000&thread={ONE}", timeout=30)[0] == 200
        got = b""
        while b"event: resync" not in got[-300_000:]:
            piece = line.recv(65536)
            assert piece
            got += piece

    assert got.count(b"event: changed") < 200_000


def test_reader_who_takes_nothing_is_cut(make_site):
    site = make_site(LIMIT_SEND_SECONDS=1)
    site.let({"ann": [ANN, f"thread:{ONE}"]})
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", site.port))
        line.sendall(b"GET /live/ HTTP/1.1\r\nHost: x\r\nCookie: who=ann\r\n\r\n")
        end = time.monotonic() + 20
        while "live.slow" not in site.log.read_text():
            assert time.monotonic() < end
            site.ask(f"/flood/?n=50000&thread={ONE}&gently=1", timeout=30)


def test_sigterm_ends_streams_at_once(live_site):
    listeners = [live_site.listen("ann") for _ in range(5)]
    for one in listeners:
        one.until("ready")
    began = time.monotonic()

    assert live_site.end() == 0
    assert time.monotonic() - began < 3
    assert all(one.next() is None for one in listeners)


def test_two_processes_on_postgresql_hear_each_other(make_site, postgres, tmp_path):
    address = postgres()
    first = make_site(DATABASE_URL=address)
    second = make_site(tmp_path / "second", DATABASE_URL=address)
    second.let({"ann": [ANN, f"thread:{ONE}"]})
    ann = second.listen("ann")
    ann.until("ready")

    number = change(first, f"thread={ONE}")

    assert ann.next() == (number, "changed", f"thread:{ONE}")


def test_lost_listening_connection_makes_streams_look_again(make_site, postgres):
    import psycopg

    address = postgres()
    site = make_site(DATABASE_URL=address)
    site.let({"ann": [ANN, f"thread:{ONE}"]})
    ann = site.listen("ann")
    ann.until("ready")
    with psycopg.connect(address, autocommit=True) as own:
        ended = own.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    assert ended

    assert ann.until("resync", 10)
    number = change(site, f"thread={ONE}")
    assert ann.until("changed") == (number, "changed", f"thread:{ONE}")
