"""Nobody can be called like somebody who has a task here; everybody else's name stays unknown."""

import pytest
from django.core.exceptions import ValidationError

from muruna.foundation.tenancy import in_space
from muruna.spaces.actions.codes import print_sheet
from muruna.spaces.actions.joining import Persona, join_with_code
from muruna.spaces.forms.joining import PersonaForm
from muruna.spaces.models import Membership, Right
from tests.spaces.conftest import Someone, join, make_person

LOOKALIKES = ["June", "june", " JUNE ", "Jun\u00e9", "J\u200bune", "June.", "Ju ne", "Jun\u0435", "June ✓"]
LONGER = [
    "June Rose",
    "June1",
    "June_2",
    "Sweet June",
    "June (the real one)",
    "J\u1d1cn\u1d07",
    "jun\u00e9 rose",
]
OF_OFFICE = ["Noor (lead)", "Safeguarding Noor", "admin", "Noor, Supervisor", "نور المشرفة", "مسؤول"]
OF_OFFICE += ["أدمن", "الأدمن", "Teacher", "Team Cedar", "فريق الأرز", "المعلمة"]
OF_OFFICE += ["مشرفون", "مشرفين", "المشرفون", "والمشرفات", "المعلمات", "Supervisors", "Counsellors"]
OF_OFFICE += ["Co-ordinator", "adm1n", "Supp0rter", "Support", "M0d"]
SAID_ALIKE = [
    ("خليل", "Khalil"), ("خليل", "khaleel"), ("خليل", "Kha1il the kind"), ("Khalil", "خليل"), ("رنا", "Rana"),
    ("Yara", "يارا"), ("نور", "Nour"), ("طارق", "Tareq"), ("آمنة", "Amina"), ("سامي", "Sammy"),
]  # fmt: skip
SAID_OTHERWISE = [("خليل", "Kamal"), ("خليل", "Kalo"), ("رنا", "Ron"), ("Yara", "يارد"), ("نور", "Nadir")]


def name_of(who):
    with in_space(who.space):
        return Membership.objects.get(pk=who.membership.pk).name


@pytest.mark.parametrize("name", LOOKALIKES)
def test_a_member_cannot_take_the_name_of_a_lead(space, name):
    join(space, "June", Right.SAFEGUARDING_LEAD)
    maya = join(space, "Maya")

    answer = maya.post(f"/s/{space.code}/me/", name=name, pronouns="she")

    assert answer.status_code == 422
    assert "has a task in this community" in answer.content.decode()
    assert 'value="she"' in answer.content.decode()
    assert name_of(maya) == "Maya"


@pytest.mark.parametrize("name", LONGER)
def test_nor_a_longer_name_that_it_is_a_part_of(space, name):
    join(space, "June", Right.SAFEGUARDING_LEAD)
    maya = join(space, "Maya")

    answer = maya.post(f"/s/{space.code}/me/", name=name)

    assert answer.status_code == 422
    assert "has a task in this community" in answer.content.decode()
    assert name_of(maya) == "Maya"


@pytest.mark.parametrize("name", OF_OFFICE)
def test_nobody_is_called_by_a_word_for_a_task(space, name):
    maya = join(space, "Maya")

    answer = maya.post(f"/s/{space.code}/me/", name=name)

    assert answer.status_code == 422
    assert "a word for a task" in answer.content.decode()
    assert name_of(maya) == "Maya"


@pytest.mark.parametrize("name", ["Modesty", "Leah", "Maya 1", "وليد", "فرات", "حسين", "نسرين", "Sam Ord"])
def test_a_name_that_only_begins_or_ends_like_a_task_is_free(space, name):
    assert join(space, "Maya").post(f"/s/{space.code}/me/", name=name).status_code == 303


@pytest.mark.parametrize("name", [".", "—", "?!", "+", "\ufffd\ufffd\ufffd", " ."])
def test_a_name_of_signs_alone_is_as_good_as_none(space, name):
    maya = join(space, "Maya")

    answer = maya.post(f"/s/{space.code}/me/", name=name, pronouns="she")

    assert answer.status_code == 422
    assert "Please fill this in." in answer.content.decode()
    assert name_of(maya) == "Maya"


