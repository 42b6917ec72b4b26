from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language

from muruna.language import choice, views
from muruna.language.middleware import LanguageMiddleware


def ask(request):
    return LanguageMiddleware(lambda request: HttpResponse(f"{request.language} {get_language()}"))(request)


def signed_in(language):
    return SimpleNamespace(is_signed_in=True, person=SimpleNamespace(language=language))


def test_page_comes_in_the_browsers_language_and_says_so():
    answer = ask(RequestFactory().get("/", headers={"accept-language": "ar-EG, en;q=0.5"}))

    assert answer.content == b"ar ar"
    assert answer["Content-Language"] == "ar"
    assert {"Accept-Language", "Cookie"} <= {part.strip() for part in answer["Vary"].split(",")}


def test_person_decides_before_the_browser():
    request = RequestFactory().get("/", headers={"accept-language": "en"})
    request.actor = signed_in("ar")

    assert ask(request).content == b"ar ar"


def test_language_that_is_not_whole_is_not_shown():
    assert ask(RequestFactory().get("/", headers={"accept-language": "de"})).content == b"en en"


def test_active_language_does_not_leak_into_the_next_request():
    before = get_language()

    ask(RequestFactory().get("/", headers={"accept-language": "ar"}))

    assert get_language() == before


def test_invented_language_is_served_only_where_tests_ask_for_it(settings):
    request = RequestFactory().get("/", headers={"cookie": "l=ar-xb"})
    assert ask(request).content == b"ar ar"

    settings.PSEUDO_LANGUAGES = True

    assert ask(request).content.startswith(b"ar-xb")


def test_switch_keeps_place_and_language_of_a_visitor():
    answer = views.choose(RequestFactory().post("/language/", {"language": "ar", "next": "/numbers/"}))

    assert (answer.status_code, answer["Location"]) == (303, "/numbers/")
    cookie = answer.cookies["l"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("ar", True, "Lax")


@pytest.mark.parametrize("wish", ["de", "", "<script>", "x" * 5000])
def test_switch_ignores_a_language_that_is_not_offered(wish):
    answer = views.choose(RequestFactory().post("/language/", {"language": wish}))

    assert answer.status_code == 303
    assert "l" not in answer.cookies


def test_switch_needs_a_post():
    assert views.choose(RequestFactory().get("/language/")).status_code == 405


def test_switch_stores_with_the_person_and_leaves_no_cookie(monkeypatch):
    stored = []
    monkeypatch.setattr(
        choice, "_keepers", [lambda actor, code: stored.append((actor.person.language, code))]
    )
    request = RequestFactory().post("/language/", {"language": "ar", "next": "/"})
    request.actor = signed_in("en")
    request._dont_enforce_csrf_checks = True  # as the mark of the person's own page

    answer = views.choose(request)

    assert stored == [("en", "ar")]
    assert answer.cookies["l"].value == ""


@pytest.mark.django_db
@pytest.mark.parametrize("body", [{"text": "و" * 2**21}, {f"f{number}": "x" for number in range(600)}])
def test_form_that_is_too_big_is_refused_in_its_readers_language(client, body):
    answer = client.post("/come-in/", body, headers={"accept-language": "ar"})

    html = answer.content.decode()
    assert answer.status_code == 400
    assert 'lang="ar" dir="rtl"' in html
    assert "لم يُرسَل شيء" in html


def test_switch_needs_the_mark_of_a_person_but_not_of_a_visitor(monkeypatch):
    stored = []
    monkeypatch.setattr(choice, "_keepers", [lambda actor, code: stored.append(code)])
    careful = RequestFactory()
    requests = [careful.post("/language/", {"language": "ar", "next": "/"}) for _ in range(2)]
    requests[1].actor = signed_in("en")
    requests[1].actor.mark, requests[1].actor.keys = "", None
    monkeypatch.setattr(
        "django.middleware.csrf._get_failure_view", lambda: lambda _request, reason: HttpResponse(status=403)
    )

    visitor, person = map(views.choose, requests)

    assert (visitor.status_code, visitor.cookies["l"].value) == (303, "ar")
    assert (person.status_code, stored) == (403, [])


def test_another_site_cannot_switch_for_a_visitor():
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = views.choose(RequestFactory().post("/language/", {"language": "ar"}, headers=headers))

    assert "l" not in answer.cookies


@pytest.mark.django_db
def test_a_page_that_only_reads_sets_no_cookie(client):
    client.get("/")

    assert [name for name, one in client.cookies.items() if one.value] == []
