"""The instruments that are shipped: in two languages, honest about their wording, nothing that may not be."""

import json
import re
import shutil
from pathlib import Path

import pytest

from muruna.wellbeing.code_systems import code_system_of
from muruna.wellbeing.fhir import validated
from muruna.wellbeing.library import BadContent, instrument, instruments, read_shelf, shelf
from muruna.wellbeing.logic.keys import questions

CONTENT = Path(__file__).parents[2] / "content"
SHIPPED = {
    "who-5", "phq-8", "phq-9", "phq-4", "phq-2", "gad-7", "gad-2", "rses", "brs", "ucla-3",
    "ons-loneliness", "ons-4", "gse", "belonging",
}  # fmt: skip
KEYS_ALONE = {
    "ahs", "gbs", "cclgbt", "dheq", "lgbt-msm", "bscs", "cse", "empowerment", "de-jong-gierveld-6",
}  # fmt: skip
# science.md 1.7, those read in a source and those known: no other code of LOINC may stand in our files.
LOINC_CODES = set(
    "44249-1 44261-6 44250-9 44255-8 44259-0 44254-1 44251-7 44258-2 44252-5 44253-3 44260-8 55757-9 55758-7 "
    "69737-5 70274-6 69725-0 68509-9 69733-4 69734-2 69735-9 69689-8 69736-7 "
    "LA6568-5 LA6569-3 LA6570-1 LA6571-9".split()
)
# Forms that have a gender, which our Arabic avoids in questions.
GENDERED = re.compile(r"\b(تشعرين?|توافقين?|أنتَ|أنتِ|ميتًا|ميتة)\b")


def test_what_ships_and_what_may_not() -> None:
    assert set(shelf().resources) == SHIPPED
    assert set(shelf().keys) == SHIPPED | KEYS_ALONE
    for id in KEYS_ALONE:
        assert instrument(id).permission == "site"
        assert not instruments("en")[id].has_questions


def test_each_questionnaire_goes_through_the_r4_model_and_comes_back_the_same() -> None:
    for id, resource in shelf().resources.items():
        assert validated(resource) == resource, id


def test_each_questionnaire_says_whose_it_is() -> None:
    for id, resource in shelf().resources.items():
        assert resource["url"] == f"urn:muruna:questionnaire:{id}"
        assert resource["version"] == instrument(id).version
        assert len(resource["copyright"]) > 60
        uses_loinc = LOINC_CODES & set(re.findall(r'"code": "([^"]+)"', json.dumps(resource)))
        assert ("https://loinc.org/license" in resource["copyright"]) == bool(uses_loinc), id


def test_no_code_of_loinc_is_invented() -> None:
    for id, resource in shelf().resources.items():
        used = re.findall(r'"system": "http://loinc.org", "code": "([^"]+)"', json.dumps(resource))
        assert set(used) <= LOINC_CODES, id


def test_codes_of_our_own_are_written_down() -> None:
    written = {path.stem for path in (CONTENT / "instruments/code-systems").glob("*.json")}

    assert written == {id for id, one in shelf().resources.items() if code_system_of(one)}
    for id in written:
        path = CONTENT / "instruments/code-systems" / f"{id}.json"
        system = code_system_of(shelf().resources[id])
        assert system is not None
        assert json.loads(path.read_text()) == system == validated(system)
        codes = [concept["code"] for concept in system["concept"]]
        assert len(codes) == len(set(codes))


def test_everything_is_said_in_both_languages() -> None:
    for id in SHIPPED:
        english, arabic = instruments("en")[id], instruments("ar")[id]
        assert arabic.language == "ar"
        for one in (english, arabic):
            texts = [one.title, one.purpose, one.lead]
            texts += [question.text for question in one.questions]
            texts += [text for question in one.questions for text in question.choices.values()]
            assert all(texts), (id, one.language)
            words = " ".join(texts)
            assert bool(re.search("[\u0621-\u064a]", words)) == (one.language == "ar"), id
        assert not GENDERED.search(" ".join(question.text for question in arabic.questions)), id
        assert [one.link_id for one in arabic.questions] == [one.link_id for one in english.questions]


def test_a_language_without_its_own_wording_reads_english_and_a_region_its_language() -> None:
    assert instruments("de")["who-5"].language == "en"
    assert instruments("ar-EG")["who-5"].language == "ar"


def test_nothing_is_called_official_that_was_not_compared() -> None:
    for id, key in shelf().keys.items():
        for code, wording in key["languages"].items():
            if wording["status"] == "official":
                assert "word for word" in wording["note"], (id, code)
        if key["languages"]:
            assert key["languages"]["ar"]["status"] in ("ours", "unvalidated"), id


def test_every_figure_has_its_source() -> None:
    for id, key in shelf().keys.items():
        assert len(key["source"]["cite"]) > 30, id
        for one in [key["change"], *key.get("cut_offs", ()), *filter(None, [key.get("figures")])]:
            assert one["source"], id
        if key["change"]["kind"] != "none":
            assert key.get("figures"), id


def test_titles_of_pages_say_nothing_to_who_looks_over_a_shoulder() -> None:
    telling = re.compile(r"depress|anxi|lonel|suicid|phq|gad|queer|lgb|اكتئاب|انتحار|مثلي", re.I)
    for language in ("en", "ar"):
        for id, one in instruments(language).items():
            assert not telling.search(one.title), id


def test_names_as_people_write_them() -> None:
    assert [instrument(name).id for name in ("PHQ9", "phq_9", "Who-5", "UCLA3", "ONS", "DJG-6")] == [
        "phq-9", "phq-9", "who-5", "ucla-3", "ons-loneliness", "de-jong-gierveld-6",
    ]  # fmt: skip
    assert instrument("RSES-A").item_ids[0] == "worth"
    assert instrument("rses").item_ids == instrument("rses-b").item_ids
    for name in ("", "phq", "phq-10", "rses-c"):
        with pytest.raises(KeyError):
            instrument(name)


def test_the_questions_stand_in_the_order_that_the_key_names_first() -> None:
    first = next(iter(instrument("rses").orders))

    assert first == "B"
    assert [item["linkId"] for item in questions(shelf().resources["rses"]["item"])] == list(
        instrument("rses").orders["B"]
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("brs.yaml", "hard-time", "hard-times", "hard-times is no item"),
        (
            "rses.yaml",
            "B: [satisfied, no-good,",
            "B: [no-good,",
            "order B does not hold each item once",
        ),
        ("brs.yaml", "method: mean", "method: median", "brs.yaml, method: 'median' is not one of"),
        ("brs.yaml", "permission: open", "permission: site", "questions that need a site's permission"),
        ("brs.json", '"version": "1.0.0"', '"version": "1.0.1"', "the same id and version"),
        ("brs.json", '"resourceType": "Questionnaire"', '"resourceType": "Patient"', "is no Questionnaire"),
        ("brs.json", '"item": [', '"item" [', "cannot be read"),
        ("phq-8.yaml", "longer_form: phq-9", "longer_form: phq-99", "its longer form is not here"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, name: str, old: str, new: str, message: str) -> None:
    for folder in ("instruments", "schema"):
        shutil.copytree(CONTENT / folder, tmp_path / folder)
    path = tmp_path / "instruments" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))

    with pytest.raises(BadContent, match=re.escape(message)):
        read_shelf(tmp_path)
