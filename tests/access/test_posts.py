"""S9, S17 for every route there is: what a form does once, what a look never does, what is refused whole.

The forms are those that somebody finds on some page; routes are named as exceptions alone, with reasons.
"""

import types
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test.utils import override_settings
from django.urls import get_resolver, path
from django.views.decorators.csrf import csrf_exempt

from muruna.accounts.models import Person
from muruna.foundation.trace import trace
from tests.access import post_rules
from tests.access.golden import golden
from tests.access.sendings import Found, Look, found_forms, undone
from tests.access.site_map import routes
from tests.access.things import live_a_while
from tests.access.walking import steps
from tests.access.world import World
from tests.faults.wire import Field, FoundForm

pytestmark = pytest.mark.django_db
# Looks that are kept on purpose: the product says so to whom they concern.
KEPT_LOOKS = {
    ("card", "safeguarding_cardseen"),  # its version is kept as it was shown (issue 2, F)
    ("card", "safeguarding_cardversion"),
    ("talk", "conversations_participant"),  # how far I have read: seen by nobody else
    ("talk-debriefs", "conversations_debrief"),  # that a note has reached whom it was written to
    ("story", "stories_story"),  # its writer has seen that something came: the dot is theirs alone
    ("case", "accounts_opening"),  # every opening by somebody else stands in "who looked"
    ("case-facts", "accounts_opening"),
    ("case-outside", "accounts_opening"),  # the facts stand beside it (as beside a wish: tests/safeguarding)
}
# After these a repeat cannot say the same.
CLOSED = {
    "sign-out",  # the session that knows the key is gone: the door stands there
    "account-delete",  # so is the person; the second answer says so too
    "codes",  # codes are shown once: only their digests are kept
}
EXEMPT = {
    "exit",  # ends the sender's own session alone, and must work from a page of any age
    "language as signed_out",  # a visitor's; a person's needs the mark
}
# Routes that take a form, or lead on, and whose form no page of this world shows in its present state.
UNSEEN = {
    *("found", "home", "welcome"),  # lead on, whatever is sent
    "sign-up-words",  # the sign-up page's own button
    *(
        "join-card",
        "join-space",
        "join-age",
        "join-you",
    ),  # later steps of one path: tests/spaces/test_joining.py
    "account-recovery-check",  # stands while the words wait to be confirmed: tests/accounts/test_door.py
    "account-sessions",  # needs a second session
    *("goal-show", "goal-step-take"),  # stand beside whichever share comes first: tests/goals/test_ally.py
    "case-bring-in",  # needs a lead who is not in the team yet: tests/safeguarding/test_stepping_aside.py
    "case-showing",  # needs a wish that was held back: tests/safeguarding/test_not_yet.py
    "day-share",  # needs a result to share: tests/wellbeing/test_sharing.py
    "hard-times-numbers",  # needs a country with numbers: tests/goals/test_hard_times_pages.py
    "goal-levels",  # stands until levels are fixed, as they are here: tests/goals/test_levels.py
    "talk-propose-other",  # needs nothing asked in the talk left alone: tests/conversations/test_gap.py
    *(
        "ask-first",
        "ask-else",
        "choose",
    ),  # need proposals that were not chosen: tests/matching/test_asking.py
    *("support-resume", "shift-end"),  # need a pause, a shift: tests/matching/test_pages.py
    "by-hand",  # needs somebody who fits: tests/matching/test_pages.py
    *(
        "story-begin",
        "story-keep",
    ),  # a button of the writing page, beside its form's own address: tests/stories/test_pages.py
    # Need a circle in another state, a running meeting, or a post that waits: tests/circles.
    *("circle-agreement", "circle-change", "circle-propose", "seat-answer", "seat-hold", "seat-remove"),
    *("meeting-back", "meeting-end", "meeting-lead", "meeting-look-after", "meeting-lower", "post-review"),
    "seat-ask-away",  # needs a holder beside another: tests/circles/test_beside_each_other.py
    "meeting-draft",  # a running meeting, too: tests/circles/test_nothing_lost.py
}


