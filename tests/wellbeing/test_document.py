"""docs/instruments.md says what content/instruments holds."""

import os
from pathlib import Path

from muruna.wellbeing.catalogue import document
from muruna.wellbeing.library import shelf

PAGE = Path(__file__).parents[2] / "docs" / "instruments.md"


def test_the_page_is_up_to_date() -> None:
    wanted = document(shelf())
    if os.environ.get("WRITE_DOCS"):
        PAGE.write_text(wanted)

    assert PAGE.read_text() == wanted


def test_the_page_names_every_instrument_with_its_source_and_its_licence() -> None:
    text = PAGE.read_text()
    for id, key in shelf().keys.items():
        assert f"(`{id}` {key['version']})" in text
        assert key["source"]["cite"] in text
        assert key["licence"]["summary"] in text
