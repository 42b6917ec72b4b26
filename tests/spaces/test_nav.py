"""The navigation marks the page one is on, and none on a page without an entry."""

import re

import pytest

MARKED = re.compile(r'<a href="([^"]+)" aria-current="page"')


@pytest.mark.parametrize(
    ("page", "marked"),
    [("", [""]), ("people/", ["people/"]), ("me/leave/", ["me/"]), ("codes/", []), ("rules/", [])],
)
def test_a_page_without_an_entry_marks_none(people, space, page, marked):
    at = f"/s/{space.code}/"

    html = people["steward"].client.get(at + page).content.decode()

    nav = re.search(r'<nav class="places".*?</nav>', html, re.DOTALL)

    assert MARKED.findall(nav[0]) == [at + one for one in marked]


def test_at_most_four_places_and_more_stand_on_a_phone(people, space):
    html = people["steward"].client.get(f"/s/{space.code}/").content.decode()
    bar, _sign, beyond = re.search(r'<nav class="places".*?</nav>', html, re.DOTALL)[0].partition("<details")

    links = re.findall(r"<a [^>]+>", bar)
    hidden = [link for link in links if "place-beyond" in link]

    assert len(links) > 5
    assert len(links) - len(hidden) == 4
    assert beyond.count("<a ") == len(hidden)  # each of them can be reached without a script
