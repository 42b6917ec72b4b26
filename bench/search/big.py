"""A large corpus for speed and size: `python -m bench.search.big 10000 corpus.jsonl queries.jsonl [6]`.

Its texts are made of the library's own sentences, shuffled, with invented words between them whose
frequencies fall as those of a real vocabulary do (Zipf): index and questions meet common and rare words.
A question is nine words of a sentence, which stands in many texts, and its last word, which stands in few.
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).resolve().parents[2] / "content"
SYLLABLES = "ba ka lo mi ra se tu vo ne di pa so le ri fu go ha mo ni ta".split()
VOCABULARY = 60_000


def sentences(language: str) -> list[str]:
    """Every longer sentence of the content in one language."""
    found: list[str] = []

    def gather(value: Any) -> None:
        if isinstance(value, str) and len(value) > 25:
            found.append(value)
        for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            gather(one)

    for path in sorted((CONTENT / language).rglob("*.yaml")):
        gather(yaml.safe_load(path.read_text("utf-8")))
    return found


def invented(rng: random.Random) -> list[str]:
    """Made-up words; a word's place in the list is its rank."""
    return ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 5))) for _ in range(VOCABULARY)]


def main(many: int, corpus: Path, queries: Path, most_sentences: int) -> None:
    """Write both files; with one sentence at most, texts are as short as notes."""
    rng = random.Random(20261123)  # noqa: S311 - a corpus, not a secret
    known = {language: sentences(language) for language in ("en", "ar")}
    words = invented(rng)

    def rare(count: int) -> str:
        return " ".join(words[int(VOCABULARY ** rng.random()) - 1] for _ in range(count))

    texts = []
    with corpus.open("w", encoding="utf-8") as out:
        for number in range(many):
            language = "ar" if number % 4 == 0 else "en"
            texts.append((language, [
                f"{rng.choice(known[language])} {rare(rng.randint(2, 8))}."
                for _ in range(rng.randint(1, most_sentences))
            ]))  # fmt: skip
            row = {"id": str(number), "language": language, "title": rare(3), "text": " ".join(texts[-1][1])}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    with queries.open("w", encoding="utf-8") as out:
        for number, of in enumerate(rng.sample(range(many), min(300, many))):
            language, its = texts[of]
            asked = rng.choice(its).split()
            row = {"id": str(number), "language": language, "text": " ".join(asked[:9] + asked[-1:]),
                   "relevant": [str(of)]}  # fmt: skip
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int((*sys.argv, "6")[4]))