@pytest.fixture(scope="module")
def looks() -> list[Look]:
    """What each look at a page changed."""
    return []


@pytest.fixture(scope="module")
def found(world: World, looks: list[Look]) -> dict[str, list[Found]]:
    """Every form of the site by its route."""
    live_a_while(world)
    return found_forms(world, looks)


@pytest.fixture(scope="module")
def two_each(found: dict[str, list[Found]]) -> list[Found]:
    """Of each route two forms: of two people, or of two kinds."""
    return [one for some in found.values() for one in some[:2]]


@pytest.fixture(scope="module")
def one_each(found: dict[str, list[Found]]) -> list[Found]:
    """Of each route the form of somebody who found it last."""
    return [some[-1] for some in found.values()]


def test_no_look_changes_anything_but_what_is_kept_on_purpose(
    found: dict[str, list[Found]], looks: list[Look]
) -> None:
    assert {(route, table) for route, _who, tables in looks for table in tables} == KEPT_LOOKS
    assert len({route for route, *_ in looks}) > 90


def test_every_route_that_takes_a_form_is_tried(world: World, found: dict[str, list[Found]]) -> None:
    takes = {
        name for (name, method, which), who in golden(world).items()
        if method == "POST" and which != "not theirs" and {303, 422} & set(who.values())
    }  # fmt: skip
    # Which of several things a page shows first is chance: some of these are seen now and then.
    unseen = sorted({name for name in takes if name not in found} - UNSEEN)
    assert unseen == [], " ".join(unseen)
    assert not [name for name in found if name.startswith("nowhere")]


@pytest.mark.any_database  # what is refused has not reached it
def test_no_form_counts_that_another_site_sent(world: World, two_each: list[Found]) -> None:
    formless = [
        Found(route.name, "member", two_each[-1].client, FoundForm(step.address, "post"))
        for route in routes() if not route.is_public
        for step in list(steps(route, world.people["member"], world, "A"))[:1]
    ]  # fmt: skip
    assert list(post_rules.forged([*two_each, *formless], EXEMPT)) == []
    assert len(formless) > 90


def test_every_form_counts_once_and_says_the_same_again(two_each: list[Found]) -> None:
    done: set[str] = set()
    assert list(post_rules.doubled(two_each, done, CLOSED)) == []
    assert len(done) > 35, sorted(done)


@pytest.mark.any_database  # what is said is the same, and what is sealed as well
def test_no_answer_to_a_form_tells_on_its_sender_and_no_word_of_it_lies_in_clear(
    two_each: list[Found],
) -> None:
    assert list(post_rules.answered(two_each)) == []


@pytest.mark.any_database
def test_odd_signs_beside_good_answers_break_nothing(one_each: list[Found]) -> None:
    assert list(post_rules.odd_beside_good(one_each)) == []


def test_no_form_reaches_what_is_not_theirs(world: World, two_each: list[Found]) -> None:
    assert list(post_rules.reached(two_each, strangers_of(world, two_each))) == []


def strangers_of(world: World, some: list[Found]) -> dict[str, list[tuple[str, str]]]:
    """Addresses of the same route with ids of others, of another community, of nothing."""
    site = {route.name: route for route in routes()}
    asked = {(one.route, one.kind) for one in some if one.route in site and site[one.route].ids}
    return {
        f"{name} {kind}": [
            (step.which, step.address)
            for step in steps(site[name], world.people[kind], world, "A")
            if step.which in {"others", "foreign", "nobody's"}
        ]
        for name, kind in asked
    }


def test_no_form_takes_somebody_else_s_id_in_a_field(world: World, two_each: list[Found]) -> None:
    assert list(post_rules.smuggled(two_each, str(world.persona("foreigner", "B").pk))) == []


def test_no_nonsense_breaks_a_form_or_is_lost(one_each: list[Found]) -> None:
    assert list(post_rules.nonsensical(one_each)) == []


