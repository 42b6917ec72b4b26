"""The library that is shipped: whole in both languages, safe to read, with sources and dates."""

import re
import shutil
from pathlib import Path

import pytest

from muruna.strategies.library import BadContent, library, read_library
from muruna.strategies.logic.library import FIELDS

CONTENT = Path(__file__).parents[2] / "content"
# Words that cost nothing and help nobody.
EMPTY_WORDS = (
    "you are not alone",
    "be yourself",
    "it gets better",
    "love yourself",
    "stay strong",
    "لستم وحدكم",
)
LATIN = re.compile(r"[A-Za-z]{2,}")


def test_there_are_at_least_sixty_in_five_fields() -> None:
    assert len(library()) >= 60
    for field in FIELDS:
        assert sum(one.field == field for one in library().values()) >= 9, field


def test_every_text_follows_its_source_in_english_and_arabic() -> None:
    for one in library().values():
        for language in ("en", "ar"):
            assert one.text(language).language == language
            assert not one.has_moved_on(language), one.id


def test_codes_in_addresses_differ_and_say_nothing() -> None:
    codes = {one.code for one in library().values()}

    assert len(codes) == len(library())
    assert all(re.fullmatch("[0-9a-f]{8}", code) for code in codes)


def test_nothing_empty_is_said() -> None:
    for one in library().values():
        for text in one.texts.values():
            whole = " ".join(text.everything()).lower()
            assert not [words for words in EMPTY_WORDS if words in whole], one.id


# What a reader has to type as it is spelled.
SERVICES = ("Take It Down", "takeitdown.ncmec.org", "StopNCII", "stopncii.org")


def test_arabic_is_arabic() -> None:
    for one in library().values():
        words = " ".join(one.text("ar").everything())
        for name in SERVICES:
            words = words.replace(name, "")
        found = LATIN.findall(words)
        assert not found, (one.id, found)


def test_no_two_say_the_same() -> None:
    for language in ("en", "ar"):
        lines = [
            line
            for one in library().values()
            for line in (*one.text(language).steps, one.text(language).example)
        ]
        assert len(lines) == len(set(lines))


def test_each_says_when_it_is_to_be_looked_at_again() -> None:
    for one in library().values():
        assert one.checked < one.review_by, one.id
        assert one.is_due(one.review_by), one.id
        assert not one.is_due(one.checked), one.id


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("field: ", "field: sports #"), "field"),
        (("related: ", "related: [not-there] #"), "not-there"),
        (("version: ", "version: 0 #"), "version"),
    ],
)
def test_planted_faults_in_facts_are_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    copied = tmp_path / "content"
    shutil.copytree(CONTENT, copied)
    path = next((copied / "strategies").glob("*.yaml"))
    before = path.read_text("utf-8")
    path.write_text(re.sub(rf"^{change[0]}", change[1], before, flags=re.MULTILINE), "utf-8")

    with pytest.raises(BadContent, match=said):
        read_library(copied)


def test_words_missing_in_a_language_are_named(tmp_path: Path) -> None:
    copied = tmp_path / "content"
    shutil.copytree(CONTENT, copied)
    next((copied / "ar" / "strategies").glob("*.yaml")).unlink()

    with pytest.raises(BadContent, match="no words in ar"):
        read_library(copied)
