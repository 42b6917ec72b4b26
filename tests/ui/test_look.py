"""The look keeps its promises in numbers: logical CSS, contrast, weight, no inline code."""

import gzip
import re
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "muruna" / "ui"
SHEETS = sorted((UI / "static" / "ui").glob("*.css"))
TEMPLATES = sorted((UI.parent).glob("*/templates/**/*.html"))
V = r"[^\s;]+"
FOUR_SIDES = rf"(?:margin|padding|border-width|inset)\s*:\s*{V}\s+({V})\s+{V}\s+(?!\2\s*;){V}\s*;"
PHYSICAL = re.compile(rf"\b(left|right)\b|\b{FOUR_SIDES}")


def physical_words(css: str) -> list[str]:
    """Every place where a sheet names a side of the screen instead of a side of the text."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return [found[0] for found in PHYSICAL.finditer(bare)]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_css_names_no_side_of_the_screen(sheet: Path) -> None:
    assert physical_words(sheet.read_text()) == []


@pytest.mark.parametrize(
    "planted", ["a { margin-left: 1em; }", "a { float: right; }", "a { padding: 1px 2px 3px 4px; }"]
)
def test_a_planted_side_is_found(planted: str) -> None:
    assert physical_words(planted)


def tokens(css: str, start: str) -> dict[str, str]:
    block = css[css.index(start) + len(start) :]
    return dict(re.findall(r"(--[a-z-]+):\s*(#[0-9a-f]{6});", block[: block.index("}")]))


CSS = (UI / "static" / "ui" / "tokens.css").read_text()
LIGHT = tokens(CSS, ":root {")
DARK = tokens(CSS, ':root[data-theme="dark"] {')


def test_dark_by_device_and_dark_by_choice_are_the_same() -> None:
    assert tokens(CSS, ':root:not([data-theme="light"]) {') == DARK
    assert set(DARK) == set(LIGHT)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two #rrggbb colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


ON = {
    "paper": "ink ink-soft accent care wrong",
    "sheet": "ink ink-soft accent wrong",
    "sunk": "ink ink-soft",
    "accent-soft": "ink ink-soft accent-deep",
    "accent": "on-accent",
    "accent-deep": "on-accent paper",
    "care-soft": "ink care",
    "wrong-soft": "ink wrong",
    "good-soft": "ink good",
    "ink": "paper",
}
TEXT = [(ink, ground) for ground, inks in ON.items() for ink in inks.split()]
SHAPES = [("line-strong", "paper"), ("line-strong", "sheet"), ("accent", "paper"), ("accent", "accent-soft")]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast_is_enough_everywhere(theme: dict[str, str]) -> None:
    poor_text = [(a, b) for a, b in TEXT if contrast(theme[f"--{a}"], theme[f"--{b}"]) < 4.5]
    poor_shapes = [(a, b) for a, b in SHAPES if contrast(theme[f"--{a}"], theme[f"--{b}"]) < 3]

    assert (poor_text, poor_shapes) == ([], [])


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_first_load_stays_light() -> None:
    script = UI / "static" / "ui" / "app.js"
    others = [UI / "static" / "ui" / name for name in ("forms.js", "icons.svg", "icon.svg")]
    everything = [*SHEETS, script, *others]

    assert packed(script) < 6 * 1024
    assert sum(map(packed, everything)) < 40 * 1024  # leaves ten for the page itself


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_carry_no_inline_style_or_script(template: Path) -> None:
    text = template.read_text()

    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", text)


def test_script_stores_nothing_on_the_device_but_the_mark_of_leaving() -> None:
    script = "".join((UI / "static" / "ui" / name).read_text() for name in ("app.js", "forms.js"))
    # It goes with the browser's session, says nothing, and signs out (accounts.left_offline).
    name = '${location.protocol === "https:" ? "__Host-x=1; secure" : "x=1"}'
    mark = f"document.cookie = `{name}; path=/; samesite=lax`;"
    assert script.count(mark) == 1
    script = script.replace(mark, "")

    assert not re.search(
        r"localStorage|sessionStorage|indexedDB|pushState|replaceState|document\.cookie|caches\.", script
    )