# Planted faults: one view that does everything wrong, behind a route of its own.
@csrf_exempt
def careless(request: HttpRequest, id: uuid.UUID | None = None) -> HttpResponse:
    """Writes at every look, for everybody, every time; breaks on a word where a number should be.

    Writes words down in clear and tells them; breaks on an odd sign, but only beside a good answer.
    """
    Person.objects.filter(pk=request.actor.person.pk).update(language=uuid.uuid4().hex[:2])  # type: ignore[attr-defined]
    if "count" in request.POST:
        int(request.POST["count"])
    if "🦊" in request.POST.get("odd", "") and request.POST["good"] == "3":
        raise ValueError
    said = "" if "other" in request.POST else request.POST.get("words", "")
    answer = HttpResponse(said, status=422 if "words" in request.POST else 204)
    if "tells" in request.POST:
        trace(request.actor, "planted", request.actor.person, reason=request.POST["tells"])  # type: ignore[attr-defined]
        answer.set_cookie("pride", "1", httponly=True, samesite="Lax")
    return answer


@pytest.fixture
def planted(found: dict[str, list[Found]]) -> Iterator[Any]:
    """`planted(field, ...)`: a form with these fields that the careless view takes."""
    site: Any = types.ModuleType("planted")
    site.urlpatterns = [
        path("planted/", careless),
        path("planted/<uuid:id>/", careless),
        *get_resolver().url_patterns,
    ]
    site.handler404, site.handler500 = "muruna.ui.faults.not_found", "muruna.ui.faults.broken"
    client = found["account"][0].client
    client.raise_request_exception = False

    def make(*fields: str) -> list[Found]:
        form = FoundForm("/planted/", "post", [Field("key", "hidden", str(uuid.uuid4()))])
        given = {"thing": str(uuid.uuid4()), "tells": ""}
        form.fields += [Field(name, "text", given.get(name, "3")) for name in fields]
        return [Found("planted", "member", client, form)]

    with override_settings(ROOT_URLCONF=site):
        yield make


def test_a_look_that_writes_is_found(planted: Any) -> None:
    one = planted()[0]
    with undone(one.client) as changes:
        one.client.get(one.form.action)
        assert changes.tables == {"accounts_person"}


def test_a_form_that_counts_twice_or_for_another_site_is_found(planted: Any) -> None:
    assert any("the second time changed ['accounts_person']" in one
               for one in post_rules.doubled(planted(), set(), set()))  # fmt: skip
    assert any(
        "other words under the same key: 204" in one for one in post_rules.doubled(planted(), set(), set())
    )
    assert len(list(post_rules.forged(planted(), set()))) == len(post_rules.FORGED)


def test_a_form_that_reaches_what_is_another_s_is_found(planted: Any) -> None:
    addresses = {"planted member": [("others", f"/planted/{uuid.uuid4()}/")]}
    assert len(list(post_rules.reached(planted(), addresses))) == 1
    assert len(list(post_rules.smuggled(planted("thing"), str(uuid.uuid4())))) == 2


def test_a_form_that_breaks_or_forgets_is_found(planted: Any) -> None:
    told = list(post_rules.nonsensical(planted("count")))
    assert any("wrong type: 500" in one for one in told)
    told = list(post_rules.nonsensical(planted("words")))
    assert any("markup came through" in one for one in told)
    assert not any("is lost" in one for one in told)
    assert any("other is lost" in one for one in post_rules.nonsensical(planted("words", "other")))


def test_an_answer_that_tells_and_words_in_clear_are_found(planted: Any) -> None:
    assert list(post_rules.answered(planted("count"))) == []
    told = list(post_rules.answered(planted("tells")))
    assert any("cookie pride" in one for one in told)
    assert any("in clear in foundation_trace.reason" in one for one in told)


def test_a_form_that_breaks_on_an_odd_sign_beside_a_good_answer_is_found(planted: Any) -> None:
    assert list(post_rules.nonsensical(planted("odd", "good"))) == []
    assert list(post_rules.odd_beside_good(planted("odd", "good"))) == ["planted as member with odd: 500"]
