"""What exists can be found and leads to a page that opens; the bench command says what is wrong."""

import json
import os
import subprocess
import sys

import pytest

from muruna.foundation.findable import Findable, findable, findables
from muruna.search import queries
from muruna.search.forms import FindForm
from muruna.search.index.sweeping import sweep
from muruna.search.models import SearchDocument
from tests.pages.neutral import outing_words
from tests.spaces.conftest import *  # noqa: F403

COMMAND = [sys.executable, "-P", "-c", "from config.command import main; main()"]


@pytest.fixture
def everything(settings, db):
    settings.SEARCH_MEANING = False
    for kind in findables():
        sweep(kind)


def test_every_hit_leads_to_a_page_that_opens(everything, people):
    member = people["member"]
    opened = set()
    for words in ("telling a parent", "what is sealed", "Germany", "I feel sad or alone", "كيف أخبر أمي"):
        for hit in queries.find_for(member.actor, words, most=3).hits:
            assert member.client.get(hit.address).status_code == 200, hit.address
            assert not outing_words(hit.address)
            opened.add(hit.kind)
    assert {"way", "page", "numbers", "card"} <= opened


def test_numbers_are_found_by_a_country_s_name_in_any_language_and_carry_no_vector(everything, people):
    for words in ("Germany", "Deutschland", "ألمانيا", "ドイツ", "Niemcy"):
        hits = queries.find_for(people["member"].actor, words, kinds=("numbers",)).hits
        assert hits[0].thing == "DE", words
    assert not SearchDocument.objects.filter(kind="numbers", wants_vectors=True).exists()


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("mi novio no ha salido del armario", "es"),  # Nova Zelândia
        ("ne zaman evleneceksin diye soruyorlar", "tr"),  # RAS di Hong Kong
        ("I hate my body", "en"),  # a line in France has "hate" in its name
    ],
)
def test_no_country_is_found_by_words_that_do_not_name_it(everything, people, words, page):
    hits = queries.find_for(people["member"].actor, words, page_language=page).hits
    assert "numbers" not in {hit.kind for hit in hits}


@pytest.mark.parametrize(
    ("words", "page", "country"),
    [
        ("numbers in Hong Kong", "en", "HK"),
        ("Notruf Deutschland", "en", "DE"),
        ("телефон в Германии", "ru", "DE"),
        ("أرقام في ألمانيا", "ar", "DE"),
        ("ドイツの電話", "ja", "DE"),
        ("germ", "en", "DE"),  # not finished yet
        ("samaritans", "en", "GB"),  # a line of it
    ],
)
def test_a_country_is_found_by_its_name_and_by_a_line_s(everything, people, words, page, country):
    hits = queries.find_for(people["member"].actor, words, page_language=page).hits
    assert country in {hit.thing for hit in hits if hit.kind == "numbers"}


def test_strategy_is_found_in_its_own_words(everything, people):
    hit = queries.find_for(people["member"].actor, "wedding question", kinds=("way",)).hits[0]
    assert hit.title == "Answering the wedding question"
    assert any(one.is_marked for one in hit.pieces)


def test_filter_names_each_kind_once(everything):
    names = [str(name) for _kind, name in FindForm().fields["where"].choices]
    assert len(names) == len(set(names))
    form = FindForm({"key": "00000000-0000-4000-8000-000000000001", "words": "x", "where": "card"})
    assert form.is_valid()
    assert set(form.kinds) == {"card", "page"}


def test_kind_that_does_not_say_who_may_see_it_is_refused():
    with pytest.raises(ValueError, match="say model and action"):
        findable(Findable("x", "X", texts=lambda id: [], address=str, every=lambda: []))  # type: ignore[arg-type]


def bench(folder, corpus, questions):
    (folder / "c.jsonl").write_text(corpus, "utf-8")
    (folder / "q.jsonl").write_text(questions, "utf-8")
    given = {
        "MURUNA_SEARCH_MEANING": "no",
        "MURUNA_DATA_DIR": str(folder),
        "MURUNA_KEYS_DIR": str(folder / "k"),
    }
    return subprocess.run(
        [*COMMAND, "search-bench", "--json", "--corpus", folder / "c.jsonl", "--queries", folder / "q.jsonl"],
        env=os.environ | given, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_bench_prints_its_figures_as_json_and_leaves_nothing(tmp_path):
    corpus = [
        {"id": "a", "language": "en", "title": "Trumpet", "text": "A trumpet plays."},
        {"id": "b", "language": "de", "title": "", "text": "Eine Geige spielt."},
        {"id": "c", "language": "de", "title": "", "text": "Eine Geige spielt."},
        {"id": "d", "language": "", "text": ""},
    ]
    asked = [
        {"id": 1, "language": "en", "text": "trumpets", "relevant": ["a"]},
        {"id": 2, "language": "de", "text": "Geigen", "relevant": ["b", "gone"]},
    ]
    done = bench(tmp_path, "\n".join(map(json.dumps, corpus)), "\n".join(map(json.dumps, asked)))

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["pairs"] == [
        {"query_language": "de", "document_language": "de", "questions": 1,
         "mrr_at_10": 1.0, "recall_at_5": 1.0, "recall_at_10": 1.0},
        {"query_language": "en", "document_language": "en", "questions": 1,
         "mrr_at_10": 1.0, "recall_at_5": 1.0, "recall_at_10": 1.0},
    ]  # fmt: skip
    assert found["milliseconds_per_query"]["p99"] > 0
    assert found["index_bytes"] > 0
    assert found["documents_per_second"] > 0
    assert not found["by_meaning"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.jsonl", "k", "q.jsonl"]


def test_bench_says_which_line_is_wrong(tmp_path):
    done = bench(tmp_path, '{"id": "a"}', '{"id": "a"}')

    assert done.returncode != 0
    assert "c.jsonl, line 1: “language” is missing" in done.stderr
    assert "Traceback" not in done.stderr
