"""The host key is made once, whole, for its owner alone, and a damaged one is never replaced."""

import multiprocessing
import stat
import subprocess
import sys

import pytest

from muruna.foundation.vault import CannotOpen, HostKeyProblem, boxes, host
from muruna.foundation.vault.derivation import keyed_digest


@pytest.fixture(autouse=True)
def _forget():
    host.forget_host()
    yield
    host.forget_host()


def test_host_key_is_made_once_and_only_for_its_owner(tmp_path):
    folder = tmp_path / "deep" / "keys"

    first = host.open_host(folder)
    host.forget_host()
    second = host.open_host(folder)

    assert first == second
    assert stat.S_IMODE((folder / "host.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["host.key"]
    assert host.unsafe_permissions(folder) == []


def test_host_key_open_to_others_is_noticed(tmp_path):
    host.open_host(tmp_path / "keys")
    (tmp_path / "keys").chmod(0o755)
    (tmp_path / "keys" / "host.key").chmod(0o644)

    assert host.unsafe_permissions(tmp_path / "keys") == ["folder_open", "file_open"]


def _open_in_child(folder, answers):
    answers.put(host.open_host(folder).fingerprint)


def test_host_key_is_the_same_for_processes_that_start_at_once(tmp_path):
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    children = [context.Process(target=_open_in_child, args=(tmp_path / "k", answers)) for _ in range(8)]

    for child in children:
        child.start()
    seen = {answers.get(timeout=20) for _ in children}
    for child in children:
        child.join()

    assert len(seen) == 1
    assert [path.name for path in (tmp_path / "k").iterdir()] == ["host.key"]


def test_host_key_made_by_another_process_in_between_is_kept(tmp_path):
    host.open_host(tmp_path)
    content = (tmp_path / "host.key").read_bytes()

    host._make(tmp_path, tmp_path / "host.key")  # what a process does that saw no file a moment ago

    assert (tmp_path / "host.key").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["host.key"]


@pytest.mark.parametrize("content", [b"", b"nonsense", b"muruna host key 1\n" + b"0" * 63, b"\xff\xfe"])
def test_damaged_host_key_is_refused_and_kept(tmp_path, content):
    path = tmp_path / "host.key"
    path.write_bytes(content)

    with pytest.raises(HostKeyProblem, match=r"host\.key"):
        host.open_host(tmp_path)

    assert path.read_bytes() == content


def test_host_keys_are_one_for_each_purpose_and_never_printed(tmp_path):
    keys = host.open_host(tmp_path)

    values = {keys.pepper, keys.sealing, keys.digest, keys.django_secret.encode()}
    assert len(values) == 4
    assert len(keys.django_secret) == 64
    assert repr(keys) == "HostKeys()"
    assert (tmp_path / "host.key").read_text().split()[-1] not in repr([keys.pepper.hex(), keys.fingerprint])


def test_two_hosts_share_nothing(tmp_path):
    here, there = host.open_host(tmp_path / "a"), host.open_host(tmp_path / "b")

    assert here.fingerprint != there.fingerprint
    assert keyed_digest(here.digest, "p", "x") != keyed_digest(there.digest, "p", "x")
    with pytest.raises(CannotOpen):
        boxes.open_sealed(there.sealing, boxes.seal(here.sealing, b"w", b"a"), b"a")


def test_host_key_serves_settings_before_django_is_set_up(tmp_path):
    code = (
        "import sys; from pathlib import Path\n"
        "from muruna.foundation.vault import django_secret\n"
        "from django.conf import settings\n"
        "assert not settings.configured\n"
        "print(django_secret(Path(sys.argv[1])))"
    )

    ran = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True)

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.strip() == host.django_secret(tmp_path)
