"""Proof 1, on paper: the printed matrix is what `decide` says, and every word of it is plain English."""

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings

from muruna.access import ANY, CHAPTERS, DENYING, Action, Grant, Relation, Unregistered, decide
from muruna.access.management.commands.matrix import wanted
from muruna.access.matrix import document, golden, label_of, states_of
from muruna.access.matrix_roles import ROLES
from muruna.access.plain_rights import TAKES_TWO
from muruna.access.plain_things import THINGS
from muruna.access.plain_words import ACTIONS, RELATIONS
from muruna.access.public_routes import PUBLIC_ROUTES
from muruna.spaces.models import GuardedStep


def chapter(name: str) -> Any:
    return next(one for one in CHAPTERS.values() if label_of(one.model) == name)


@pytest.mark.parametrize("name", ["docs/access-matrix.md", "tests/access/golden_matrix.txt"])
def test_the_printed_matrix_is_today_s(name: str) -> None:
    assert (settings.BASE_DIR / name).read_text() == wanted()[name], "run `make matrix` and read the diff"


def test_every_thing_relation_and_action_has_plain_words() -> None:
    assert {label_of(model) for model in CHAPTERS} <= set(THINGS)
    assert list(RELATIONS) == [relation.value for relation in Relation]
    assert set(ACTIONS) == {action.value for action in Action}
    for thing in THINGS.values():
        assert thing.name
        assert thing.sentence.endswith(".")
        assert set(thing.relations) <= set(RELATIONS)
        assert set(thing.actions) <= set(ACTIONS)


def test_plain_words_know_every_state_that_a_thing_can_be_in() -> None:
    for one in CHAPTERS.values():
        thing, model = THINGS[label_of(one.model)], one.model
        assert not one.state_field or set(states_of(one)) == set(thing.states), label_of(model)
        for grant in one.grants:
            assert grant.states == ANY or one.state_field, f"{label_of(model)}: states without a state field"
        if one.state_field and (choices := model._meta.get_field(one.state_field).choices):
            assert {value for value, _ in choices} == set(thing.states), label_of(model)


def test_a_denying_relation_wins_over_everything_in_every_cell() -> None:
    for one in CHAPTERS.values():
        everything = frozenset(Relation)
        for grant in one.grants:
            for state in states_of(one):
                assert not decide(grant.action, everything, state, one.grants)
                assert not any(
                    decide(grant.action, frozenset({r, d}), state, one.grants)
                    for r in Relation
                    for d in DENYING
                )


def test_nobody_in_no_relation_may_do_anything() -> None:
    for one in CHAPTERS.values():
        for grant in one.grants:
            assert not any(decide(grant.action, frozenset(), s, one.grants) for s in states_of(one))


def test_an_invented_verb_is_an_error_and_never_a_quiet_no() -> None:
    for one in CHAPTERS.values():
        with pytest.raises(Unregistered):
            decide("dance.tango", frozenset({Relation.OWNER}), "*", one.grants)  # type: ignore[arg-type]


# Planted faults.
def test_one_grant_too_many_shows_in_both_texts() -> None:
    one = chapter("accounts.KeptItem")
    looser = replace(
        one,
        relations=one.relations | {Relation.STEWARD: lambda actor: None},
        grants=(*one.grants, Grant(Action.KEPT_SEE, {Relation.STEWARD})),
    )
    changed = CHAPTERS | {one.model: looser}
    assert "steward | * | kept.see" in set(golden(changed).splitlines()) - set(golden(CHAPTERS).splitlines())
    assert "| A steward of the space | always | read it |" in document(changed, PUBLIC_ROUTES)
    assert "| A steward of the space | always | read it |" not in document(CHAPTERS, PUBLIC_ROUTES)


def test_a_thing_without_plain_words_cannot_be_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(THINGS, "accounts.KeptItem")
    with pytest.raises(KeyError, match=r"accounts\.KeptItem"):
        document(CHAPTERS, PUBLIC_ROUTES)


