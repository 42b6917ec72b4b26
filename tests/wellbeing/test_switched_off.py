"""Switching off governs asking: what somebody has answered is read as before, by them and whom they chose."""

import json
from typing import Any

import pytest

from muruna.accounts.actions.gathering import gather_everything
from muruna.spaces.models import Membership
from muruna.ui.addresses import code_of
from muruna.wellbeing import library
from muruna.wellbeing.actions.allowing import allow_questionnaire, end_permission
from muruna.wellbeing.asked import asked_here
from muruna.wellbeing.logic.diary import Answers
from muruna.wellbeing.models import Permission
from muruna.wellbeing.queries import diary
from tests.conversations.people import Somebody, World
from tests.wellbeing.nine import switch_on
from tests.wellbeing.test_allowing import GRANTED, THREE
from tests.wellbeing.test_pages import read, send
from tests.wellbeing.test_results import give


@pytest.mark.parametrize("how", ["off", "gone"])
def test_an_old_answer_about_dark_thoughts_still_shows_numbers(
    world: World, steward: Somebody, here: str, how: str
) -> None:
    switch_on(world, steward)
    sitting = give(world.member, "phq-9", [1] * 8 + [2])
    if how == "off":
        end_permission(actor=steward.actor, questionnaire="phq-9")
    else:
        Membership.objects.filter(pk=world.second.membership.pk).update(state=Membership.LEFT)
    assert "phq-9" not in asked_here(world.member.actor)

    html = read(world.member.browser(), f"{here}one/{sitting}/").split("<main")[1]

    assert ">10<" in html
    assert html.index("tel:") < html.index(">10<")
    assert "Let it go" in html
    assert "for a talk" not in html  # nobody is there for it now
    assert "no longer asked here" in html


def test_every_page_and_copy_reads_what_is_asked_no_more(world: World, steward: Somebody, here: str) -> None:
    allow_questionnaire(actor=steward.actor, questionnaire="gse", granted=GRANTED)
    for days_ago in (30, 1):
        give(world.member, "gse", [3] * 10, days_ago)
    client, which = world.member.browser(), code_of("gse")
    pages = ("time/", f"time/{which}/", "copy/sheet/", f"time/{which}/with/")
    title = library.instruments("en")["gse"].title
    before = [read(client, f"{here}{page}").split("<main")[1] for page in pages]
    end_permission(actor=steward.actor, questionnaire="gse")

    after = [read(client, f"{here}{page}").split("<main")[1] for page in pages]

    for then, now in zip(before, after, strict=True):
        assert title in then
        assert title in now
        assert ("<bdi>30</bdi>" in then) == ("<bdi>30</bdi>" in now)
    csv = send(client, f"{here}copy/", shape="csv").content.decode()
    assert csv.count("30") >= 2
    assert json.loads(send(client, f"{here}copy/", shape="fhir").content)["entry"]
    assert "30" in json.dumps(gather_everything(actor=world.member.actor), default=str)
    assert client.get(f"{here}ask/{which}/").status_code == 404


def test_what_a_space_entered_itself_is_read_after_it_was_switched_off(
    world: World, steward: Somebody, here: str
) -> None:
    rules, client = f"{here}rules/", steward.browser()
    sent: dict[str, Any] = {"file": json.dumps(THREE), "better": "higher", "granted": GRANTED, "dark": "no"}
    send(client, f"{rules}new/", **sent)
    (id,) = [one for one in asked_here(world.member.actor) if one.startswith("own-")]
    sitting = give(world.member, id, [2, 2, 1])
    assert send(client, f"{rules}{code_of(id)}/off/").status_code == 303
    assert id not in asked_here(world.member.actor)

    member = world.member.browser()

    assert ">5<" in read(member, f"{here}one/{sitting}/")
    assert "Three of ours" in read(member, f"{here}time/{code_of(id)}/")
    assert member.get(f"{here}ask/{code_of(id)}/").status_code == 404
    html = read(client, rules)
    assert "Three of ours" in html
    assert Permission.objects.get().is_on is False
    # And on again, as it was.
    assert send(client, f"{rules}{code_of(id)}/", **sent).status_code == 303
    assert id in asked_here(world.member.actor)


def test_what_is_shared_goes_on_until_its_owner_stops(world: World, steward: Somebody, here: str) -> None:
    from muruna.sharing.models import Share
    from muruna.wellbeing.actions.days import drop_entry
    from muruna.wellbeing.actions.showing import share_series

    allow_questionnaire(actor=steward.actor, questionnaire="gse", granted=GRANTED)
    for days_ago in (30, 1):
        give(world.member, "gse", [3] * 10, days_ago)
    actor = world.member.actor
    share_series(actor=actor, questionnaire="gse", with_=world.supporter.membership.pk)
    end_permission(actor=steward.actor, questionnaire="gse")

    drop_entry(actor=actor, entry_id=diary(actor).of(Answers)[0].id)

    assert Share.objects.count() == 1


def test_words_that_nobody_has_any_more_can_still_be_let_go(
    world: World, steward: Somebody, here: str
) -> None:
    send(
        steward.browser(), f"{here}rules/new/", file=json.dumps(THREE), better="higher", granted=GRANTED,
        dark="no",
    )  # fmt: skip
    (id,) = [one for one in asked_here(world.member.actor) if one.startswith("own-")]
    sitting = give(world.member, id, [2, 2, 1])
    Permission.objects.all().delete()

    assert "Let it go" in read(world.member.browser(), f"{here}one/{sitting}/")
