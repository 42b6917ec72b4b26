"""`muruna simulate`: its answer, its table, its messages; and that it touches no database."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from muruna.matching.management.commands.simulate import Command

MEASURES = ["served", "abandoned", "wait_minutes", "score", "rare_language_abandoned", "load_gini"]


def simulate(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command(Command(), *arguments, stdout=out)
    return out.getvalue()


def test_json_has_every_policy_and_measure() -> None:
    answer = json.loads(
        simulate(
            "--policy",
            "fcfs,greedy,muruna",
            "--arrivals-per-hour",
            "6",
            "--hours",
            "4",
            "--seeds",
            "3",
            "--json",
        )
    )

    assert list(answer) == ["policies"]
    assert list(answer["policies"]) == ["fcfs", "greedy", "muruna"]
    for measures in answer["policies"].values():
        assert list(measures) == MEASURES
        assert all(set(each) == {"mean", "se"} for each in measures.values())
        assert 0 < measures["served"]["mean"] <= 1


def test_table_is_for_people() -> None:
    lines = simulate("--policy", "muruna", "--hours", "2", "--seeds", "2").splitlines()

    assert lines[0].split() == ["policy", *MEASURES]
    assert lines[1].startswith("muruna ")
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--policy", "fcfs,best"], "There is no policy best. Choose from fcfs, greedy, muruna"),
        (["--policy", " , "], "Name at least one policy"),
        (["--arrivals-per-hour", "0"], "'0' is not a number above zero"),
        (["--arrivals-per-hour", "nan"], "'nan' is not a number above zero"),
        (["--arrivals-per-hour", "inf"], "'inf' is not a number above zero"),
        (["--arrivals-per-hour", "many"], "'many' is not a number above zero"),
        (["--hours", "1.5"], "'1.5' is not a whole number"),
        (["--seeds", "-1"], "'-1' is not a whole number"),
        (["--seeds", "9999999"], "is not a whole number from 1 to 999999"),
    ],
)
def test_bad_arguments_are_answered_in_words(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError) as problem:
        simulate(*[f"{name}={text}" for name, text in zip(arguments[::2], arguments[1::2], strict=True)])

    assert message in str(problem.value)


def test_command_line_needs_no_database(tmp_path: Path) -> None:
    # Port 1 refuses every connection: whoever touches the database fails here.
    nowhere = {"DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:1/none"}
    places = {"MURUNA_DATA_DIR": str(tmp_path), "MURUNA_KEYS_DIR": str(tmp_path / "keys")}

    done = subprocess.run(
        [sys.executable, "-m", "config.command", "simulate", "--hours", "1", "--seeds", "1", "--json"],
        cwd=Path(__file__).resolve().parents[2],
        env=os.environ | nowhere | places,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)["policies"]) == {"fcfs", "greedy", "muruna"}
