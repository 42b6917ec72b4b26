"""Journeys 3 and 5, the parts that exist: a supporter from the first right to the rest after a heavy talk."""

import re
from typing import Any

from playwright.sync_api import Locator

from muruna.matching.vocabulary import vocabulary
from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.conftest import Walk
from tests.journeys.walker import Walker
from tests.journeys.words import ENGLISH

HELLO, ALOUD, ADVICE = "Hello. Take all the time you need.", "May I think aloud with you?", "Slow is good."


def _in_school(walk: Walk, site: Site, handle: str, language: str = "en") -> Walker:
    who = walk(handle, language=language)
    deeds.come_in(who, handle, deeds.passphrase_of(site, handle))
    deeds.to_school(who)
    return who


def test_a_supporter_begins_cares_hands_over_and_rests(site: Site, walk: Walk) -> None:
    steward = walk("hanna")
    codes = deeds.print_codes(steward, site)
    supporter, member = walk("supporter"), walk("member")
    deeds.sign_up(supporter, "green lamp")
    place = deeds.join(supporter, codes[0], {**ENGLISH, "name": "Juniper Vale"}, band="25+")
    _give_right(steward, place)
    _offer(supporter, place)
    deeds.sign_up(member, "paper boat")
    deeds.join(member, codes[1], ENGLISH, band="18-24")
    _board_shows_load_and_no_word(walk, site, member, place)
    talk = _match(member, supporter, place)
    _ask_aside(walk, site, supporter, talk)
    _worry(supporter, talk)
    _hand_over(walk, site, supporter, member, talk)
    _rest(supporter, talk, place)
    _report(member, talk)
    _block(member, talk)


def _give_right(steward: Walker, place: str) -> None:
    """The steward gives a right with an end to somebody who came with a code."""
    steward.go(place + "people/")
    steward.press(steward.page.locator("a.person", has_text="Juniper Vale"))
    steward.follow("/rights/")
    steward.send(role="supporter", tracks=["adults"], on_probation=False, months="6")
    assert steward.page.locator("h3").count() == 1


def _offer(supporter: Walker, place: str) -> None:
    """What she offers, and that she is here now."""
    supporter.go(place + "offer/")
    number = vocabulary().experiences["family-watched"].number
    lived: dict[str, Any] = {f"use_{number}": True, f"see_{number}": True}
    supporter.send(
        languages=["en"],
        about="I knit while I listen.",
        **lived,
        most_open="2",
    )
    supporter.go(place + "answering/")
    supporter.send(minutes="60")
    assert supporter.page.locator("form[action$='/answering/away/']").count() == 1


def _board_shows_load_and_no_word(walk: Walk, site: Site, member: Walker, place: str) -> None:
    """Somebody asks; the coordinator sees that they wait, and not what they wrote."""
    deeds.ask(member, ENGLISH)
    coordinator = _in_school(walk, site, "nadia", "ar")
    coordinator.go(place + "waiting/")
    assert ENGLISH["name"] in coordinator.text
    assert ENGLISH["asking"] not in coordinator.page.content()
    coordinator.press(
        coordinator.page.locator(".card", has_text=ENGLISH["name"]).locator("a[href*='/waiting/']").first
    )
    assert "Juniper Vale" in coordinator.text
    assert ENGLISH["asking"] not in coordinator.page.content()


def _match(member: Walker, supporter: Walker, place: str) -> str:
    member.go(place + "ask/mine/")
    card = member.page.locator(".people .card", has_text="Juniper Vale")
    member.press(card.locator("form[action*='/choose/'] button"))
    supporter.go(place)
    deeds.accept(supporter, ENGLISH, hidden="never ticked")
    talk = supporter.path
    supporter.say(HELLO)
    member.go(talk)
    assert member.bubbles(HELLO) == 1
    return talk


def _ask_aside(walk: Walk, site: Site, supporter: Walker, talk: str) -> None:
    """The supervisor answers beside the talk and reads none of it; the member is told that this is so."""
    supporter.go(talk + "aside/")
    supporter.send(text=ALOUD)
    supervisor = _in_school(walk, site, "yara")
    supervisor.go(talk + "aside/")
    assert ALOUD in supervisor.text
    assert HELLO not in supervisor.page.content()
    supervisor.say(ADVICE)
    supporter.hears(ADVICE)
    refused = supervisor.page.goto(supervisor.visit.origin + talk)
    assert refused is not None
    assert refused.status == 404


def _worry(supporter: Walker, talk: str) -> None:
    supporter.go(talk + "care/")
    supporter.send(
        what=ENGLISH["worry"], wishes=ENGLISH["wish"], safe_way="Only here", safe_hours="Evenings",
        not_told="Everybody at home", reveals=["orientation"],
    )  # fmt: skip
    assert supporter.page.locator(".talk-notices .notice").count() >= 1


