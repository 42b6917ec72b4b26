"""Somebody with a keyboard and nothing else: Tab, Enter, Space, arrows, letters."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator

from tests.journeys.walker import Walker

FARTHEST = 400  # presses of Tab before one is surely caught

# Where the focus is: on the target, before it (0), after it; and whether one can see that it is there.
WHERE = """target => {
  const here = document.activeElement;
  if (here === target) return "here";
  if (!here || here === document.body) return "on";
  return target.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING ? "back" : "on";
}"""
SHOWN = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  const drawn = s => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none";
  // A card's link covers the whole card with what it draws behind its words.
  const ringed = one => drawn(getComputedStyle(one)) || drawn(getComputedStyle(one, "::after"));
  const label = here.closest("label, .choice, .select");
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return here.matches(":focus-visible") && inside && (ringed(here) || (label !== null && ringed(label)));
}"""


@dataclass
class KeyboardWalker(Walker):
    """Every touch of the page is keys; every stop must show where it is."""

    presses: int = 0
    unseen: list[str] = field(default_factory=list)

    def reach(self, what: Locator) -> None:
        """Tab to something, forwards or backwards, and see the focus on it."""
        target = what.element_handle()
        assert target is not None
        for _press in range(FARTHEST):
            where = self.page.evaluate(WHERE, target)
            if where == "here":
                break
            self.page.keyboard.press("Shift+Tab" if where == "back" else "Tab")
            self.presses += 1
        else:
            raise AssertionError(
                f"{self.path}: the keyboard never reaches {what.evaluate('o => o.outerHTML')[:200]}"
            )
        if not self.page.evaluate(SHOWN):
            self.unseen.append(f"{self.path}: {what.evaluate('o => o.outerHTML')[:160]}")

    def activate(self, what: Locator) -> None:
        self.reach(what)
        self.page.keyboard.press("Enter")

    def toggle(self, what: Locator) -> None:
        self.reach(what)
        self.page.keyboard.press("Enter")

    def tick(self, what: Locator, *, on: bool) -> None:
        if what.is_checked() == on:
            return
        if what.get_attribute("type") == "radio":
            self._choose(what)
            return
        self.reach(what)
        self.page.keyboard.press("Space")
        assert what.is_checked() == on

    def _choose(self, what: Locator) -> None:
        """A group of radios is one stop: the arrows go round in it."""
        name = what.get_attribute("name")
        group = what.locator("xpath=ancestor::form").locator(f"[type=radio][name='{name}']")
        ticked = [one for one in group.all() if one.is_checked()]
        self.reach(ticked[0] if ticked else group.first)
        self.page.keyboard.press("Space")
        for _press in range(group.count()):
            if what.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.path}: the arrows never choose {name}")

    def select(self, what: Locator, value: str) -> None:
        self.reach(what)
        self.page.keyboard.press("Home")
        for _press in range(what.locator("option").count()):
            if what.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.path}: the arrows never choose {value}")

    def type(self, what: Locator, text: str) -> None:
        self.reach(what)
        self.page.keyboard.press("Control+A")
        if what.get_attribute("type") == "date":
            self._type_date(text)
            return
        self.page.keyboard.insert_text(text)

    def _type_date(self, text: str) -> None:
        year, month, day = text.split("-")
        self.page.keyboard.type(month + day + year)
