"""Sentences in templates: translated, their parts escaped, percent signs as written."""

import pytest
from django.template import engines
from django.utils import translation


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ('{{ _("Hello %(name)s", name=name) }}', "Hello &lt;b&gt;"),
        ('{{ gettext("Hello %(name)s", name=name) }}', "Hello &lt;b&gt;"),
        ('{{ _("Plain") }}', "Plain"),
        ('{{ _("100%% sure") }}', "100% sure"),
    ],
)
def test_sentence_is_said(template: str, shown: str) -> None:
    assert engines["jinja2"].from_string(template).render({"name": "<b>"}) == shown


def test_sentence_follows_the_active_language() -> None:
    template = engines["jinja2"].from_string('{{ _("Send") }}')

    with translation.override("ar"):
        assert template.render({}) == translation.gettext("Send") != "Send"