def _hand_over(walk: Walk, site: Site, supporter: Walker, member: Walker, talk: str) -> None:
    """Somebody else goes on, because the member agreed, with what the member let them read."""
    supporter.go(talk + "pass-on/")
    supporter.press(_radio(supporter, "رنا"))
    member.go(talk)
    member.follow("/talks/change/{id}/")
    member.send(answer="share")
    nexts = _in_school(walk, site, "rana", "ar")
    nexts.go(talk.split("talks/")[0] + "talks/")
    nexts.follow("/talks/next/{id}/")
    nexts.send(answer="yes")
    nexts.go(talk)
    assert HELLO in nexts.text
    nexts.say("أنا هنا، وقرأت كل شيء.")
    member.hears("أنا هنا، وقرأت كل شيء.")
    refused = supporter.page.goto(supporter.visit.origin + talk)
    assert refused is not None
    assert refused.status == 404


def _radio(who: Walker, name: str) -> Locator:
    who.page.locator("label.choice", has_text=name).locator("input").check()
    return who.page.locator("main form button[type=submit]").last


def _rest(supporter: Walker, talk: str, place: str) -> None:
    """Nobody new for a while, said without a reason, and seen by her alone."""
    supporter.go(place + "answering/")
    supporter.send(days="3")
    assert supporter.page.locator("form[action$='/answering/resume/']").count() == 1


def _report(member: Walker, talk: str) -> None:
    """Chosen words reach the team, sealed; the reporter sees how far it is."""
    member.go(talk + "show/")
    member.page.locator("label.choice", has_text=HELLO).locator("input").check()
    member.send(why="Trying this out")
    assert re.fullmatch(r"/s/\w+/reports/", member.path)
    assert member.page.locator("main h2").count() >= 1


def _block(member: Walker, talk: str) -> None:
    """Never again, under any name; it stands where it can be undone."""
    member.go(talk + "apart/")
    member.press(member.page.locator("main form button[type=submit]").last)
    assert re.fullmatch(r"/s/\w+/talks/", member.path)
    member.go("/account/blocked/")
    assert member.page.locator("main .card").count() == 1


def test_after_a_hard_talk_one_may_rest(site: Site, walk: Walk) -> None:
    """The debrief reaches the supervisor alone, and with it begins a pause in new matches."""
    supporter = _in_school(walk, site, "rana", "ar")
    place = supporter.path
    supporter.go(place + "talks/")
    supporter.press(supporter.page.locator(".talk-line", has_text="طارق").first)
    supporter.follow("/more/")
    supporter.follow("/after/")
    supporter.send(text="كان المساء ثقيلًا عليّ.", pause_days="7")
    supporter.go(place + "answering/")
    assert supporter.page.locator(".notice").count() >= 1
    supervisor = _in_school(walk, site, "yara")
    supervisor.go(place + "talks/notes/")
    assert "كان المساء ثقيلًا عليّ." in supervisor.text


def _cases(lead: Walker, place: str) -> set[str]:
    """The addresses of the cases that a lead finds."""
    lead.go(place + "cases/")
    return {one.get_attribute("href") or "" for one in lead.page.locator(".case-list a").all()}


def test_a_case_opens_for_two_together_and_leaves_a_receipt(site: Site, walk: Walk) -> None:
    """What Tariq reports opens only when two leads agree; he sees that they looked."""
    member = _in_school(walk, site, "tariq", "ar")
    place = member.path
    leads = [_in_school(walk, site, "yara"), _in_school(walk, site, "khalil", "ar")]
    earlier = _cases(leads[0], place)  # other reports may wait there too, in an order that tells nothing
    member.go(place + "talks/")
    member.press(member.page.locator(".talk-line", has_text="رنا").first)
    talk = member.path
    member.go(talk + "show/")
    shown = member.page.locator("label.choice", has_text="رنا").last
    said = shown.locator(".said").inner_text()
    shown.locator("input").check()
    member.send(why="أريد أن ينظر أحد في هذا.")
    case = next(iter(_cases(leads[0], place) - earlier))
    for lead in leads:
        lead.go(case)
        assert said not in lead.text
        lead.go(case + "open/")
        lead.press(lead.page.locator("main form button[type=submit]").last)
    leads[0].go(case)
    assert said in leads[0].text
    member.go("/account/looked/")
    assert member.page.locator("main table tbody tr").count() >= 2
    member.go(place + "reports/")
    assert member.page.locator("main .card").count() >= 1
