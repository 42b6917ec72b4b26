"""`muruna score` and `muruna change`: their answers, their messages, their exit codes."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from muruna.wellbeing.management.commands import change, score

EXAMPLES = Path(__file__).parent / "examples"


def run(module: Any, *arguments: str) -> str:
    """What a command prints."""
    out = StringIO()
    call_command(module.Command(), *arguments, stdout=out)
    return out.getvalue()


def answer(module: Any, *arguments: str) -> dict[str, Any]:
    return dict(json.loads(run(module, *arguments, "--json")))


def test_a_score_as_json() -> None:
    found = answer(score, "--instrument", "phq-9", "--answers", "0,0,0,0,0,0,0,0,1")

    assert found == {
        "instrument": "phq-9",
        "version": "1.0.0",
        "score": 1,
        "band": "minimal",
        "flags": ["item-9"],
        "range": [0, 27],
        "better_direction": "lower",
        "answered": 9,
        "items": 9,
        "parts": {},
    }


@pytest.mark.parametrize(
    ("arguments", "expected", "band", "flags"),
    [
        (["--instrument", "phq-8", "--answers", "1,1,1,1,1,1,1,1,3"], 8, "mild", []),
        (["--instrument", "phq-8", "--answers", "1,1,1,1,1,1,1,1"], 8, "mild", []),
        (["--instrument", "who-5", "--answers", "1,,2,3,4"], None, None, ["missing"]),
        (["--instrument", "who-5", "--answers", ",2,3,2,3"], None, None, ["missing"]),
        (
            ["--instrument", "who-5", "--answers", "1,,2,3,4", "--prorate"],
            50,
            "low",
            ["missing", "prorated", "low-wellbeing"],
        ),
        (["--instrument", "rses", "--answers", "3,0,3,3,0,0,3,0,0,3"], 30, "high", []),
        (["--instrument", "rses-a", "--answers", "3,3,0,3,0,3,3,0,0,0"], 30, "high", []),
        (["--instrument", "rses", "--order", "a", "--answers", "3,3,0,3,0,3,3,0,0,0"], 30, "high", []),
        (["--instrument", "rses", "--answers", "2,2,2,2,2,2,2,2,2,2"], 15, None, ["invariant"]),
        (["--instrument", "brs", "--answers", "4, 2, 4, 2, 4, 2"], 4, "normal", []),
        (["--instrument", "UCLA3", "--answers", "often,some,hardly-ever"], 6, None, []),
        (["--instrument", "djg6", "--answers", ",".join(["more-or-less"] * 6)], 6, "severe", []),
        (["--file", str(EXAMPLES / "us-core-phq-9-response.json")], 12, "moderate", []),
        (
            ["--file", str(EXAMPLES / "us-core-phq-9-response.json"), "--instrument", "phq-8"],
            12,
            "moderate",
            [],
        ),
        (
            ["--file", str(EXAMPLES / "us-core-phq-9-response.json"), "--instrument", "phq-2"],
            4,
            None,
            ["screen:phq-2"],
        ),
    ],
)
def test_scores(arguments: list[str], expected: float | None, band: str | None, flags: list[str]) -> None:
    found = answer(score, *arguments)

    assert (found["score"], found["band"], found["flags"]) == (expected, band, flags)


def test_the_order_that_was_used_is_told() -> None:
    mixed = "3,2,1,0,3,2,1,0,3,2"

    found = [answer(score, "--instrument", id, "--answers", mixed) for id in ("rses", "rses-a", "rses-b")]

    assert [(one["order"], one["score"]) for one in found] == [("B", 12), ("A", 14), ("B", 12)]


def test_parts_are_told_with_their_flags() -> None:
    found = answer(score, "--instrument", "phq-4", "--answers", "1,2,0,1")

    assert (found["score"], found["band"], found["flags"]) == (4, "mild", ["screen:phq-2"])
    assert found["parts"]["phq-2"] == {"score": 3, "band": None, "flags": ["screen:phq-2"]}
    assert found["parts"]["gad-2"] == {"score": 1, "band": None, "flags": []}


def test_tables_are_for_people() -> None:
    assert run(score, "--instrument", "phq-4", "--answers", "1,2,0,1").splitlines() == [
        "phq-4: 4 (0 to 12, lower is better)",
        "band: mild",
        "phq-2: 3",
        "gad-2: 1",
        "flags: screen:phq-2",
    ]
    text = run(change, "--instrument", "phq-8", "--before", "12", "--after", "6")
    assert text.startswith("improved (lower is better)\n")
    assert "rule (reliable, provisional): from 5 on." in text


def test_the_example_of_jacobson_and_truax() -> None:
    found = answer(
        change, "--before", "32.5", "--after", "47.5", "--sd", "7.5", "--reliability", ".80",
        "--patient-mean", "40", "--normal-mean", "60", "--normal-sd", "7.5",
    )  # fmt: skip

    assert found["standard_error"] == pytest.approx(3.354, abs=5e-4)
    assert found["s_diff"] == pytest.approx(4.743, abs=5e-4)
    assert found["reliable_change_index"] == pytest.approx(3.16, abs=5e-3)
    assert [found[f"criterion_{name}"] for name in "abc"] == [55, 45, 50]
    assert (found["class"], found["better_direction"]) == ("improved", "higher")


@pytest.mark.parametrize(
    ("arguments", "klass"),
    [
        (["--instrument", "phq-9", "--before", "15", "--after", "9"], "recovered"),
        (["--instrument", "phq-9", "--before", "15", "--after", "10"], "unchanged"),
        (["--instrument", "phq-9", "--before", "9", "--after", "15"], "deteriorated"),
        (["--instrument", "gad7", "--before", "14", "--after", "9"], "improved"),
        (["--instrument", "who-5", "--before", "28", "--after", "52"], "improved"),
        (["--instrument", "who-5", "--before", "28", "--after", "48"], "unchanged"),
        (
            ["--sd", "6", "--reliability", ".85", "--before", "20", "--after", "10", "--better", "lower"],
            "improved",
        ),
        (["--sd", "6", "--reliability", ".85", "--before", "20", "--after", "10"], "deteriorated"),
        # Means that somebody states for people like these decide what recovered is.
        (
            [
                "--instrument",
                "rses",
                "--before",
                "12",
                "--after",
                "24",
                "--patient-mean",
                "14",
                "--normal-mean",
                "22.6",
                "--normal-sd",
                "5.8",
            ],
            "recovered",
        ),
    ],
)
def test_classes(arguments: list[str], klass: str) -> None:
    assert answer(change, *arguments)["class"] == klass


def test_the_rule_and_its_source_are_told() -> None:
    found = answer(change, "--instrument", "who-5", "--before", "40", "--after", "52")

    assert found["kind"] == "not_sure"
    assert found["is_noticeable"]
    assert found["rule"]["kind"] == "noticeable"
    assert (found["rule"]["at_least"], found["rule"]["reliable_from"]) == (12, 24)
    assert "Topp 2015" in found["rule"]["source"]


@pytest.mark.parametrize(
    ("module", "arguments", "message"),
    [
        (
            score,
            ["--instrument", "phq-10", "--answers", "1"],
            "There is no instrument 'phq-10'. There are: ahs,",
        ),
        (score, ["--answers", "1,2"], "Answers need --instrument"),
        (score, [], "one of the arguments --answers --file is required"),
        (score, ["--instrument", "phq-9", "--answers", "1", "--file", "x"], "not allowed with argument"),
        (score, ["--instrument", "phq-9", "--answers", "1,2"], "phq-9 has 9 answers, not 2"),
        (score, ["--instrument", "phq-9", "--answers", ""], "phq-9 has 9 answers, not 1"),
        (
            score,
            ["--instrument", "phq-9", "--answers", "0,0,0,0,0,0,0,0,4"],
            "Answer 9: '4' is not an answer; it takes 0 to 3",
        ),
        (
            score,
            ["--instrument", "phq-9", "--answers", "0,0,0,0,0,0,0,0,x"],
            "Answer 9: 'x' is not an answer",
        ),
        (score, ["--instrument", "brs", "--answers", "1,2,3,4,5,3.5"], "Answer 6: '3.5' is not an answer"),
        (
            score,
            ["--instrument", "brs", "--order", "A", "--answers", "1,1,1,1,1,1"],
            "brs has no orders but its own",
        ),
        (score, ["--instrument", "dheq", "--answers", ",".join(["1"] * 50)], "its key is not complete here"),
        (score, ["--file", "/no/such/file"], "/no/such/file cannot be read"),
        (change, ["--before", "1", "--after", "2"], "Give --instrument, or both --sd and --reliability"),
        (change, ["--before", "1", "--after", "2", "--sd", "3"], "Give --instrument, or both"),
        (change, ["--instrument", "phq-9", "--before", "1", "--after", "2", "--sd", "3"], "not both"),
        (change, ["--instrument", "phq-9", "--before", "1", "--after", "28"], "goes from 0 to 27"),
        (
            change,
            ["--instrument", "phq-9", "--before", "1", "--after", "2", "--better", "higher"],
            "For phq-9 lower is better",
        ),
        (change, ["--instrument", "gbs", "--before", "1", "--after", "2"], "no rule of change for gbs"),
        (change, ["--instrument", "phq-9", "--before", "x", "--after", "2"], "'x' is not a number"),
        (
            change,
            ["--sd", "nan", "--reliability", ".8", "--before", "1", "--after", "2"],
            "'nan' is not a number",
        ),
        (change, ["--sd", "5", "--reliability", "1", "--before", "1", "--after", "2"], "below 1"),
        (change, ["--sd", "0", "--reliability", ".8", "--before", "1", "--after", "2"], "sd must be above 0"),
        (change, ["--instrument", "phq-9", "--before", "1"], "--after"),
    ],
)
def test_what_cannot_be_is_said(module: Any, arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError) as raised:
        run(module, *arguments)

    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "is no FHIR QuestionnaireResponse"),
        ('{"resourceType": "Questionnaire"}', "is no FHIR QuestionnaireResponse"),
        (
            '{"resourceType": "QuestionnaireResponse", "status": "completed"}',
            "cannot be told which instrument",
        ),
        (
            '{"resourceType": "QuestionnaireResponse", "status": "completed", '
            '"questionnaire": "urn:muruna:questionnaire:who-5|1.0.0", '
            '"item": [{"linkId": "calm", "answer": [{"valueInteger": 9}]}]}',
            "calm: is answered with valueInteger, not valueCoding",
        ),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_files_that_are_no_response(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "response.json"
    path.write_text(text)

    with pytest.raises(CommandError, match=message):
        run(score, "--file", str(path))


def test_from_outside_it_needs_no_database_and_exits_as_said(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "config.command"]
    data = {
        **os.environ,
        "MURUNA_DATA_DIR": str(tmp_path / "data"),
        "MURUNA_KEYS_DIR": str(tmp_path / "keys"),
    }
    given = (EXAMPLES / "us-core-phq-9-response.json").read_text()

    good = subprocess.run(
        [*command, "score", "--file", "-", "--json"], input=given, env=data, capture_output=True, text=True
    )
    bad = subprocess.run(
        [*command, "score", "--instrument", "phq-9", "--answers", "9"],
        env=data,
        capture_output=True,
        text=True,
    )

    assert (good.returncode, json.loads(good.stdout)["score"], good.stderr) == (0, 12, "")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert "phq-9 has 9 answers, not 1" in bad.stderr
    assert "Traceback" not in bad.stderr
    assert not list((tmp_path / "data").rglob("*.sqlite3*"))


def test_starting_the_command_does_not_load_the_model_of_fhir(tmp_path: Path) -> None:
    """It costs a third of a second: only an export or an import pays for it."""
    code = (
        "import sys, django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; django.setup(); "
        "import muruna.wellbeing.fhir, muruna.wellbeing.importing; "
        "import muruna.wellbeing.management.commands.score; "
        "print([name for name in sys.modules if name.startswith(('fhir', 'pydantic'))])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--before", "1e308", "--after=-1e308", "--sd", "1", "--reliability", ".5"],
        ["--before", "1", "--after", "2", "--sd", "1e-320", "--reliability", ".99"],
        ["--before", "1", "--after", "2", "--sd", "1e308", "--reliability", ".5", "--patient-mean", "1e308"],
        ["--instrument", "phq-9", "--before", "1", "--after", "2", "--patient-mean", "1e308", "--patient-sd",
         "1e308", "--normal-mean", "1", "--normal-sd", "1"],
    ],
)  # fmt: skip
def test_figures_beyond_what_can_be_counted_are_refused(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match=r"too large|so higher is better") as refused:
        run(change, *arguments, "--json")

    assert refused.value.returncode == 2


def test_means_the_wrong_way_round_for_the_instrument_are_refused() -> None:
    means = ["--patient-mean", "5", "--normal-mean", "10", "--normal-sd", "2"]

    with pytest.raises(CommandError, match="higher is better, not lower"):
        run(change, "--instrument", "phq-9", "--before", "12", "--after", "4", *means)


def written(tmp_path: Path, **more: Any) -> Path:
    """The example of US Core, changed."""
    data = json.loads((EXAMPLES / "us-core-phq-9-response.json").read_text())
    path = tmp_path / "response.json"
    path.write_text(json.dumps({**data, **more}))
    return path


def test_a_response_that_is_not_finished_has_no_score(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="not finished yet"):
        run(score, "--file", str(written(tmp_path, status="in-progress")))


def test_a_mark_of_order_at_the_beginning_is_no_fault(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert answer(score, "--file", str(path))["score"] == 12


@pytest.mark.parametrize("value", ["1e400", '"abc"', "1" + "0" * 400, "null", "[]", "true"])
def test_a_value_that_is_no_number_is_refused_in_words(tmp_path: Path, value: str) -> None:
    ordinal = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
    answers = [
        {"linkId": link, "answer": [{"valueCoding": {"code": "other"}, "extension": [
            {"url": ordinal, "valueDecimal": "VALUE"}]}]}
        for link in ("/44250-9", "/44255-8", "/44259-0", "/44254-1", "/44251-7")
    ]  # fmt: skip
    path = written(tmp_path, item=answers, questionnaire="http://elsewhere.example/q")
    path.write_text(path.read_text().replace('"VALUE"', value))

    with pytest.raises(CommandError) as refused:
        run(score, "--file", str(path), "--instrument", "phq-9", "--json")

    assert refused.value.returncode == 2