def test_the_page_opens_with_contents_and_every_link_of_them_leads_somewhere() -> None:
    page = document(CHAPTERS, PUBLIC_ROUTES)
    headings = [line.lstrip("#").strip() for line in page.splitlines() if line.startswith("##")]
    links = [line.split("](#") for line in page.splitlines() if line.lstrip().startswith("- [")]
    assert [one[0].lstrip(" -[") for one in links] == [one for one in headings if one != "Contents"]
    assert headings[0] == "Contents"
    names = [one[1].rstrip(")") for one in links]
    assert len(set(names)) == len(names), "two headings of one name: a link would lead to the wrong one"


def test_every_role_has_a_page_of_what_it_may_and_never_may() -> None:
    page = document(CHAPTERS, PUBLIC_ROUTES)
    for role in ROLES:
        own = page.split(f"### {role.name}\n")[1].split("\n### ")[0]
        assert role.who in own
        may, never = own.split(" gives no leave for ")
        assert may.count("\n- **") >= 3
        assert all(f"- To {told}." in never for told, *_rest in role.never)
    assert (
        "To read the words of a request for help." in page.split("### A coordinator\n")[1].split("\n### ")[0]
    )


def test_a_never_that_is_not_so_and_a_relation_of_no_role_print_nothing() -> None:
    one = chapter("matching.Request")
    looser = replace(one, grants=(*one.grants, Grant(Action.REQUEST_SEE, {Relation.COORDINATOR})))
    with pytest.raises(ValueError, match=r"A coordinator may request\.see"):
        document(CHAPTERS | {one.model: looser}, PUBLIC_ROUTES)
    kept = chapter("accounts.KeptItem")
    lost = replace(
        kept,
        relations=kept.relations | {Relation.APPROVER: lambda actor: None},
        grants=(*kept.grants, Grant(Action.KEPT_SEE, {Relation.APPROVER})),
    )
    with pytest.raises(ValueError, match="no role"):
        document(CHAPTERS | {kept.model: lost}, PUBLIC_ROUTES)


def page_of(role: str) -> str:
    return document(CHAPTERS, PUBLIC_ROUTES).split(f"### {role}\n")[1].split("\n### ")[0]


def test_a_role_s_page_says_which_deeds_about_those_in_office_take_two() -> None:
    assert set(TAKES_TWO) == set(GuardedStep.DEEDS)
    for role in ("A coordinator", "A safeguarding lead", "A steward"):
        persona = page_of(role).split("- **A persona.**")[1].split("\n- ")[0]
        assert "\n  For whoever leads or stewards this takes two" in persona, role
        assert "second yes" in persona
        assert TAKES_TWO["suspend"] in persona
        assert (TAKES_TWO["age"] in persona) == (role != "A safeguarding lead")
    for role in ("A supervisor", "A coordinator", "A safeguarding lead", "A steward"):
        steps = page_of(role).split("- **A step about somebody who leads or stewards.**")[1:]
        assert all(words in steps[-1] for words in TAKES_TWO.values()), role
    section = document(CHAPTERS, PUBLIC_ROUTES).split("\n### A persona\n")[1].split("\n### ")[0]
    assert "takes two" in section


def test_what_a_role_does_not_bring_is_not_read_as_forbidden_to_members() -> None:
    assert "never brings" not in document(CHAPTERS, PUBLIC_ROUTES)
    for role in ROLES[1:]:
        assert f"Being {role.name.lower()} gives no leave for what follows. What every member may" in page_of(
            role.name
        )


def test_no_condition_stands_under_a_role_that_it_does_not_fit() -> None:
    for role in ("A supervisor", "A coordinator"):
        assert "nother lead or steward" not in page_of(role)
        assert f"{role}, where nobody" in page_of(role)
    for role in ("A safeguarding lead", "A steward"):
        assert "coordinates or supervises may" not in page_of(role)


def test_a_list_of_ones_own_notes_stands_under_everybody_who_can_open_it() -> None:
    assert "notes after hard talks" in page_of("A member").split("- **A space.**")[1].split("\n- ")[0]
