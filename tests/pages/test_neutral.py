"""S11: titles, addresses, cookies, headers, file names and mails carry no word that outs their reader."""

import ast
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse

from muruna.language import CODES, catalogues, language_of
from muruna.public.numbers import numbers_page
from muruna.spaces.logic.codes import LETTERS
from muruna.spaces.models.space import CODE_LETTERS
from tests.pages.neutral import address_patterns, faults, html_faults, lexicon, outing_words
from tests.pages.spelling import HEX, can_spell

ROOT = Path(__file__).parents[2]
PUBLIC = ["/", "/about/", "/about/limits/", "/about/kept/", "/about/here/", "/start/", "/come-in/",
          "/way-back/",
          "/leaving/", "/robots.txt", "/nowhere/at/all/"]  # fmt: skip
WHOLE = "<html><head><title>Page · Notes</title></head><body>{}</body></html>"
TITLE = re.compile(r"\{%-?\s*block (?:back_)?title\s*-?%\}(.*?)\{%-?\s*endblock", re.S)
SENTENCE = re.compile(r"""(?:\b_|gettext)\((?:"[^"]*", )?"((?:[^"\\]|\\.)*)\"""")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_says_nothing_over_the_shoulder(client, path, language):
    answer = client.get(path, headers={"accept-language": language})

    assert answer.status_code in {200, 404}
    assert faults(answer) == []


@pytest.mark.parametrize("language", CODES)
def test_numbers_page_says_nothing_over_the_shoulder(language):
    for country in (None, "gb", "tr", "jp"):
        assert html_faults(numbers_page(language, country, today=dt.date(2026, 11, 22)).decode()) == []


def test_every_address_of_the_site_is_neutral():
    routes = dict(address_patterns())

    assert {"welcome", "sign-in", "letterbox"} <= set(routes)
    assert [(name, pattern) for name, pattern in routes.items() if outing_words(pattern)] == []


def told_in_python(text: str) -> Iterator[str]:
    """Whatever stands in `said=...`, in a function `_said...` that makes it, or in a call of `messages`."""
    for node in ast.walk(ast.parse(text)):
        is_said = isinstance(node, ast.keyword) and node.arg == "said"
        is_made = isinstance(node, ast.FunctionDef) and node.name.startswith("_said")
        is_message = isinstance(node, ast.Call) and ast.unparse(node.func).startswith("messages.")
        if is_said or is_made or is_message:
            strings = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
            yield from (one for one in strings if isinstance(one, str) and one)


def read_beside_somebody() -> dict[str, str]:
    """Each sentence of a tab, and each that a cookie carries to the next page: where it is written."""
    found = {}
    for path in ROOT.glob("muruna/*/templates/**/*.html"):
        for title in TITLE.findall(path.read_text("utf-8")):
            found |= dict.fromkeys(SENTENCE.findall(title), path.name)
    for path in ROOT.glob("muruna/**/*.py"):
        found |= dict.fromkeys(told_in_python(path.read_text("utf-8")), path.name)
    return found


def telling(sentences: dict[str, str], languages: Iterable[str]) -> list[str]:
    """Those that would out somebody, as they are written or in a translation."""
    found = [f"{where}: {one}" for one, where in sentences.items() if outing_words(one)]
    for code in languages:
        language = language_of(code)
        for message in catalogues.read(catalogues.po_path(ROOT, language), language):
            written, said = message.id, message.string
            many = zip(written, said, strict=False) if message.pluralizable else [(written, said)]
            found += [
                f"{sentences[one]} in {code}: {spoken}"
                for one, spoken in many if one in sentences and outing_words(spoken or "")
            ]  # fmt: skip
    return found


def test_titles_and_what_a_cookie_says_are_neutral_in_every_catalogue():
    """A walk reads the tabs and answers that it comes to; these are all there are."""
    sentences = read_beside_somebody()

    assert {"Circles", "Join", "Saved.", "Thank you. It stays."} <= sentences.keys()
    assert len(sentences) > 120
    assert telling(sentences, CODES) == []


