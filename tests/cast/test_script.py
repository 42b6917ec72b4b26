"""What the cast's files must be, and what is said when they are not."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings

from muruna.accounts.logic.passphrases import passphrase_problems
from muruna.cast.script import BadScript, Script, read_scripts
from muruna.cast.troupe import passphrase_of
from muruna.spaces.models import AGE_BANDS, Right

CAST = Path(settings.CONTENT_DIR) / "cast"


def _changed(tmp_path: Path, change: dict[str, object], file: str = "school.yaml") -> Path:
    data = yaml.safe_load((CAST / file).read_text("utf-8"))
    data.update(change)
    (tmp_path / file).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return tmp_path


def test_cast_is_read_whole() -> None:
    scripts = read_scripts()
    people = {one["handle"]: one for script in scripts for one in script.people}
    roles = {role["role"] for script in scripts for one in script.people for role in one.get("roles", ())}

    assert len(people) >= 14
    assert {one["age_band"] for one in people.values()} == set(AGE_BANDS)
    assert {one["language"] for one in people.values()} == {"ar", "en"}
    assert roles == set(Right.ROLES)


def test_somebody_lives_in_both_spaces() -> None:
    school, online = (set(script.handles) for script in read_scripts())

    assert school & online == {"rana"}


@pytest.mark.parametrize("script", read_scripts(), ids=lambda script: script.file)
def test_a_lead_is_on_duty_at_every_minute_of_the_week(script: Script) -> None:
    covered = set()
    for row in script.data["duty"]:
        start, end = (int(text[:2]) * 60 + int(text[3:]) for text in (row["starts"], row["ends"]))
        for weekday in row["weekdays"]:
            length = (end - start) % 1440 or 1440
            covered |= {(weekday * 1440 + start + minute) % 10080 for minute in range(length)}

    assert len(covered) == 10080


@pytest.mark.parametrize("script", read_scripts(), ids=lambda script: script.file)
def test_whom_to_turn_to_outside_is_said_in_each_language_of_the_space(script: Script) -> None:
    lines = script.data["space"]["external_contact"].splitlines()

    assert set(script.data["space"]["languages"]) == {"ar", "en"}
    assert [any("\u0600" <= sign <= "\u06ff" for sign in line) for line in lines] == [True, False]


def test_passphrases_are_six_words_always_the_same_and_strong_enough() -> None:
    handles = [handle for script in read_scripts() for handle in script.handles]
    words = {handle: passphrase_of(handle) for handle in handles}

    assert words == {handle: passphrase_of(handle) for handle in handles}
    assert len(set(words.values())) == len(words)
    for handle, passphrase in words.items():
        assert len(passphrase.split()) == 6
        assert passphrase_problems(passphrase, [handle]) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"people": []}, "school.yaml, people"),
        ({"extra": 1}, "school.yaml, the whole file"),
        ({"duty": [{"lead": "nobody", "weekdays": [0], "starts": "08:00", "ends": "09:00",
                    "languages": ["en"]}]},
         "school.yaml: nobody is nobody here"),
        ({"goals": [{"by": "amal", "wish": "x", "ally": "nobody"}]}, "school.yaml: nobody is nobody here"),
        ({"requests": [{"by": "amal", "language": "ar", "words": "x", "wants": [], "asked_minutes_ago": 1,
                        "topics": ["weather"]}]},
         "school.yaml: weather is no topic of content/experiences.yaml"),
    ],
)  # fmt: skip
def test_a_bad_file_is_named_with_the_place(tmp_path: Path, change: dict[str, object], said: str) -> None:
    with pytest.raises(BadScript) as problem:
        read_scripts(_changed(tmp_path, change))

    assert str(problem.value).startswith(said)


def test_two_spaces_of_one_kind_are_refused(tmp_path: Path) -> None:
    _changed(tmp_path, {})
    (tmp_path / "twin.yaml").write_text((tmp_path / "school.yaml").read_text("utf-8"), encoding="utf-8")

    with pytest.raises(BadScript, match="same profile"):
        read_scripts(tmp_path)


def test_no_cast_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadScript, match="holds no cast"):
        read_scripts(tmp_path)
