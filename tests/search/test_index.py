"""The index on a real database: what goes in is found, what goes out is gone, and no word stands in it."""

import base64
import uuid

import pytest
from django.db import connection, transaction

from muruna.foundation import findable as registry
from muruna.foundation import outbox
from muruna.search.index import encoder
from muruna.search.index.asking import find_texts, read_question
from muruna.search.index.sweeping import forget_unknown_kinds, sweep
from muruna.search.index.waiting import give_waiting_vectors
from muruna.search.index.words import Where, word_index
from muruna.search.models import SearchDocument

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "zwölfkanarienvogel"


def found(text, language="en", **where):
    return [hit.thing for hit in find_texts(read_question(text, language), Where(**where))]


def everything_kept():
    """Every byte of every table of the search, as one."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT group_concat(hex(block)) FROM search_words_data")
            blocks = bytes.fromhex((cursor.fetchone()[0] or "").replace(",", ""))
        else:
            cursor.execute("SELECT string_agg(words::text, ' ') FROM search_words")
            blocks = (cursor.fetchone()[0] or "").encode()
    rows = SearchDocument.objects.values_list()
    return blocks + b" ".join(
        bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
        for row in rows
        for cell in row
    )


def test_text_is_found_by_other_forms_of_its_words_and_not_by_others(library, carry, by_words_alone):
    one = library.put("Telling my brothers", "They were quiet for a week, then they called.")
    other = library.put("الْمَدْرَسَةُ", "زملائي في الصف", "ar")
    carry()

    assert found("brother") == [one]
    assert found("calling quietly") == [one]
    assert found("مدارس", "ar") == [other]
    assert found("violin") == []
    assert found("") == []


def test_unfinished_word_finds_and_a_title_weighs_more(library, carry, by_words_alone):
    body = library.put("Notes", "The border was closed for a day.")
    title = library.put("Border", "We waited.")
    carry()

    assert set(found("bord")) == {title, body}
    assert found("border")[0] == title


def test_thesaurus_finds_across_languages_without_the_model(library, carry, by_words_alone):
    one = library.put("A talk", "I told my grandmother who I am.")
    library.put("A walk", "It rained on the way.")
    carry()

    assert found("جدتي", "ar") == [one]
    assert found("奶奶", "zh") == [one]


def test_withdrawn_text_is_gone_in_the_same_transaction(library, carry, by_words_alone):
    one = library.put("Kept", f"{CANARY} sings")
    carry()
    assert found(CANARY) == [one]

    with transaction.atomic():
        registry.forgotten("leaf", one)
        assert found(CANARY) == []
        transaction.set_rollback(True)
    assert found(CANARY) == [one]  # the deed did not stand, so neither does the forgetting

    library.withdraw(one)
    assert found(CANARY) == []
    assert not SearchDocument.objects.exists()
    with connection.cursor() as cursor:
        while word_index().tidy():
            pass
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM search_marks")
            assert cursor.fetchone()[0] == 0


def test_changed_text_is_found_by_its_new_words_alone(library, carry, by_words_alone):
    thing = uuid.uuid4()
    library.put("A", "about violins", id=thing)
    carry()
    library.put("A", "about trumpets", id=thing)
    carry()

    assert found("violin") == []
    assert found("trumpet") == [str(thing)]
    library.texts[str(thing)] = (None, [])
    with transaction.atomic():
        registry.changed("leaf", thing)
    carry()
    assert found("trumpet") == []


def test_no_word_stands_in_the_index(library, carry, model):
    library.put(CANARY, f"{CANARY} sings. {CANARY} sleeps.")
    carry()
    give_waiting_vectors(10)

    kept = everything_kept()

    for canary in (CANARY, CANARY.replace("ö", "o"), CANARY[:6], "sings"):
        for raw in (canary.encode(), canary.encode("utf-16-le"), base64.b64encode(canary.encode())[:-4]):
            assert raw not in kept
    # Planted: a table of words in clear would be seen by the same look.
    row = SearchDocument.objects.get()
    SearchDocument.objects.filter(pk=row.pk).update(thing=CANARY)
    assert CANARY.encode() in everything_kept()


def test_same_words_under_another_host_key_are_others(library, carry, by_words_alone, settings, tmp_path):
    library.put("A", "trumpet")
    carry()
    assert found("trumpet")

    settings.KEYS_DIR = tmp_path / "other"

    assert found("trumpet") == []


def test_no_lock_is_held_while_texts_are_read_for_their_meaning(library, carry, model, monkeypatch):
    library.put("Night", "I lay awake until the morning.")
    carry()
    read, held = encoder.encode, []

    def encode(texts):
        held.append(connection.in_atomic_block)
        return read(texts)

    monkeypatch.setattr(encoder, "encode", encode)

    assert give_waiting_vectors(10) == 1
    assert held == [False]


def test_meaning_finds_what_no_word_shares_and_words_stand_in_until_then(library, carry, model):
    one = library.put("Night", "I lay awake until the morning and could not get any rest.")
    library.put("Kitchen", "Cut the onions and fry them with oil.")
    carry()
    assert found("insomniac again") == []

    assert give_waiting_vectors(10) == 2
    assert give_waiting_vectors(10) == 0
    hits = find_texts(read_question("I cannot fall asleep", "en"), Where())

    assert hits[0].thing == one
    assert hits[0].passage == 0
    assert found("Ich kann nicht schlafen", "de")[0] == one


def test_where_narrows_by_community_kind_and_language(library, carry, by_words_alone, space, other_space):

    a, b = space, other_space
    everywhere = library.put("One", "trumpet")
    here = library.put("Two", "trumpet", "de", space=a.pk)
    library.put("Three", "trumpet", space=b.pk)
    carry()

    assert set(found("trumpet", space_id=a.pk)) == {everywhere, here}
    assert found("trumpet") == [everywhere]
    assert found("trumpet", space_id=a.pk, languages=("de",)) == [here]
    assert found("trumpet", kinds=("stone",)) == []


def test_sweep_brings_in_what_was_missed_and_lets_go_what_is_gone(
    library, carry, by_words_alone, monkeypatch
):
    kept, gone = library.put("One", "trumpet"), library.put("Two", "violin")
    assert sweep("leaf") == 2
    assert sweep("leaf") == 0

    del library.texts[gone]
    assert sweep("leaf") == 0
    assert found("trumpet violin") == [kept]
    monkeypatch.setattr(registry, "_findables", {})
    assert forget_unknown_kinds() == 1


def test_one_unreadable_thing_keeps_no_other_waiting(library, carry, model):
    bad, good = library.put("One", "trumpet"), library.put("Two", "violin")
    carry()
    library.texts[bad] = None

    give_waiting_vectors(10)

    assert dict(SearchDocument.objects.values_list("thing", "wants_vectors")) == {bad: False, good: False}
    assert SearchDocument.objects.get(thing=good).whole is not None


def test_event_twice_changes_nothing_more_and_events_carry_no_words(library, carry, by_words_alone):
    thing = uuid.uuid4()
    library.put("A", "trumpet", id=thing)
    library.put("A", "trumpet", id=thing)
    carry()

    assert SearchDocument.objects.count() == 1
    assert not outbox.dead_letters().exists()


@pytest.mark.parametrize(
    "text", ["", "   ", "🙂🙂", "a", "'\"*:(){}^-", "x" * 5000, "\x00", "NEAR OR AND", "ـــ"]
)
def test_any_question_has_an_answer(library, carry, by_words_alone, text):
    library.put("A", "trumpet and others")
    carry()

    assert found(text, "") in ([], list(library.texts))


def test_without_the_wheel_words_stand_alone(library, carry, monkeypatch):
    monkeypatch.setattr(encoder.importlib.util, "find_spec", lambda name: None)
    one = library.put("A", "trumpet")
    carry()

    assert not encoder.is_installed()
    assert found("trumpets") == [one]
    assert read_question("trumpets", "en").vector is None


def test_texts_long_and_short_twice_and_empty_go_in(library, carry, model):
    long = library.put("Long", "A needle in it. " + "Much else is said here. " * 3000)
    same = [library.put("Same", "Exactly the same words.") for _ in range(2)]
    empty = library.put("", "  ")
    library.put("Unknown", "Dhuvas mereth oolan.", "xx")
    carry()
    give_waiting_vectors(20)

    assert found("needle")[0] == long
    assert set(found("exactly the same words")[:2]) == set(same)
    assert not SearchDocument.objects.filter(thing=empty).exists()
    assert found("mereth", "")


@pytest.mark.django_db(transaction=True)
def test_text_that_is_called_by_the_question_comes_first(library, carry, by_words_alone):
    """Both databases: a text about parents in passing, at length, stands below the one that is about it."""
    library.put("At school", "My parents came, my parents left, and parents wait. We talk of parents.")
    named = library.put(
        "Telling a parent", "Say it short, then leave. They may cry. Choose a quiet day for it."
    )
    for number in range(8):
        library.put(f"Soup {number}", "Cut onions and carrots, add water, cook it for an hour, and then eat.")
    carry()

    for question in ("parents", "coming out to my parents"):
        assert find_texts(read_question(question, "en"), Where())[0].thing == named
    assert find_texts(read_question("Eltern", "de"), Where())[0].thing == named
