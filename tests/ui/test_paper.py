"""Paper carries nothing of ours: where a page has a margin of its own, browsers print its address there."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

PAGE = re.compile(r"@page\s*[\w-]*\s*\{([^}]*)\}")
SHEETS = [path for path in sorted((ROOT / "muruna").rglob("*.css")) if "@page" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_no_paper_has_a_margin_that_a_browser_writes_in(path: Path) -> None:
    rules = PAGE.findall(path.read_text("utf-8"))

    assert rules
    assert [rule for rule in rules if "margin: 0;" not in rule] == []


def test_a_margin_would_be_found() -> None:
    """Planted: a paper as it was."""
    assert "margin: 0;" not in PAGE.findall("@page plan-sheet { margin: 14mm; }")[0]


def test_paper_of_every_package_is_looked_at() -> None:
    assert {"print.css", "hard_times.css", "booklet.css", "slips.css", "copy.css", "numbers.css"} <= {
        one.name for one in SHEETS
    }
