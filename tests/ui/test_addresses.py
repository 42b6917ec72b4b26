"""Codes in addresses: mute for whoever finds one and has all our files."""

import hashlib

from muruna.foundation.vault import host_digest
from muruna.strategies.library import library
from muruna.ui.addresses import code_of
from muruna.wellbeing.library import shelf


def test_code_cannot_be_worked_out_from_the_files() -> None:
    """The ids are public, and so was the way from an id to its code."""
    for id in (*shelf().keys, *library()):
        tried = {hashlib.sha256(id.encode()).hexdigest()[:8]}
        tried |= {hashlib.new(how, id.encode()).hexdigest()[:8] for how in ("sha1", "sha512", "md5")}
        assert code_of(id) not in tried


def test_code_is_the_same_for_the_same_on_one_host_and_tells_all_apart() -> None:
    ids = [*shelf().keys, *library()]

    assert [code_of(id) for id in ids] == [host_digest("address", id).hex()[:8] for id in ids]
    assert len({code_of(id) for id in ids}) == len(ids)
    assert code_of("a", "b") != code_of("a/b")
