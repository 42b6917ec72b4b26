"""The bridge between uvicorn and Django's synchronous handler, over a real socket."""

import gzip
import signal
import socket
import time
from contextlib import suppress

import pytest

from config.environment import BadSetting, networks

MIB = 1024 * 1024


def wait_for_diary(site, line, seconds=5):
    end = time.monotonic() + seconds
    while line not in site.diary():
        assert time.monotonic() < end, site.diary()
        time.sleep(0.02)


def read_all(line):
    pieces = []
    while piece := line.recv(65536):
        pieces.append(piece)
    return b"".join(pieces)


def test_body_up_to_the_bound_arrives_whole(site):
    body = bytes(range(256)) * (2 * MIB // 256)

    status, _headers, answer = site.ask("/echo/", method="POST", body=body)

    assert status == 200
    assert answer == body


def test_chunked_body_arrives_whole(site):
    status, _headers, answer = site.ask("/echo/", method="POST", body=iter([b"one ", b"two"]))

    assert (status, answer) == (200, b"one two")


@pytest.mark.parametrize("chunked", [False, True])
def test_too_long_a_body_is_refused_with_a_plain_sentence_in_the_readers_language(site, chunked):
    body = b"x" * (2 * MIB + 1)

    status, headers, answer = site.ask(
        "/echo/",
        method="POST",
        body=iter([body]) if chunked else body,
        headers={"Accept-Language": "ar-EG"},
    )

    assert status == 413
    assert b'lang="ar" dir="rtl"' in answer
    assert b'<form method="post" action="/exit/">' in answer
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]


def test_announced_monster_is_refused_before_it_is_sent(site):
    with site.raw() as line:
        line.sendall(b"POST /echo/ HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n")

        assert read_all(line).startswith(b"HTTP/1.1 413 ")


def test_upload_stays_in_memory(make_site, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    site = make_site(TMPDIR=temporary)
    part = b'--b\r\nContent-Disposition: form-data; name="words"; filename="w"\r\n\r\n' + b"w" * MIB

    status, _headers, answer = site.ask(
        "/upload/",
        method="POST",
        body=part + b"\r\n--b--\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=b"},
    )

    assert status == 200
    assert answer.decode() == f"({{'words': ('InMemoryUploadedFile', {MIB})}}, [])"


def test_slow_body_ends_with_408(make_site):
    site = make_site(LIMIT_BODY_IDLE_SECONDS=0.5)
    with site.raw() as line:
        line.sendall(b"POST /echo/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")

        assert read_all(line).startswith(b"HTTP/1.1 408 ")


def test_slow_head_is_cut_and_a_silent_connection_too(make_site):
    site = make_site(LIMIT_HEAD_SECONDS=0.5)
    with site.raw() as drips, site.raw() as silent:
        drips.sendall(b"GET /hello/ HTTP/1.1\r\nHost")
        began = time.monotonic()

        for line in (drips, silent):
            with suppress(ConnectionResetError):
                assert line.recv(100) == b""
        assert 0.2 < time.monotonic() - began < 3


@pytest.mark.parametrize(
    "head", [b"X-Long: " + b"a" * 40_000, b"\r\n".join(b"X-%d: a" % n for n in range(9000))]
)
@pytest.mark.parametrize("end", [b"\r\n\r\n", b""])
def test_long_head_is_refused(site, head, end):
    with site.raw() as line:
        line.sendall(b"GET /hello/ HTTP/1.1\r\nHost: x\r\n" + head + end)

        assert line.recv(100).startswith(b"HTTP/1.1 400 ")