def test_planted_title_is_caught_as_it_is_written_and_in_a_translation(tmp_path, monkeypatch):
    assert telling({"Queer people": "x.html"}, []) == ["x.html: Queer people"]
    assert list(told_in_python('page(said=_("Your pride is saved."))')) == ["Your pride is saved."]
    (tmp_path / "django.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "Page"\nmsgstr "صفحة انتحار"\n')
    monkeypatch.setattr(catalogues, "po_path", lambda root, language: tmp_path / "django.po")
    assert telling({"Page": "x.html"}, ["ar"]) == ["x.html in ar: صفحة انتحار"]


def test_names_of_cookies_and_settings_that_browsers_see_are_neutral(settings):
    from muruna.accounts import sessions
    from muruna.language.choice import COOKIE

    seen = [sessions.COOKIE, COOKIE, settings.CSRF_COOKIE_NAME, settings.SITE_NAME, settings.EXIT_URL]
    assert [name for name in seen if outing_words(name)] == []


def test_files_that_a_browser_loads_are_neutral():
    names = [
        path.relative_to(ROOT).as_posix().split("/static/")[1] for path in ROOT.glob("muruna/*/static/**/*.*")
    ]

    assert "ui/page.css" in names
    assert [name for name in names if outing_words(name)] == []


def test_what_style_sheets_and_scripts_say_is_neutral():
    files = [path for kind in ("css", "js", "svg") for path in ROOT.glob(f"muruna/*/static/**/*.{kind}")]

    assert {path.name: words for path in files if (words := outing_words(path.read_text("utf-8")))} == {}


def test_file_names_of_copies_are_neutral():
    text = "\n".join(path.read_text("utf-8") for path in ROOT.glob("muruna/**/*.py"))
    names = re.findall(r'filename=\\?"?([^"\\;]+)', text)

    assert names
    assert [name for name in names if outing_words(name)] == []


def test_lexicon_speaks_all_twelve_languages():
    assert set(lexicon()) == set(CODES)
    assert all(len(words) >= 15 for words in lexicon().values())


@pytest.mark.parametrize(
    "text",
    ["gay", "Queer-Treff", "/lgbtq/x", "coming_out.html", "Suicide", "support group", "مثليات", "انتحار",
     "Schwule",
     "intihar hattı", "лесбийский", "自殺防止", "同性恋者", "violência", "crisi", "gejów",
     "fierté", "orgullo",
     "HIV-test"],
)  # fmt: skip
def test_planted_word_is_found_in_whatever_language(text):
    assert outing_words(text)


@pytest.mark.parametrize(
    "text",
    ["Notes", "transport", "Transfer-Encoding", "bride", "Gayane", "chomo",
     "notes-2026-11-22.html", "ملاحظات",
     "メモ",
     "笔记", "Notizen", "translate: none", "transform", "/numbers/gb/", "homepage"],
)  # fmt: skip
def test_ordinary_word_is_left_alone(text):
    assert outing_words(text) == []


@pytest.mark.parametrize(
    "html",
    [
        "<title>Queer · Notes</title>",
        "<title>Talk</title>",
        WHOLE.format('<a href="/crisis/">x</a>'),
        WHOLE.format('<input name="gender">'),
        WHOLE.format('<img src="/static/a.png" alt="Rainbow">'),
        WHOLE.format('<form action="/support-group/join/"></form>'),
        WHOLE.format('<a download="suicide-plan.html" href="/x/">x</a>'),
        WHOLE.replace("<title>", '<meta name="description" content="LGBT help"><title>').format(""),
    ],
)
def test_planted_page_is_caught(html):
    assert html_faults(html)


def test_planted_header_and_cookie_are_caught():
    answer = HttpResponse("x", content_type="text/plain")
    answer["Content-Disposition"] = 'attachment; filename="coming-out.txt"'
    assert faults(answer)

    answer = HttpResponse("x", content_type="text/plain")
    answer.set_cookie("pride", "1")
    assert faults(answer)


TOKEN = "LgBtTNrTtsMvEcKSfISXjR1pGG0k7nC6"  # one of Django's, as chance once made it


def _with_cookie(name, value):
    answer = HttpResponse("x", content_type="text/plain")
    answer.set_cookie(name, value)
    return faults(answer)


def test_a_random_token_is_no_word_and_anything_else_under_its_name_is(settings):
    from muruna.accounts import sessions

    session = "-gay-" + "x" * 17 + "." + "y" * 43
    assert _with_cookie(settings.CSRF_COOKIE_NAME, TOKEN) == []
    assert _with_cookie(sessions.COOKIE, session) == []
    assert _with_cookie("theme", TOKEN)
    assert _with_cookie(settings.CSRF_COOKIE_NAME, "lgbt")
    assert _with_cookie(settings.CSRF_COOKIE_NAME, f"lgbt-{TOKEN}")
    assert _with_cookie(sessions.COOKIE, f"{session}.lgbt")


@pytest.mark.parametrize("more", [0, 40])  # short as it is, long packed
def test_a_sentence_for_the_next_page_is_read_although_it_is_packed(rf, more):
    def carried(sentence):
        request, answer = rf.get("/"), HttpResponse("x", content_type="text/plain")
        storage = CookieStorage(request)
        for _n in range(more + 1):
            storage.add(20, sentence)
        storage.update(answer)
        return faults(answer)

    assert carried("Saved.") == []
    assert carried("Your queer evening is saved.")


def test_tokens_that_stand_in_addresses_and_on_paper_can_spell_no_word():
    def spelt(letters):
        return [word for words in lexicon().values() for word in words if can_spell(word, letters)]

    assert spelt(HEX) == spelt(CODE_LETTERS) == spelt(LETTERS) == []
    # Planted: the letters that such codes were once made of.
    assert "gays?" in spelt("abcdefghjkmnpqrstuvwxyz23456789")
    assert spelt(f"{LETTERS}Y")


def test_outing_words_in_the_body_are_allowed():
    assert html_faults(WHOLE.format("<p>lesbian, gay, bi, trans, queer</p>")) == []
