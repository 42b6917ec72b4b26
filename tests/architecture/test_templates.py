"""The template lint over every template, and over planted good and bad lines."""

import pytest

from tests.architecture.template_rules import outing_addresses, template_faults
from tests.architecture.tree import files, planted, python


def test_templates_keep_their_promises() -> None:
    sources = files("muruna/*/templates/*.html", "muruna/*/templates/*.jinja")

    assert [line for source in sources for line in template_faults(source)] == []


def test_addresses_tell_a_passer_by_nothing() -> None:
    assert [line for source in python("muruna") for line in outing_addresses(source)] == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>Hello</p>",
        '<{{ tag }} class="title">Hello</{{ tag }}>',
        "{% macro a() %}<p>This is required</p>{% endmacro %}",
        '<p>{{ _("Hello") }} there</p>',
        '<a title="More">{{ x }}</a>',
        "<img src=\"{{ static('a.svg') }}\">",
        '<p style="color: red">{{ x }}</p>',
        '<button onclick="go()">{{ x }}</button>',
        "<script>go()</script>",
        "<style>a { color: red }</style>",
        '<a href="https://example.org/">{{ x }}</a>',
        '<link href="//fonts.example/css" rel="stylesheet">',
        '<input name="handle">',
        '<input id="a"><label for="b">{{ x }}</label>',
        '{% block title %}{{ _("Crisis") }}{% endblock %}',
    ],
)
def test_planted_fault_is_found(text: str) -> None:
    assert len(template_faults(planted("muruna/ui/templates/ui/a.html", text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        '<p>{{ _("Hello") }}</p>',
        '{% if x > 3 %}<p>{{ ngettext("%(num)s person", "%(num)s people", n) }} · 3</p>{% endif %}',
        "{# a word to the reader #}",
        '<img src="a.svg" alt=""><img src="b.svg" alt="{{ _(\'A tree\') }}">',
        "<script src=\"{{ static('a.js') }}\" defer></script>",
        '<label>{{ x }}<input name="a"></label>',
        '<label for="a">{{ x }}</label><input id="a" name="a">',
        '<input type="hidden" name="key">',
        '{% macro a(f) %} aria-describedby="{{ f.id }}"{% if f.must %} required{% endif %}{% endmacro %}',
        '<{{ tag }} class="title">{{ x }}</{{ tag }}>',
        '{% macro field(f) %}<input id="{{ f.id }}">{% endmacro %}',
        '{% block title %}{{ _("Welcome") }} · {{ site_name }}{% endblock %}',
        "{% trans %}Hello{% endtrans %}",
    ],
)
def test_good_line_is_left_alone(text: str) -> None:
    assert template_faults(planted("muruna/ui/templates/ui/a.html", text)) == []


def test_planted_outing_address_is_found() -> None:
    bad = planted("muruna/public/urls.py", 'route("crisis/", views.now, name="now", public=True)')
    good = planted("muruna/public/urls.py", 'route("now/", views.now, name="crisis", public=True)')

    assert len(outing_addresses(bad)) == 1
    assert outing_addresses(good) == []