def test_half_a_character_is_no_name():
    assert "name" in PersonaForm({"name": "\ud800"}).errors


@pytest.mark.parametrize("name", ["7", "ن", "🌸", "♥", "R.", "M—"])
def test_a_letter_a_number_or_a_picture_is_a_name(space, name):
    maya = join(space, "Maya")

    assert maya.post(f"/s/{space.code}/me/", name=name).status_code == 303
    assert name_of(maya) == name


@pytest.mark.parametrize("name", ["Muruna", "مرونة", "Muruna Helps", "notes", "{space}", " {space}."])
def test_nor_by_what_the_community_or_the_site_is_called(space, name):
    maya = join(space, "Maya")

    answer = maya.post(f"/s/{space.code}/me/", name=name.format(space=space.name))

    assert answer.status_code == 422
    assert "is called that" in answer.content.decode()
    assert name_of(maya) == "Maya"


@pytest.mark.parametrize(("held", "name"), SAID_ALIKE)
def test_nor_as_somebody_with_a_task_is_called_in_the_other_script(space, held, name):
    join(space, held, Right.SAFEGUARDING_LEAD)
    maya = join(space, "Maya")

    answer = maya.post(f"/s/{space.code}/me/", name=name)

    assert answer.status_code == 422
    assert "has a task in this community" in answer.content.decode()
    assert name_of(maya) == "Maya"


@pytest.mark.parametrize(("held", "name"), SAID_OTHERWISE)
def test_a_name_that_is_said_otherwise_is_free(space, held, name):
    join(space, held, Right.SAFEGUARDING_LEAD)

    assert join(space, "Maya").post(f"/s/{space.code}/me/", name=name).status_code == 303


@pytest.mark.parametrize("name", ["Cedar Hill", "cedarhill.", "سيدر هيل"])
def test_nor_by_one_of_the_names_of_a_community_that_has_two(space, name):
    space.name = "Cedar Hill · سيدر هيل"
    space.save()
    maya = join(space, "Maya")

    assert maya.post(f"/s/{space.code}/me/", name=name).status_code == 422
    assert maya.post(f"/s/{space.code}/me/", name="Cedar").status_code == 303


def test_a_short_name_is_a_part_of_many_others(space):
    join(space, "Al", Right.SUPPORTER)
    maya = join(space, "Maya")

    assert maya.post(f"/s/{space.code}/me/", name="Al Noor").status_code == 303
    assert maya.post(f"/s/{space.code}/me/", name="al").status_code == 422


@pytest.mark.parametrize("name", ["سامى", "سَامي", "ســامي"])
def test_arabic_spellings_of_one_name_are_one_name(space, name):
    join(space, "سامي", Right.SUPPORTER)
    maya = join(space, "Maya")

    assert maya.post(f"/s/{space.code}/me/", name=name).status_code == 422


def test_other_names_are_free_and_one_s_own_too(space):
    june = join(space, "June", Right.SAFEGUARDING_LEAD)
    join(space, "Noor")
    maya = join(space, "Maya")

    for name in ("Noor", "Juneau", "Juna", "Leadbelly"):
        assert maya.post(f"/s/{space.code}/me/", name=name).status_code == 303
        assert name_of(maya) == name
    assert june.post(f"/s/{space.code}/me/", name="JUNE").status_code == 303


def test_a_name_is_free_again_when_the_task_has_ended(space):
    june = join(space, "June", Right.SAFEGUARDING_LEAD)
    with in_space(space):
        Right.objects.filter(membership=june.membership).delete()
    maya = join(space, "Maya")

    assert maya.post(f"/s/{space.code}/me/", name="June").status_code == 303


def test_whoever_comes_in_cannot_be_called_so_either_and_keeps_the_code(space, people):
    with in_space(space):
        code = print_sheet(actor=people["steward"].actor, count=12, days=30).codes[0]
    stranger = Someone(*make_person())

    with pytest.raises(ValidationError) as refused:
        join_with_code(actor=stranger.actor, typed=code, persona=Persona("18-24", "lea"))

    assert "name" in refused.value.message_dict
    join_with_code(actor=stranger.actor, typed=code, persona=Persona("18-24", "Leaf"))
