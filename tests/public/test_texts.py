import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from muruna.public.texts import PAGES, page_text

CONTENT = Path(__file__).parents[2] / "content"
OUTING = re.compile(r"gay|lesb|queer|trans\b|lgbt|pride|crisis|suicid|abuse|support|مثل|كوير", re.IGNORECASE)


@pytest.mark.parametrize("name", PAGES)
def test_arabic_says_as_much_as_english(name):
    english, arabic = page_text(name, "en"), page_text(name, "ar")

    assert (english.language, arabic.language) == ("en", "ar")
    assert [(len(s.paragraphs), len(s.points)) for s in english.sections] == [
        (len(s.paragraphs), len(s.points)) for s in arabic.sections
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_page_has_neutral_title_source_and_review(name, language):
    data = yaml.safe_load((CONTENT / language / "pages" / f"{name}.yaml").read_text("utf-8"))

    assert not OUTING.search(data["title"])
    assert data["source"]
    assert isinstance(data["reviewed_at"], dt.date)
    assert data["state"] == ("original" if language == "en" else "awaiting native reader")
    assert set(data["sections"][0]) <= {"heading", "paragraphs", "points"}


def test_the_one_sentence_about_the_server_stands_word_for_word():
    assert page_text("sealed", "en").lead == (
        "We cannot read your private words from our disks; someone who took control of the running server "
        "could read what you open while they hold it."
    )


def test_language_without_the_page_gets_english():
    assert page_text("about", "de").language == "en"


def test_unknown_page_is_refused():
    with pytest.raises(KeyError):
        page_text("../en/about", "en")
