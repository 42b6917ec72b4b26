"""Journey 1: from the plain first page to a good ending, and away. Told once, walked in three ways."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.harness.site import Site
from tests.journeys import deeds
from tests.journeys.elsewhere import Elsewhere
from tests.journeys.moved_clock import days_later
from tests.journeys.walker import Walker
from tests.journeys.words import Script

RETENTION = 30  # days, by the school's profile


@dataclass
class FirstTalk:
    """Everybody in the journey, and what they have to say."""

    site: Site
    elsewhere: Elsewhere
    words: Script
    member: Walker
    supporter: Walker
    lead: Walker
    handle: str
    passphrase: str = ""
    space: str = ""
    talk: str = ""
    kept: list[str] = field(default_factory=list)

    def arrive(self, code: str) -> None:
        """Plain page, account, card, school."""
        self.passphrase = deeds.sign_up(self.member, self.handle)
        self.space = deeds.join(self.member, code, self.words)

    def be_matched(self) -> None:
        """Ask, read honest words about waiting, see who and why, choose; the other one says yes."""
        member = self.member
        deeds.ask(member, self.words)
        cards = member.page.locator(".people .card")
        assert 1 <= cards.count() <= 3
        assert cards.first.locator(".why li").count() >= 1
        hidden = self._circumstance()
        member.press(cards.first.locator("form[action*='/choose/'] button"))
        assert member.page.locator(".waiting").is_visible()
        deeds.come_in(self.supporter, "rana", deeds.passphrase_of(self.site, "rana"))
        deeds.to_school(self.supporter)
        deeds.accept(self.supporter, self.words, hidden)
        self.talk = self.supporter.path
        member.go(self.space + "talks/")
        member.follow("/talks/{id}/")
        assert member.path == self.talk

    def _circumstance(self) -> str:
        """How the page of the member calls what she ticked and did not show."""
        said = self.member.page.locator(".rows").first
        self.member.open_around(said)
        words = said.inner_text()
        self.member.go(self.space + "ask/mine/change/")
        box = self.member.page.locator(f"[name=circumstances][value={self.words['circumstance']}]")
        self.member.open_around(box)
        label = box.locator("xpath=ancestor::label").inner_text().strip()
        self.member.go(self.space + "ask/mine/")
        assert label
        assert label in words, (label, words)
        return label

    def talk_together(self, badly: Callable[["FirstTalk", str], None]) -> None:
        """Both write; one of the member's messages meets a bad line."""
        for number, (answer, reply) in enumerate(
            zip(self.words["answers"], self.words["replies"], strict=True)
        ):
            self.supporter.say(answer)
            self.member.hears(answer)
            if number == 1:
                badly(self, reply)
            else:
                self.member.say(reply)
            self.supporter.hears(reply)
        for who in (self.member, self.supporter):
            for sentence in [*self.words["answers"], *self.words["replies"]]:
                assert who.bubbles(sentence) == 1, (who.name, sentence, who.bubbles(sentence))

    def worry(self) -> None:
        """The supporter is worried; the member is told and asked; the lead reads her answer with the case."""
        self.supporter.follow("/care/")
        self.supporter.send(
            what=self.words["worry"],
            wishes="…",
            safe_way="…",
            safe_hours="…",
            not_told="…",
            reveals=["unknown"],
        )
        self.member.go(self.talk)
        notice = self.member.page.locator(".talk-notices .notice-care")
        assert notice.is_visible()
        self.member.follow("/care/{id}/")
        self.member.send(answer="first", text=self.words["wish"])
        named = "yara" if "Yara" in self.member.text else "khalil"
        self.lead.direction = ""  # Yara reads English, Khalil Arabic
        deeds.come_in(self.lead, named, deeds.passphrase_of(self.site, named))
        self.lead.go(self.space + "cases/")
        for address in [
            one.get_attribute("href") or "" for one in self.lead.page.locator(".case-list a").all()
        ]:
            self.lead.go(address)
            if self.words["worry"] in self.lead.text:
                break
        assert self.words["worry"] in self.lead.text
        assert self.words["wish"] in self.lead.text
        self.lead.press(self.lead.page.locator("form[action$='/take/'] button"))
        for said in [*self.words["answers"], *self.words["replies"]]:
            assert said not in self.lead.text
        self.member.go("/account/looked/")
        assert self.member.page.locator("main table tbody tr").count() >= 1

    def end_well(self) -> None:
        """Keep three messages, end with own words and a day to look back."""
        self.kept = self.words["answers"]
        self.member.go(self.talk)
        self.member.follow("/more/")
        self.member.follow("/keep/")
        for sentence in self.kept:
            self.member.tick(
                self.member.page.locator("label.choice", has_text=sentence).locator("input"), on=True
            )
        self.member.press(self.member.page.locator("main form button[type=submit]").last)
        self.member.go(self.talk)
        self.member.follow("/more/")
        self.member.follow("/end/")
        day = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=7)
        self.member.send(
            summary=self.words["summary"], shares_summary=True, thanks=self.words["thanks"],
            follow_up_on=day.isoformat(),
        )  # fmt: skip
        assert not self.member.page.locator("textarea").count()
        self.supporter.go(self.talk)
        assert self.words["summary"] in self.supporter.text
        assert self.words["thanks"] in self.supporter.text

    def expire(self) -> None:
        """A day before the last one everything is there; a day after, only what was kept."""
        days_later(self.site, RETENTION - 1)
        self._come_back()
        self.member.go(self.talk)
        assert self.words["replies"][0] in self.member.text
        days_later(self.site, RETENTION + 1)
        self._come_back()
        assert self.member.page.goto(self.member.visit.origin + self.talk).status == 404  # type: ignore[union-attr]
        self.member.go(self.space + "talks/")
        for sentence in [*self.words["answers"], *self.words["replies"], self.words["asking"]]:
            assert sentence not in self.member.text
        self.member.go("/account/kept/")
        for sentence in [*self.kept, self.words["summary"]]:
            assert sentence in self.member.text

    def _come_back(self) -> None:
        self.member.page.context.clear_cookies()
        deeds.come_in(self.member, self.handle, self.passphrase)

    def leave_quickly(self, press: Callable[[Walker], None]) -> None:
        """Quick exit from a page full of her words; every step Back shows nothing of ours."""
        page = self.member.page
        self.member.go("/account/kept/")
        press(self.member)
        page.wait_for_url(f"{self.elsewhere.origin}/**")
        mine = [*self.kept, self.words["name"], self.words["summary"], self.handle]
        for _step in range(6):
            page.go_back(wait_until="load")
            if page.url == "about:blank":
                break
            shown = page.content()
            for sentence in mine:
                assert sentence not in shown, f"Back to {page.url} shows {sentence!r}"
            assert "exit-button" in shown or "An everyday site" in shown, page.url

    def take_everything_and_go(self, folder: Path) -> str:
        """Export, read the file, delete; the old sign-in and the old cookie open nothing."""
        member = self.member
        deeds.come_in(member, self.handle, self.passphrase)
        member.go("/account/copy/")
        member.fill(shape="html")
        with member.page.expect_download() as loading:
            member.activate(member.form("", {"shape": ""}).locator("button[type=submit]").last)
        assert re.fullmatch(r"notes-\d{4}-\d\d-\d\d\.html", loading.value.suggested_filename)
        copy = folder / "copy.html"
        loading.value.save_as(copy)
        text = copy.read_text("utf-8")
        for sentence in [*self.kept, self.words["summary"], self.words["name"], self.handle]:
            assert sentence in text, sentence
        cookies = member.page.context.cookies()
        member.go("/account/delete/")
        member.send(current=self.passphrase, understood=True)
        assert "/goodbye" in member.path or member.path == "/account/delete/"
        member.page.context.add_cookies(cookies)  # type: ignore[arg-type]
        member.page.goto(member.visit.origin + "/account/")
        assert member.page.locator("main [name=passphrase]").count() == 1
        assert self.handle not in member.page.content()
        member.page.context.clear_cookies()
        member.go("/come-in/")
        member.fill(handle=self.handle, passphrase=self.passphrase)
        with member.page.expect_navigation() as answered:
            member.activate(member.form("", {"handle": ""}).locator("button[type=submit]").last)
        assert answered.value.status == 422
        assert member.path == "/come-in/"
        return text
