"""The vocabulary of matching keeps its schema."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FILE = Path(__file__).resolve().parents[2] / "content" / "experiences.yaml"
LISTS = ("groups", "experiences", "topics", "circumstances")
OUTING = re.compile(
    r"gay|lesb|queer|trans|lgbt|pride|homo|coming-?out|\bout\b|\bbi\b|intersex|asexual|binary|hiv|sex|crisis|abuse"
)
# Outdated or disparaging in Arabic.
DISPARAGING = (
    "شذوذ",
    "شاذ",
    "لوطي",
    "سحاق",
    "مخنث",
    "خنثى",
    "جنس ثالث",
    "تحويل الجنس",
    "متحول",
    "دعارة",
    "معاق ",
)


def problems(data: dict[str, Any]) -> list[str]:
    """What is wrong with a vocabulary, in words; empty when nothing is."""
    found = []
    groups = {each["id"] for each in data["groups"]}
    ids = [each["id"] for name in LISTS for each in data[name]]
    found += [f"{each} stands twice" for each in sorted({each for each in ids if ids.count(each) > 1})]
    for name in LISTS:
        keys = {"id", "en", "ar"} | ({"group"} if name == "experiences" else set())
        for each in data[name]:
            if set(each) != keys:
                found.append(f"{each.get('id')} has the wrong fields")
                continue
            if not re.fullmatch(r"[a-z]+(-[a-z]+)*", each["id"]) or OUTING.search(each["id"]):
                found.append(f"{each['id']} is no neutral slug")
            if each.get("group", next(iter(groups))) not in groups:
                found.append(f"{each['id']} is in no group")
            if not re.search(r"[A-Za-z]", each["en"]) or not re.search(r"[\u0621-\u064a]", each["ar"]):
                found.append(f"{each['id']} lacks a language")
            if any(word in each["ar"] for word in DISPARAGING):
                found.append(f"{each['id']} uses a disparaging word")
    for language in ("en", "ar"):
        labels = [each.get(language) for each in data["experiences"]]
        found += [f"{each} names two experiences" for each in labels if labels.count(each) > 1]
    return found


@pytest.fixture
def vocabulary() -> dict[str, Any]:
    """The file as data."""
    data: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return data


def test_vocabulary_keeps_its_schema(vocabulary: dict[str, Any]) -> None:
    assert problems(vocabulary) == []
    assert len(vocabulary["experiences"]) >= 45
    assert {each["group"] for each in vocabulary["experiences"]} == {
        each["id"] for each in vocabulary["groups"]
    }


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ({"id": "grief", "en": "Grief", "ar": "الفقد"}, "grief stands twice"),
        ({"id": "talk-new", "en": "New"}, "talk-new has the wrong fields"),
        ({"id": "talk-new", "en": "New", "ar": "New"}, "talk-new lacks a language"),
        ({"id": "coming-out", "en": "New", "ar": "جديد"}, "coming-out is no neutral slug"),
        ({"id": "talk-new", "en": "New", "ar": "شذوذ"}, "talk-new uses a disparaging word"),
    ],
)
def test_planted_faults_are_found(vocabulary: dict[str, Any], fault: dict[str, str], problem: str) -> None:
    vocabulary["topics"].append(fault)

    assert problem in problems(vocabulary)
