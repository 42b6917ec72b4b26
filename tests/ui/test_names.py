"""A name and its pronouns are read in the direction of the name, on a page of any language."""

import pytest
from playwright.sync_api import sync_playwright

from tests.harness.browser import launch


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.mark.parametrize(
    ("name", "pronouns", "on_the"), [("أمل", "هي", "left"), ("Yara", "she/they", "right")]
)
@pytest.mark.parametrize("page_direction", ["ltr", "rtl"])
def test_pronouns_follow_the_name_in_its_own_direction(browser, name, pronouns, on_the, page_direction):
    from django.template import engines

    template = '{% from "ui/parts/talk.html" import who %}{{ who(name, pronouns) }}'
    html = engines["jinja2"].from_string(template).render({"name": name, "pronouns": pronouns})
    page = browser.new_page()
    page.set_content(f'<html dir="{page_direction}"><p>{html}</p>')

    at = {one: page.locator(f".persona-{one}").bounding_box()["x"] for one in ("name", "pronouns")}
    page.close()

    assert at["pronouns"] < at["name"] if on_the == "left" else at["pronouns"] > at["name"]
