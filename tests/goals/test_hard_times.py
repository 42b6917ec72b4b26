"""The plan for hard times as deeds: one's own, sealed, shared line by line, and gone when it goes."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from muruna.access import NotFound
from muruna.accounts.belongings import exports, forgets
from muruna.accounts.models import ContentGrant
from muruna.foundation.tenancy import in_space
from muruna.goals.actions import hard_times as deeds
from muruna.goals.hard_times_words import BadExamples, examples, read_examples
from muruna.goals.logic.hard_times import PARTS
from muruna.goals.models import HardTimes
from muruna.goals.queries.hard_times import my_hard_times, numbers_for
from muruna.sharing import actions as sharing
from muruna.sharing import queries as shared
from muruna.sharing.models import Share
from tests.conversations.disk import disk, hidden_in
from tests.conversations.people import Somebody, World

CANARY = "kanarienvogel-zeile-4f1d"


def texts(who: Somebody, code: str = "alone") -> list[str]:
    return [one.text for one in my_hard_times(who.actor).part(code).lines]


def ids(who: Somebody, code: str = "alone") -> list[str]:
    return [one.id for one in my_hard_times(who.actor).part(code).lines]


def write(who: Somebody, *lines: str, code: str = "alone") -> None:
    deeds.add_lines(actor=who.actor, part=code, texts=lines)


def seen_by(who: Somebody) -> str:
    """Everything that this person can open of what others share with them."""
    actor = who.actor
    return " ".join(str(shared.opened(actor, line.share.pk).body) for line in shared.lines(actor))


def test_lines_of_ones_own_and_nothing_to_read_on_disk(world: World) -> None:
    write(world.member, CANARY, "walk")
    write(world.member, "walk")

    assert texts(world.member) == [CANARY, "walk"]
    assert texts(world.stranger) == []
    assert hidden_in(disk(), CANARY) == []


def test_change_move_take_out_and_undo(world: World) -> None:
    actor = world.member.actor
    write(world.member, "a", "b")
    first, second = ids(world.member)
    deeds.move_line(actor=actor, id=second, earlier=True)
    deeds.change_line(actor=actor, id=first, text="A")
    deeds.remove_line(actor=actor, id=second)

    assert texts(world.member) == ["A"]
    deeds.undo(actor=actor)
    assert texts(world.member) == ["b", "A"]
    deeds.move_part(actor=actor, part="safer", earlier=True)
    assert [part.code for part in my_hard_times(actor).parts][-2:] == ["safer", "numbers"]
    deeds.settle(actor=actor)
    deeds.undo(actor=actor)
    assert [part.code for part in my_hard_times(actor).parts][-2:] == ["safer", "numbers"]


@pytest.mark.parametrize("deed", ["change_line", "remove_line", "move_line", "add_lines", "move_part"])
def test_what_is_not_there_is_not_there(world: World, deed: str) -> None:
    more: dict[str, Any] = {
        "change_line": {"id": "feedbeef", "text": "x"},
        "remove_line": {"id": "feedbeef"},
        "move_line": {"id": "feedbeef", "earlier": True},
        "add_lines": {"part": "seventh", "texts": ["x"]},
        "move_part": {"part": "seventh", "earlier": True},
    }[deed]

    with pytest.raises(NotFound):
        getattr(deeds, deed)(actor=world.member.actor, **more)
    assert not HardTimes.objects.exists()


def test_companion_sees_chosen_lines_and_nothing_else_until_it_is_stopped(world: World) -> None:
    write(world.member, "shown", CANARY)
    shown, _hidden = ids(world.member)
    share = deeds.share_lines(actor=world.member.actor, with_=world.supporter.membership.pk, lines=[shown])

    assert "shown" in seen_by(world.supporter)
    assert CANARY not in seen_by(world.supporter)
    assert seen_by(world.stranger) == ""
    deeds.change_line(actor=world.member.actor, id=shown, text="said anew")
    assert "said anew" in seen_by(world.supporter)
    sharing.stop(actor=world.member.actor, share_id=share.pk)
    assert seen_by(world.supporter) == ""
    assert not ContentGrant.objects.filter(container=share.pk).exists()


def test_line_taken_out_and_brought_back_stays_hidden(world: World) -> None:
    write(world.member, "kestrel", "two")
    first, _second = ids(world.member)
    deeds.share_lines(actor=world.member.actor, with_=world.supporter.membership.pk, lines=ids(world.member))
    deeds.remove_line(actor=world.member.actor, id=first)
    deeds.undo(actor=world.member.actor)

    assert texts(world.member) == ["kestrel", "two"]
    assert "kestrel" not in seen_by(world.supporter)
    assert "two" in seen_by(world.supporter)


def test_change_of_a_hidden_line_leaves_the_copy_as_it_is(world: World) -> None:
    write(world.member, "shown", "hidden")
    shown, hidden = ids(world.member)
    share = deeds.share_lines(actor=world.member.actor, with_=world.supporter.membership.pk, lines=[shown])
    before = bytes(Share.objects.get(pk=share.pk).body)
    deeds.change_line(actor=world.member.actor, id=hidden, text="other")

    assert bytes(Share.objects.get(pk=share.pk).body) == before


def test_nobody_but_a_companion_can_be_shown_anything(world: World) -> None:
    write(world.member, "one")

    with pytest.raises(NotFound):
        deeds.share_lines(
            actor=world.member.actor, with_=world.stranger.membership.pk, lines=ids(world.member)
        )
    assert not Share.objects.exists()
    assert my_hard_times(world.member.actor).shown == {}


def test_proposed_line_is_taken_over_in_own_words_and_hidden_unless_wished(world: World) -> None:
    share = deeds.share_lines(actor=world.member.actor, with_=world.supporter.membership.pk, lines=[])
    propose = dict(actor=world.supporter.actor, share_id=share.pk, is_proposal=True)
    first, second = (sharing.write_note(**propose, text=text) for text in ("call me", "walk with me"))
    take = dict(actor=world.member.actor, share_id=share.pk, part="people")

    assert texts(world.member, "people") == []
    deeds.take_line(**take, note_id=first.pk, text="I call Sam", shows=False)
    assert texts(world.member, "people") == ["I call Sam"]
    assert "I call Sam" not in seen_by(world.supporter)
    deeds.take_line(**take, note_id=second.pk, text="We walk", shows=True)
    assert "We walk" in seen_by(world.supporter)
    assert "I call Sam" not in seen_by(world.supporter)
    with pytest.raises(NotFound):
        deeds.take_line(**take, note_id=first.pk, text="twice", shows=False)


def test_only_the_owner_takes_over(world: World) -> None:
    share = deeds.share_lines(actor=world.member.actor, with_=world.supporter.membership.pk, lines=[])
    note = sharing.write_note(
        actor=world.supporter.actor, share_id=share.pk, text="call me", is_proposal=True
    )
    plain = sharing.write_note(actor=world.supporter.actor, share_id=share.pk, text="how are you?")

    for who, which in ((world.supporter, note), (world.stranger, note), (world.member, plain)):
        with pytest.raises(NotFound):
            deeds.take_line(
                actor=who.actor, share_id=share.pk, note_id=which.pk, part="people", text="x", shows=True
            )
    assert texts(world.member, "people") == []


def test_letting_go_ends_what_was_shown(world: World) -> None:
    write(world.member, "one")
    deeds.share_lines(actor=world.member.actor, with_=world.supporter.membership.pk, lines=ids(world.member))
    deeds.drop(actor=world.member.actor)

    assert not HardTimes.objects.exists()
    assert not Share.objects.exists()
    assert my_hard_times(world.member.actor).is_empty


def test_export_has_every_line_and_forgetting_leaves_none(world: World) -> None:
    write(world.member, CANARY)
    write(world.stranger, "stays")

    deeds.share_lines(actor=world.member.actor, with_=world.supporter.membership.pk, lines=ids(world.member))
    told = exports()["hard-times"](world.member.actor)
    assert f"Sam: {CANARY}" in str(told)
    assert CANARY in str(told)
    assert exports()["hard-times"](world.supporter.actor) == []
    forgets()["hard-times"](world.member.person)
    assert [one.membership for one in HardTimes.objects.all()] == [world.stranger.membership]


def test_numbers_of_a_country_are_lines_and_an_unknown_one_has_none() -> None:
    assert "Samaritans: 116 123" in [one.text for one in numbers_for("gb")]
    assert numbers_for("gb")[0].text == "Emergency: 999"
    assert not any("peers" in one.id for one in numbers_for("eg"))
    assert numbers_for("xx") == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_part_has_examples_in_both_languages(language: str) -> None:
    assert set(examples(language)) == set(PARTS)
    assert all(len(examples(language)[code]) == len(examples("en")[code]) for code in PARTS)


def test_wrong_file_of_examples_is_refused_in_words(tmp_path: Any) -> None:
    from pathlib import Path

    content = Path(__file__).parents[2] / "content"
    (tmp_path / "schema").mkdir()
    (tmp_path / "en").mkdir()
    (tmp_path / "schema" / "hard-times.json").write_text((content / "schema" / "hard-times.json").read_text())
    spoiled = (content / "en" / "hard-times.yaml").read_text().replace("  safer:", "  seventh:")
    (tmp_path / "en" / "hard-times.yaml").write_text(spoiled)

    with pytest.raises(BadExamples, match="seventh"):
        read_examples(tmp_path, "en")


@pytest.mark.django_db(transaction=True)
def test_two_open_pages_add_at_once_and_neither_is_lost() -> None:
    from tests.conversations.people import make_world

    made = make_world()

    def add(number: int) -> None:
        try:
            with in_space(made.space):
                write(made.member, f"line {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(4)))
    with in_space(made.space):
        assert sorted(texts(made.member)) == [f"line {number}" for number in range(4)]
