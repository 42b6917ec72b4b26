"""The library as a corpus, and our own 120 questions about it, in the two files that search-bench reads."""

import json
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
CONTENT = HERE.parents[1] / "content"
LANGUAGES = ("en", "ar")


def told(strategy: dict[str, Any]) -> str:
    """A strategy's words, in the order of its page."""
    practice = strategy["practice"]
    parts = [
        strategy["in_short"], strategy["why"], *strategy["steps"], *strategy["not_when"],
        practice["title"], *practice["do"], practice["afterwards"], strategy["example"],
    ]  # fmt: skip
    return "\n".join(str(part) for part in parts)


def write(corpus: Path, queries: Path, content: Path = CONTENT) -> None:
    """One text for each strategy and language; a question's answers are the strategy in both."""
    stems = sorted(path.stem for path in (content / "strategies").glob("*.yaml"))
    with corpus.open("w", encoding="utf-8") as out:
        for stem in stems:
            for language in LANGUAGES:
                path = content / language / "strategies" / f"{stem}.yaml"
                strategy = yaml.safe_load(path.read_text("utf-8"))
                row = {"id": f"{stem}.{language}", "language": language, "title": strategy["title"],
                       "text": told(strategy)}  # fmt: skip
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    lines = (HERE / "questions.jsonl").read_text("utf-8").splitlines()
    with queries.open("w", encoding="utf-8") as out:
        for row in map(json.loads, lines):
            unknown = set(row["relevant"]) - set(stems)
            if unknown:
                raise SystemExit(f"questions.jsonl, {row['id']}: no strategy is called {sorted(unknown)}")
            row["relevant"] = [f"{stem}.{language}" for stem in row["relevant"] for language in LANGUAGES]
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
