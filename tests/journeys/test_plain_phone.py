"""Journey 1 in Arabic, on a narrow phone, with JavaScript off."""

from pathlib import Path

from playwright.sync_api import Route

from tests.harness.browser import PHONE
from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk
from tests.journeys.elsewhere import Elsewhere
from tests.journeys.first_talk import FirstTalk
from tests.journeys.walker import Walker
from tests.journeys.words import ARABIC


def test_a_frightened_person_finds_a_peer_and_leaves_no_trace(
    site: Site, elsewhere: Elsewhere, walk: Walk, tmp_path: Path
) -> None:
    plain = {"language": "ar", "scripts": False, "size": PHONE}
    code = deeds.print_codes(walk("steward"), site)[0]
    journey = FirstTalk(
        site, elsewhere, ARABIC,
        walk("member", **plain), walk("supporter", **plain), walk("lead"), handle="نجمة بعيدة",
    )  # fmt: skip
    journey.arrive(code)
    journey.be_matched()
    journey.talk_together(badly=_answer_is_lost)
    journey.worry()
    journey.end_well()
    journey.expire()
    journey.leave_quickly(press=_leave_button)
    journey.take_everything_and_go(tmp_path)


def _answer_is_lost(journey: FirstTalk, words: str) -> None:
    """The line breaks after the message has left, so the phone sends the same form again."""
    page = journey.member.page

    def twice(route: Route) -> None:
        assert route.fetch(max_redirects=0).status == 303
        route.continue_()

    page.route("**/say/", twice)
    journey.member.say(words)
    page.unroute("**/say/")
    journey.member.go(journey.talk)
    assert journey.member.bubbles(words) == 1


def _leave_button(who: Walker) -> None:
    who.page.locator("header form.exit button").click(no_wait_after=True)
