"""The catalogue machinery on a small project of its own."""

import gettext
from pathlib import Path

import pytest

from muruna.language import catalogues, language_of

PYTHON = 'from django.utils.translation import gettext as _\nA = _("Hello %(name)s")\n'
PAGE = '<p>{{ ngettext("%(num)s day", "%(num)s days", n) }}</p><p>{{ pgettext("verb", "Open") }}</p>'


@pytest.fixture
def root(tmp_path):
    pages = tmp_path / "muruna" / "x" / "templates" / "x"
    pages.mkdir(parents=True)
    (tmp_path / "muruna" / "x" / "views.py").write_text(PYTHON)
    (pages / "page.html").write_text(PAGE)
    catalogues.update(tmp_path)
    return tmp_path


def translate(root, **changes):
    """Fill the Arabic catalogue wholly, then change what the test is about."""
    path = catalogues.po_path(root, language_of("ar"))
    catalog = catalogues.read(path, language_of("ar"))
    catalog["Hello %(name)s"].string = changes.get("hello", "أهلاً %(name)s")
    catalog["%(num)s day"].string = changes.get(
        "days", ["لا أيام", "يوم", "يومان", "%(num)s أيام", "%(num)s يوماً", "%(num)s يوم"]
    )
    catalog.get("Open", "verb").string = changes.get("open", "فتح")
    if changes.get("fuzzy"):
        catalog["Hello %(name)s"].flags.add("fuzzy")
    path.write_bytes(catalogues._written(catalog))


def test_python_and_templates_are_extracted(root):
    text = catalogues.template_path(root).read_text()

    assert "Hello %(name)s" in text
    assert 'msgid_plural "%(num)s days"' in text
    assert 'msgctxt "verb"' in text


def test_all_twelve_catalogues_are_made_with_their_plural_forms(root):
    text = catalogues.po_path(root, language_of("ar")).read_text()

    assert len(list(root.glob("locale/*/LC_MESSAGES/django.po"))) == 12
    assert "nplurals=6" in text
    assert "awaits a review by a native reader" in text


def test_empty_complete_language_is_a_fault(root):
    assert "ar: not translated: 'Open'" in list(catalogues.check(root))


def test_whole_catalogue_passes_and_compiles(root):
    translate(root)

    assert list(catalogues.check(root)) == []
    files = catalogues.compile_all(root)
    with next(path for path in files if "/ar/" in str(path)).open("rb") as file:
        arabic = gettext.GNUTranslations(file)
    assert arabic.gettext("Hello %(name)s") == "أهلاً %(name)s"
    assert arabic.ngettext("%(num)s day", "%(num)s days", 11) == "%(num)s يوماً"
    assert arabic.ngettext("%(num)s day", "%(num)s days", 100) == "%(num)s يوم"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"hello": "أهلاً"}, "drops %(name)s"),
        ({"hello": "أهلاً %(name)s %(x)s"}, "invents %(x)s"),
        ({"open": ""}, "not translated"),
        ({"fuzzy": True}, "fuzzy"),
        ({"days": ["-", "يوم", "", "%(num)s", "%(num)s", "%(num)s"]}, "needs 6 plural forms"),
    ],
)  # fmt: skip
def test_fault_is_found(root, change, fault):
    translate(root, **change)

    assert any(fault in line for line in catalogues.check(root))


def test_new_message_makes_the_template_out_of_date(root):
    translate(root)
    (root / "muruna" / "x" / "views.py").write_text(PYTHON + 'B = _("New")\n')

    faults = list(catalogues.check(root))

    assert faults[0].startswith("locale/muruna.pot is out of date")
    assert "ar: missing: 'New'" in faults


def test_update_keeps_translations_and_settles(root):
    translate(root)
    path = catalogues.po_path(root, language_of("ar"))
    before = path.read_bytes()

    catalogues.update(root)

    assert path.read_bytes() == before


def test_pseudo_languages_change_every_message(root, tmp_path):
    files = catalogues.write_pseudo(root, tmp_path / "pseudo")

    for path in files:
        with path.open("rb") as file:
            texts = gettext.GNUTranslations(file)
        assert texts.gettext("Hello %(name)s") != "Hello %(name)s"
        assert texts.ngettext("%(num)s day", "%(num)s days", 5) != "%(num)s days"


def test_arabic_says_one_and_two_in_words_alone():
    """Its forms for one and two are words of their own: a number beside them says it twice."""
    arabic = language_of("ar")
    whole = catalogues.read(catalogues.po_path(Path(__file__).parents[2], arabic), arabic)
    counted = [one for one in whole if one.pluralizable and "%(num)s" in one.id[0]]

    assert len(counted) > 20
    assert [one.id[0] for one in counted if any("%(num)s" in form for form in one.string[1:3])] == []