def test_deed_of_a_client_that_left_while_waiting_is_not_begun(site):
    busy = [site.raw() for _ in range(2)]
    for number, line in enumerate(busy):
        line.sendall(b"GET /slow/?name=busy%d&seconds=1 HTTP/1.1\r\nHost: x\r\n\r\n" % number)
    wait_for_diary(site, "begin busy0")
    wait_for_diary(site, "begin busy1")
    leaver = site.raw()
    leaver.sendall(b"POST /slow/?name=leaver HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
    time.sleep(0.2)
    leaver.close()
    stayer = site.ask("/slow/?name=stayer&seconds=0")

    assert stayer[0] == 200
    assert "begin leaver" not in site.diary()
    for line in busy:
        line.close()


def test_begun_deed_of_a_client_that_left_is_finished(site):
    line = site.raw()
    line.sendall(b"GET /slow/?name=left&seconds=0.4 HTTP/1.1\r\nHost: x\r\n\r\n")
    wait_for_diary(site, "begin left")
    line.close()

    wait_for_diary(site, "end left")


def test_file_streams_whole_and_closes(make_site, tmp_path):
    content = bytes(range(251)) * 20_000
    (tmp_path / "file").write_bytes(content)
    site = make_site(SITE_FILE=tmp_path / "file")

    status, headers, answer = site.ask("/file/")

    assert (status, headers["content-length"]) == (200, str(len(content)))
    assert answer == content
    wait_for_diary(site, "closed")


def test_endless_stream_stops_when_its_reader_leaves(site):
    line = site.raw()
    line.sendall(b"GET /endless/ HTTP/1.1\r\nHost: x\r\n\r\n")
    assert line.recv(1000)
    line.close()

    wait_for_diary(site, "stopped")


def test_stuck_readers_hold_no_page_thread_and_are_cut(make_site):
    site = make_site(LIMIT_SEND_SECONDS=1)
    stuck = [site.raw() for _ in range(3)]
    for line in stuck:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.sendall(b"GET /endless/ HTTP/1.1\r\nHost: x\r\n\r\n")
    time.sleep(0.5)

    assert site.ask("/hello/", timeout=2)[0] == 200
    end = time.monotonic() + 10
    while site.diary().count("stopped") < 3:
        assert time.monotonic() < end
        time.sleep(0.05)


def seen_behind(site):
    _status, _headers, answer = site.ask(
        "/headers/?q=%C3%A9", headers={"X-Forwarded-For": "203.0.113.9", "X_Sneaky": "1", "Cookie": "a=1"}
    )
    return dict(line.split("=", 1) for line in answer.decode().splitlines())


def test_a_local_client_cannot_pose_as_another_network(site):
    seen = seen_behind(site)

    assert seen["REMOTE_ADDR"] == "127.0.0.1"
    assert not [name for name, value in seen.items() if "203.0.113.9" in value]


def test_environment_keeps_the_clients_address_from_a_trusted_proxy_out(make_site):
    seen = seen_behind(make_site(MURUNA_TRUSTED_PROXIES="192.0.2.1, 127.0.0.0/8"))

    assert seen["REMOTE_ADDR"] == "203.0.113.9"  # for the rate limiter, which forgets it
    assert not [name for name, value in seen.items() if name != "REMOTE_ADDR" and "203.0.113.9" in value]
    assert "HTTP_X_SNEAKY" not in seen
    assert (seen["HTTP_COOKIE"], seen["QUERY_STRING"]) == ("a=1", "q=%C3%A9")


def test_a_proxy_that_is_not_ours_is_not_believed(make_site):
    assert seen_behind(make_site(MURUNA_TRUSTED_PROXIES="192.0.2.1"))["REMOTE_ADDR"] == "127.0.0.1"


@pytest.mark.parametrize("value", ["everybody", "0.0.0.0/0", "::/0", "127.0.0.1;10.0.0.1"])
def test_nonsense_for_a_proxy_is_refused_by_name(monkeypatch, value):
    monkeypatch.setenv("MURUNA_TRUSTED_PROXIES", value)

    with pytest.raises(BadSetting, match="MURUNA_TRUSTED_PROXIES"):
        networks("MURUNA_TRUSTED_PROXIES")


def test_every_cookie_arrives(site):
    with site.raw() as line:
        line.sendall(b"GET /two-cookies/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        head = read_all(line)

    assert b"set-cookie: one=1" in head
    assert b"set-cookie: two=2" in head


def test_log_says_what_happened_but_never_where_or_what(site):
    site.ask("/canary-path/canary-name/")
    site.ask("/canary-path/?canary=query", headers={"User-Agent": "canary-agent"})
    status, _headers, _answer = site.ask("/broken/")
    site.end()
    log = site.log.read_text()

    assert status == 500
    assert "ValueError at site_urls.py" in log
    assert "canary" not in log
    assert "127.0.0.1" not in log


def test_numbers_page_answers_while_every_page_thread_is_busy(site):
    busy = [site.raw() for _ in range(2)]
    for line in busy:
        line.sendall(b"GET /slow/?name=n&seconds=2 HTTP/1.1\r\nHost: x\r\n\r\n")
    wait_for_diary(site, "begin n")
    began = time.monotonic()

    status, headers, answer = site.ask("/numbers/?c=1", headers={"Accept-Language": "fa", "Cookie": "l=ar"})

    assert (status, answer) == (200, b"numbers c=1 l=ar fa")
    assert headers["cache-control"] == "public, max-age=600"
    assert headers["x-content-type-options"] == "nosniff"
    assert time.monotonic() - began < 0.5
    for line in busy:
        line.close()


def test_a_flood_at_the_door_leaves_pages_alone(site):
    """Passphrases are stretched for 150 ms and more: whoever floods the door must not stop those inside."""
    flood = [site.raw() for _ in range(40)]
    for line in flood:
        line.sendall(b"POST /come-in/?name=d&seconds=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
    wait_for_diary(site, "begin d")
    began = time.monotonic()

    for _ in range(5):
        assert site.ask("/hello/")[0] == 200

    assert time.monotonic() - began < 0.5
    assert site.ask("/come-in/?name=late&seconds=0", method="POST")[0] == 503  # at once
    for line in flood:
        line.close()


def test_static_files_are_immutable_when_hashed_and_compressed(make_site, tmp_path):
    root = tmp_path / "static"
    root.mkdir()
    (root / "app.0123456789ab.css").write_text("body{}" * 500)
    (root / "app.0123456789ab.css.gz").write_bytes(gzip.compress(b"body{}" * 500))
    (root / "plain.css").write_text("p{}")
    site = make_site(SITE_STATIC=root)

    _status, hashed, body = site.ask("/static/app.0123456789ab.css", headers={"Accept-Encoding": "gzip"})
    _status, plain, _body = site.ask("/static/plain.css")

    assert gzip.decompress(body) == b"body{}" * 500
    assert "immutable" in hashed["cache-control"]
    assert "immutable" not in plain["cache-control"]
    assert "default-src" in hashed["content-security-policy"]
    assert site.ask("/static/../plain.css")[0] == 404
    assert site.ask("/static/none.css")[0] == 404


def test_sigterm_lets_a_running_page_finish_and_ends_cleanly(site):
    line = site.raw()
    line.sendall(b"GET /slow/?name=last&seconds=0.7 HTTP/1.1\r\nHost: x\r\n\r\n")
    wait_for_diary(site, "begin last")
    site.process.send_signal(signal.SIGTERM)

    assert read_all(line).endswith(b"done")
    assert site.process.wait(10) == 0
