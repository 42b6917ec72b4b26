"""What is mine: kept things, blocks, who looked, a copy of everything, and the end of it all."""

import base64
import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from muruna.access import NotFound
from muruna.accounts import encounters, queries, sessions
from muruna.accounts.actions.blocking import block_person, undo_block
from muruna.accounts.actions.keeping import keep_item, record_opening
from muruna.accounts.models import Block, ContentGrant, KeptItem, KeySlot, Opening, Person, Session
from muruna.foundation import outbox
from muruna.foundation.clock import now
from muruna.foundation.models import Deed, Trace
from muruna.foundation.tenancy import in_space
from muruna.spaces.models import Membership, Space
from tests.accounts.conftest import PASSPHRASE, Visitor

pytestmark = pytest.mark.django_db
CANARY = "zxqcanary-Kräuter-قناري"
PAGES = (
    "/account/", "/account/passphrase/", "/account/words/", "/account/code-app/", "/account/devices/",
    "/account/blocked/", "/account/kept/", "/account/looked/", "/account/copy/", "/account/delete/", "/out/",
)  # fmt: skip


def _post(visitor: Visitor, path: str, **data: str) -> Any:
    return visitor.client.post(path, {"key": str(uuid.uuid4()), **data})


def _persona(space: Space, visitor: Visitor, name: str) -> Membership:
    return Membership.objects.create(space=space, person=visitor.actor.person, name=name, age_band="25+")


@pytest.fixture
def place(db: None) -> Space:
    """A space of its own."""
    return Space.objects.create(name="Evening", profile="online", languages=["en"])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_ones_own_opens_for_its_owner_and_is_a_door_to_others(river: Visitor, path: str) -> None:
    answer = river.client.get(path)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "river" not in answer.content.decode().split("<body")[0].lower()
    assert Client().get(path).status_code == 401


@pytest.mark.parametrize(
    "path", ["/start/", "/start/words/", "/come-in/", "/way-back/", "/exit/", "/leaving/"]
)
def test_a_page_at_the_door_opens_for_everybody(db: None, path: str) -> None:
    assert Client().get(path).status_code == 200


def test_the_look_of_pages_is_kept_and_follows_into_the_next_session(river: Visitor) -> None:
    look = {"language": "ar", "theme": "dark", "time_zone": "Asia/Beirut"}
    assert _post(river, "/account/", **look).status_code == 303
    assert _post(river, "/account/", **look | {"time_zone": "Mars/Base"}).status_code == 422

    elsewhere = Visitor(Client())
    elsewhere.sign_in()

    assert 'dir="rtl"' in elsewhere.get("/account/")
    assert elsewhere.client.cookies["theme"].value == "dark"


def test_the_language_switch_is_kept_with_the_person(river: Visitor) -> None:
    river.client.post("/language/", {"language": "ar"})

    assert Person.objects.get().language == "ar"


def test_a_kept_thing_is_shown_sealed_at_rest_and_let_go(river: Visitor, another: Visitor) -> None:
    item = keep_item(actor=river.actor, data={"title": "A good day", "text": CANARY})
    assert CANARY in river.get("/account/kept/")
    assert CANARY.encode() not in bytes(KeptItem.objects.get().blob)

    assert _post(another, "/account/kept/", which=str(item.pk)).status_code == 404
    assert _post(river, "/account/kept/", which=str(item.pk)).status_code == 303

    assert not KeptItem.objects.exists()


def test_a_kept_thing_that_cannot_be_opened_breaks_no_page(river: Visitor) -> None:
    KeptItem.objects.create(person=river.actor.person, blob=b"\x01" + b"0" * 80)

    assert "cannot be opened any more" in river.get("/account/kept/")


@pytest.mark.parametrize(
    "path", ["/account/kept/", "/account/looked/", "/account/blocked/", "/account/devices/"]
)
def test_a_list_costs_the_same_queries_at_one_and_at_three(
    river: Visitor, another: Visitor, query_count: Any, path: str
) -> None:
    def add(number: int) -> None:
        person = river.actor.person
        keep_item(actor=river.actor, data={"text": "x"})
        Opening.objects.create(
            person=person, looker_role="steward", looker_id=uuid.uuid4(), thing="report",
            thing_id=uuid.uuid4(), reason="x",
        )  # fmt: skip
        other = Person.objects.create(
            handle_digest=bytes([number]) * 32, handle_sealed=b"", public_key=b"", private_key_sealed=b""
        )
        Block.objects.create(
            blocker=person,
            blocked=other,
            room=uuid.uuid4(),
            label_sealed=river.actor.keys.seal_own("block", "N"),
        )
        Visitor(Client()).sign_in()

    add(1)
    at_one = query_count(lambda: river.client.get(path))
    add(2), add(3)

    assert query_count(lambda: river.client.get(path)) == at_one


