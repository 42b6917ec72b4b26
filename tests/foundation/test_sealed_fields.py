"""Sealed fields in a real table: words in Python, noise in the database."""

import pytest
from django import forms
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, models
from django.test.utils import isolate_apps

from muruna.foundation.sealed_fields import HostSealedJSON, HostSealedText
from muruna.foundation.vault import CannotOpen, TooLong, forget_host

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "I want to be listened to. أريد من يسمعني 🌱"


@pytest.fixture
def note(tmp_path, settings):
    settings.KEYS_DIR = tmp_path / "keys"
    forget_host()
    with isolate_apps("muruna.foundation"):

        class SealedNote(models.Model):
            words = HostSealedText(max_length=4000)
            aside = HostSealedText(max_length=100, blank=True, null=True)
            wants = HostSealedJSON(null=True)

            class Meta:
                app_label = "foundation"

        with connection.schema_editor() as editor:
            editor.create_model(SealedNote)
        yield SealedNote
        with connection.schema_editor() as editor:
            editor.delete_model(SealedNote)
    forget_host()


def stored(model, column: str) -> list[bytes]:
    with connection.cursor() as cursor:
        # Column and table are this test's own.
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} ORDER BY id")  # noqa: S608
        return [None if row[0] is None else bytes(row[0]) for row in cursor.fetchall()]


def test_words_come_back_and_are_noise_in_the_table(note):
    wants = {"topics": ["family", "عائلة"], "weight": 2.5, "none": None}
    note.objects.create(words=WORDS, aside="", wants=wants)

    found = note.objects.get()

    assert (found.words, found.aside, found.wants) == (WORDS, "", wants)
    assert note.objects.values_list("words", "wants").get() == (WORDS, wants)
    for column in ("words", "aside", "wants"):
        (blob,) = stored(note, column)
        assert len(blob) == 256 + 41
        assert b"listened" not in blob
        assert b"family" not in blob


def test_nothing_stays_nothing(note):
    note.objects.create(words="x")

    assert note.objects.filter(aside__isnull=True, wants__isnull=True, words__isnull=False).count() == 1
    assert stored(note, "aside") == stored(note, "wants") == [None]
    assert note.objects.get().wants is None


def test_words_are_sealed_by_every_way_of_writing(note):
    note.objects.bulk_create([note(words="one"), note(words="two")])
    both = list(note.objects.order_by("id"))
    both[0].words = "three"
    note.objects.bulk_update(both, ["words"])
    note.objects.filter(pk=both[1].pk).update(words="four")

    assert list(note.objects.order_by("id").values_list("words", flat=True)) == ["three", "four"]
    assert all(len(blob) == 256 + 41 for blob in stored(note, "words"))


@pytest.mark.parametrize(
    "asked",
    [
        {"words": WORDS},
        {"words__contains": "want"},
        {"words__in": ["a"]},
        {"words": None},
        {"wants__topics": 1},
    ],
)
def test_words_cannot_be_asked_for(note, asked):
    with pytest.raises(FieldError):
        note.objects.filter(**asked).exists()


def test_words_moved_to_another_field_or_host_stay_shut(note, tmp_path, settings):
    note.objects.create(words="words", aside="aside")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {note._meta.db_table} SET aside = words")  # noqa: S608
    with pytest.raises(CannotOpen):
        note.objects.get()

    assert note.objects.defer("aside").get().words == "words"
    settings.KEYS_DIR = tmp_path / "other"
    with pytest.raises(CannotOpen):
        note.objects.defer("aside").get()


def test_form_treats_words_as_text(note):
    form_class = forms.modelform_factory(note, fields=["words", "aside", "wants"])
    good = form_class({"words": WORDS, "aside": "", "wants": '{"a": 1}'})
    bad = form_class({"words": "x" * 4001, "wants": "{"})

    assert good.is_valid()
    assert good.save().wants == {"a": 1}
    assert isinstance(form_class().fields["words"].widget, forms.Textarea)
    assert set(bad.errors) == {"words", "wants"}
    with pytest.raises(ValidationError):
        note(words="x" * 4001).full_clean()
    with pytest.raises(ValidationError):
        note(words="").full_clean()


def test_strange_characters_are_kept_and_broken_ones_do_not_stop_a_save(note):
    note.objects.create(words="\0\u202e\u200f👩‍👩‍👧", wants=["\0"])
    note.objects.create(words="half \ud800 sign")

    first, second = note.objects.order_by("id")
    assert (first.words, first.wants) == ("\0\u202e\u200f👩‍👩‍👧", ["\0"])
    assert second.words == "half ? sign"


def test_too_long_is_refused_not_cut(note):
    with pytest.raises(TooLong):
        note.objects.create(words="x" * 70_000)

    assert note.objects.count() == 0


def test_field_that_could_not_work_is_found_by_the_checks():
    with isolate_apps("muruna.foundation"):

        class Wrong(models.Model):
            unbounded = HostSealedText()
            huge = HostSealedText(max_length=20_000)
            unique = HostSealedText(max_length=10, unique=True)
            right = HostSealedText(max_length=10)

            class Meta:
                app_label = "foundation"

        found = [
            (problem.obj.name, problem.id) for problem in Wrong.check() if problem.id.startswith("found")
        ]

    assert found == [
        ("unbounded", "foundation.E002"),
        ("huge", "foundation.E002"),
        ("unique", "foundation.E001"),
    ]


def test_field_describes_itself_to_migrations():
    field = HostSealedText(max_length=60, blank=True)
    field.set_attributes_from_name("words")

    _, path, _, options = field.deconstruct()

    assert path == "muruna.foundation.sealed_fields.HostSealedText"
    assert options == {"max_length": 60, "blank": True}
