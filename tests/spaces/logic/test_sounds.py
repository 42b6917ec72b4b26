"""Which names in two scripts are one name, and which only resemble each other."""

import pytest

from muruna.spaces.logic.sounds import sounds_like

ONE = {
    "خليل": "Khalil Khaleel Khalyl Kha1il KhaIil Khal1l khalil Kh\u0430lil",
    "رنا": "Rana Ranaa Ranah",
    "يارا": "Yara Yaara Iara",
    "ناديا": "Nadia Nadya Nadiya",
    "نادية": "Nadia Nadya Nadiah",
    "سامي": "Sami Samy Samee Sammy",
    "سامى": "Sami",
    "نور": "Nour Noor Nur",
    "فريد": "Farid Fareed",
    "طارق": "Tariq Tareq Tarek",
    "أمل": "Amal Aml",
    "آمنة": "Amina Amneh",
    "إدريس": "Idris Edrees",
    "جاد": "Jad Jaad",
    "قمر": "Qamar Kamar",
    "علا": "Ola Oula",
    "علي": "Ali Aly",
    "حنا": "Hanna Hana",  # how John is said in Lebanon: no letter tells it from the other Hanna
    "ليلى": "Layla Leila Laila",
    "منى": "Mona Muna",
    "محمد": "Mohamed Muhammad Mohammad",
    "مريم": "Maryam Mariam",
    "يوسف": "Yusuf Youssef",
    "حسين": "Hussein Husain",
    "روان": "Rawan",
    "أنور": "Anwar",
    "نايف": "Nayef",
    "رائد": "Raed Raid",
    "عائشة": "Aisha Aysha",
    "سعد": "Saad",
    "سعيد": "Said Saeed",
    "هناء": "Hana Hanaa",
    "وائل": "Wael",
    "إيمان": "Iman",
    "لؤي": "Loay Louay",
    "زينب": "Zeinab Zaynab",
    "يحيى": "Yahya Yehia",
    "مايا": "Maya",
    "ميرا": "Mira",
}
TWO = {
    "رنا": "Rania Renée Rani Roni Rene Reno Ron Ranim Rand",
    "سامي": "Samia Simi Sumi Sam Samir Salma",
    "خليل": "Khalila Kamal Kalo Khalid",
    "نور": "Nora Noura Noora Nuri Nadir Nawar Nourhan",
    "فريد": "Fred Frida Farida Freda Fadi",
    "ناديا": "Nada Nadi Nadine Nida",
    "علي": "Ola Ala Lee",
    "هالة": "Ola Hanna",
    "هلا": "Ola",
    "هاني": "Hanna Hana",
    "جنى": "June",
    "جوني": "June",
    "يارا": "Lara Yarad Yari Ara",
    "يارد": "Yara",
    "طارق": "Tara Tarifa",
    "جاد": "Jade Jada",
    "قمر": "Amar Qamara",
    "أمل": "Amali Mal Emily Amalia",
    "إدريس": "Idrisa Doris",
}
CAST = (
    "Bea Bee Hanna June Lou Maya Mira Ola Tom Tomás Wren Yara Zey Zeynep "
    "أمل إدريس جاد خليل رنا سامي طارق فريد قمر ناديا نور"
)


def _pairs(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(arabic, latin) for arabic, several in table.items() for latin in several.split()]


@pytest.mark.parametrize(("arabic", "latin"), _pairs(ONE))
def test_one_name_in_two_scripts_is_one(arabic: str, latin: str) -> None:
    assert (sounds_like(latin, [arabic]), sounds_like(arabic, [latin])) == (True, True)


@pytest.mark.parametrize(("arabic", "latin"), _pairs(TWO))
def test_another_name_passes(arabic: str, latin: str) -> None:
    assert (sounds_like(latin, [arabic]), sounds_like(arabic, [latin])) == (False, False)


def test_no_two_of_the_cast_are_taken_for_one() -> None:
    cast = CAST.split()

    assert not [(one, other) for one in cast for other in cast if sounds_like(one, [other])]


def test_a_word_among_others_counts_and_a_digit_at_the_end_parts() -> None:
    assert sounds_like("Khalil1 the kind", ["خليل"])


def test_one_script_is_left_to_the_rule_for_looks() -> None:
    assert not sounds_like("Rana", ["Rana"])


def test_a_name_made_to_branch_is_read_in_a_moment() -> None:
    assert not sounds_like("a" * 5000, ["ا" * 60 + "ب"])