def test_who_looked_is_told_in_words_once_a_day(river: Visitor, another: Visitor, place: Space) -> None:
    from dataclasses import replace

    thing = uuid.uuid4()
    with in_space(place):
        looker = replace(another.actor, space=place, membership=_persona(place, another, "Lead"))
        for _ in range(3):
            record_opening(
                person=river.actor.person, actor=looker, role="safeguarding_lead", thing="report",
                thing_id=thing, reason="reported",
            )  # fmt: skip

    html = river.get("/account/looked/")

    assert Opening.objects.count() == 1
    assert "A safeguarding lead" in html
    assert "somebody chose to report" in html
    assert "A safeguarding lead" not in another.get("/account/looked/")


def test_a_block_is_silent_holds_both_ways_and_can_be_undone(
    river: Visitor, another: Visitor, place: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    with in_space(place):
        mine, theirs = _persona(place, river, "Rio"), _persona(place, another, "Kit")
        actor = replace(river.actor, space=place, membership=mine)
        with pytest.raises(NotFound):  # never met
            block_person(actor=actor, membership=theirs)
        monkeypatch.setattr(encounters, "_encounters", [lambda actor, membership: True])
        with pytest.raises(NotFound):  # oneself
            block_person(actor=actor, membership=mine)
        block = block_person(actor=actor, membership=theirs)
        assert block_person(actor=actor, membership=theirs) == block

    a, b = river.actor.person, another.actor.person
    assert queries.is_blocked_between(a, b)
    assert queries.is_blocked_between(b, a)
    assert queries.blocked_person_ids(b) == {a.pk}
    assert "<bdi>Kit</bdi>" in river.get("/account/blocked/")
    assert "Rio" not in another.get("/account/blocked/")
    assert not Trace.objects.filter(space_id=place.pk).exists()
    with pytest.raises(NotFound):
        undo_block(actor=another.actor, block=block)

    assert _post(river, "/account/blocked/", which=str(block.pk)).status_code == 303

    assert not queries.is_blocked_between(a, b)


def test_what_is_kept_of_one_day_stands_by_its_hour(river: Visitor) -> None:
    for minute in (20, 50, 10, 40, 30):
        kept = {"title": "Noor", "text": f"said at {minute}", "at": f"2026-01-02T12:{minute}:00+00:00"}
        keep_item(actor=river.actor, data=kept)

    html = river.get("/account/kept/")

    assert re.findall(r"said at (\d\d)", html) == ["50", "40", "30", "20", "10"]
    assert "12:50" in html


def test_a_copy_holds_what_is_mine_and_nothing_of_others(river: Visitor, another: Visitor) -> None:
    keep_item(actor=river.actor, data={"title": "Mine", "text": CANARY + "<script>"})
    keep_item(actor=another.actor, data={"text": "not-for-river"})

    page = _post(river, "/account/copy/", shape="html")
    data = _post(river, "/account/copy/", shape="json")

    assert page["Content-Disposition"].startswith('attachment; filename="notes-2')
    html = page.content.decode()
    assert CANARY in html
    assert "River Stone" in html
    assert "<script>" not in html
    assert "http" not in html
    assert "not-for-river" not in html + data.content.decode()
    places = json.loads(data.content)["places"]
    assert CANARY in json.dumps(places, ensure_ascii=False)
    assert _post(river, "/account/copy/", shape="exe").status_code == 422


def test_a_copy_names_language_and_zone_and_keeps_their_codes_for_programs(river: Visitor) -> None:
    Person.objects.filter(pk=river.actor.person.pk).update(language="ar", time_zone="auto")

    html = _post(river, "/account/copy/", shape="html").content.decode()
    data = json.loads(_post(river, "/account/copy/", shape="json").content)

    assert ">العربية<" in html
    assert ">ar<" not in html
    assert ">auto<" not in html
    (row,) = data["places"][0]["sections"][0]["rows"]
    assert (row["Language"], row["Time zone"]) == ("ar", "auto")


def test_a_copy_is_in_the_readers_words_and_zone_and_for_programs_in_english(river: Visitor) -> None:
    kept = {"title": "Noor", "text": "Breathe", "at": "2026-01-02T22:30:00+00:00"}
    keep_item(actor=river.actor, data=kept)
    person = river.actor.person
    Person.objects.filter(pk=person.pk).update(language="ar", time_zone="Asia/Amman")
    river.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"

    html = _post(river, "/account/copy/", shape="html").content.decode()
    data = json.loads(_post(river, "/account/copy/", shape="json").content)

    assert 'lang="ar"' in html
    for name in ("title", "text", "at", "Title", "Text", "Kept for myself"):
        assert f">{name}<" not in html
    assert "T22:30" not in html
    assert "3 يناير 2026" in html  # in UTC it was the day before
    own = {section["heading"]: section["rows"] for section in data["places"][0]["sections"]}
    (row,) = own["Kept for myself"]
    assert (row["Title"], row["Text"]) == ("Noor", "Breathe")
    assert row["When"] == "2026-01-02T22:30:00+00:00"
    assert own["Account"][0]["Time zone"] == "Asia/Amman"


def test_a_copy_asks_every_package_in_every_space(
    river: Visitor, place: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    from muruna.accounts import belongings

    def export(actor: Any) -> list[belongings.Section]:
        if actor.space is None:
            return []
        return [belongings.Section("Persona", [{"Name": Membership.objects.get().name}])]

    with in_space(place):
        _persona(place, river, "Rio")
    monkeypatch.setitem(belongings._exports, "made-up", export)

    html = _post(river, "/account/copy/", shape="html").content.decode()

    assert "<bdi>Evening</bdi>" in html
    assert "Rio" in html


def test_deletion_needs_the_passphrase_and_the_tick(river: Visitor) -> None:
    assert _post(river, "/account/delete/", current="not my passphrase", understood="on").status_code == 422
    assert _post(river, "/account/delete/", current=PASSPHRASE).status_code == 422
    assert Person.objects.exists()


def _forms_of(text: str) -> list[bytes]:
    """A text in the encodings in which it could lie on a disk."""
    raw = text.encode()
    shifted = [base64.b64encode(b"x" * n + raw)[4:-4] for n in range(3)]
    return [raw, text.encode("utf-16-le"), text.encode("utf-16-be"), raw.hex().encode(),
            raw.hex().upper().encode(), json.dumps(text).encode()[1:-1], *shifted]  # fmt: skip


def _on_disk(text: str) -> int:
    path = Path(connection.settings_dict["NAME"])
    files = [path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-journal")]
    raw = b"".join(file.read_bytes() for file in files if file.exists())
    return sum(raw.count(form) for form in _forms_of(text))


@pytest.mark.django_db(transaction=True)
def test_deletion_leaves_nothing_on_the_disk(visitor: Visitor) -> None:
    visitor.sign_up()
    person, handle = visitor.actor.person, bytes(visitor.actor.person.handle_digest)
    item = keep_item(actor=visitor.actor, data={"text": CANARY})
    blob = bytes(item.blob)
    # The planted fault: words that were not sealed must be found by this search while they are there.
    Trace.objects.create(action=CANARY, thing_id=str(person.pk))
    planted = connection.vendor != "sqlite" or _on_disk(CANARY)
    old, key = visitor.cookie(), str(uuid.uuid4())

    answer = _post(visitor, "/account/delete/", current=PASSPHRASE, understood="on", key=key)

    while event := outbox.claim(now()):
        assert outbox.carry_out(event, now)
    assert planted
    assert answer.status_code == 200
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert sessions.open_session(old) is None
    for table in (Person, KeySlot, Session, KeptItem, ContentGrant, Block, Trace):
        assert not table.objects.exists()
    assert Deed.objects.get().answer == "gone"
    if connection.vendor == "sqlite":
        raw = Path(connection.settings_dict["NAME"]).read_bytes()
        wal = Path(connection.settings_dict["NAME"] + "-wal")
        raw += wal.read_bytes() if wal.exists() else b""
        assert _on_disk(CANARY) == 0
        for trace in (
            handle,
            blob[1:60],
            person.pk.bytes,
            person.pk.hex.encode(),
            bytes(person.public_key)[:60],
        ):
            assert trace not in raw
    again = _post(visitor, "/account/delete/", current=PASSPHRASE, understood="on", key=key)
    assert again.status_code == 200
    assert "It is all gone" in again.content.decode()


def test_a_copy_to_be_read_says_nothing_of_what_was_left_empty(river: Visitor) -> None:
    keep_item(actor=river.actor, data={"title": "Breathe"})

    html = _post(river, "/account/copy/", shape="html").content.decode()

    assert "Breathe" in html
    assert '<dt>Code app</dt><dd dir="auto">no</dd>' in html  # a no is an answer
    assert not re.search(r"<dd[^>]*>\s*</dd>", html)
