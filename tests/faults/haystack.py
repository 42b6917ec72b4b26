"""Everything somebody finds who takes the machine away, and the search for words in it, however written."""

import base64
import hashlib
import ipaddress
import json
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from tests.faults.places import Place


def bytes_of(place: Place, *more: Path) -> dict[str, bytes]:
    """Every file of the site (data, log, keys, temporary files) and every row of a PostgreSQL, by name."""
    found = {}
    for root in (place.site.folder, *more):
        for path in sorted(root.rglob("*")):
            if path.is_file():
                found[str(path)] = path.read_bytes()
    if place.is_postgres:
        tables = place.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in tables:
            rows = place.rows(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - our own tables' names
            found[f"table {table}"] = "\n".join(str(row[0]) for row in rows).encode()
    return found


def ways(words: str) -> dict[str, bytes]:
    """How these words may lie on a disk."""
    plain = words.encode()
    found = {
        "utf-8": plain,
        "utf-16-le": words.encode("utf-16-le"),
        "utf-16-be": words.encode("utf-16-be"),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "json": json.dumps(words)[1:-1].encode(),
        "percent": quote(words).encode(),
        "python": words.encode("unicode_escape"),
        "backwards": plain[::-1],
    }
    for shift in range(3):
        # Whatever stands before shifts the letters; the first and last are mixed with the neighbours.
        for name, encode in (("base64", base64.b64encode), ("base64url", base64.urlsafe_b64encode)):
            found[f"{name} at {shift}"] = encode(b"\0" * shift + plain).rstrip(b"=")[4:-2]
    return found


def network_of(address: str) -> str:
    """The letters with which a network begins, a household's or a school's: as telling as the address."""
    return address.rpartition(".")[0] + "." if "." in address else ":".join(address.split(":")[:2]) + ":"


def marks_of(address: str) -> list[bytes]:
    """What stands for an address without its letters: its number, and digests that anybody can try."""
    parsed = ipaddress.ip_address(address)
    found = [str(int(parsed)).encode()]
    found += [parsed.packed] if parsed.version == 6 else []  # four bytes come about by chance
    return found + [hashlib.new(how, address.encode()).digest()[:8] for how in ("md5", "sha1", "sha256")]


def unpacked(raw: bytes) -> bytes:
    """What the gzip and zlib streams in these bytes hold."""
    found = []
    for magic, window in ((b"\x1f\x8b\x08", 31), (b"\x78\x9c", 15), (b"\x78\xda", 15), (b"\x78\x01", 15)):
        start = raw.find(magic)
        while start >= 0:
            with suppress(zlib.error):
                found.append(zlib.decompressobj(window).decompress(raw[start:], 1 << 22))
            start = raw.find(magic, start + 1)
    return b"\0".join(found)


def hits(canaries: Mapping[str, str], hay: Mapping[str, bytes]) -> list[str]:
    """Each canary that lies somewhere, with where and how."""
    needles = [(name, way, needle) for name, words in canaries.items() for way, needle in ways(words).items()]
    found = []
    for place, raw in hay.items():
        whole = raw + b"\0" + unpacked(raw)
        found += [f"{name} in {place} as {way}" for name, way, needle in needles if needle in whole]
    return found


def pieces_in(pieces: Iterable[bytes], hay: Mapping[str, bytes]) -> list[str]:
    """Each piece of bytes that lies somewhere raw or in hexadecimal."""
    return [
        f"{piece[:6].hex()} in {place}"
        for place, raw in hay.items()
        for piece in pieces
        if piece in raw or piece.hex().encode() in raw
    ]
