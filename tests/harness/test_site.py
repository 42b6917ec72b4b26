"""A site in processes of its own: starts, dies, comes back, ends cleanly, leaves nothing."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.site import GUARDED, ROOT, Site


@pytest.fixture
def bare_site(tmp_path: Path) -> Iterator[Site]:
    """A site without any world in it."""
    site = Site(tmp_path / "site")
    yield site
    site.remove()


def _answers(site: Site) -> bool:
    try:
        urllib.request.urlopen(site.url, timeout=5)  # noqa: S310 - our own http://127.0.0.1
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def test_site_serves_dies_and_comes_back(bare_site: Site) -> None:
    bare_site.start()
    assert bare_site.process
    first = bare_site.process.pid
    assert _answers(bare_site)

    bare_site.kill()
    assert not _answers(bare_site)

    bare_site.start()
    assert _answers(bare_site)
    assert bare_site.process.pid != first
    bare_site.stop()
    assert not _answers(bare_site)


def test_site_keeps_to_its_own_folders(bare_site: Site) -> None:
    bare_site.start()

    assert (bare_site.keys / "host.key").exists()
    assert str(bare_site.data).startswith(str(bare_site.folder))
    if not os.environ.get("DATABASE_URL"):
        assert b"SQLite format 3" in bare_site.bytes_at_rest()


def test_site_that_cannot_start_says_why(tmp_path: Path) -> None:
    site = Site(tmp_path / "site", MURUNA_IDLE_MINUTES="never")

    with pytest.raises(RuntimeError, match="MURUNA_IDLE_MINUTES must be a whole number"):
        site.start()
    site.remove()


def test_command_that_fails_says_why(bare_site: Site) -> None:
    with pytest.raises(RuntimeError, match="no-such-command"):
        bare_site.command("no-such-command")


def test_a_site_that_tried_to_reach_another_machine_is_not_removed_quietly(bare_site: Site) -> None:
    asks = GUARDED + "import socket; socket.create_connection(('mail.example', 25))"
    done = subprocess.run([sys.executable, "-c", asks], cwd=ROOT, capture_output=True, text=True)
    bare_site.log.write_text(done.stderr)

    with pytest.raises(AssertionError, match=r"mail\.example"):
        bare_site.remove()
