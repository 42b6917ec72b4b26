"""docs/proofs.md: every promise has a test that is there, and a fault that is planted against it."""

import re

from tests.architecture.tree import ROOT

PROMISES = {f"S{number}" for number in range(1, 18)} - {"S16"}


def faults(text: str) -> list[str]:
    """What the table lacks, a sentence each."""
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line[:2] == "| "
    ]
    told = {row[0]: row for row in rows if len(row) == 4}
    found = [f"{name} has no row" for name in sorted(PROMISES - told.keys())]
    for name, (_id, promise, tests, planted) in told.items():
        found += [f"{name} lacks a cell" for cell in (promise, tests, planted) if not cell]
        folder = "tests"
        for path in re.findall(r"`([\w/]+(?:\.py|/))`", tests):
            whole = path if path.startswith("tests/") else f"{folder}/{path}"
            folder = whole.rpartition("/")[0]
            found += [] if (ROOT / whole).exists() else [f"{name}: {whole} is not there"]
    return found


def test_every_promise_has_a_test_that_is_there_and_a_planted_fault() -> None:
    assert faults((ROOT / "docs" / "proofs.md").read_text()) == []


def test_a_row_without_its_test_or_its_fault_is_found() -> None:
    text = (ROOT / "docs" / "proofs.md").read_text()
    assert faults(text.replace("| S14 |", "| S99 |"))
    assert faults(text.replace("test_power_cut.py", "test_gone.py"))
    assert faults(re.sub(r"\| a router without it \|", "|  |", text))
