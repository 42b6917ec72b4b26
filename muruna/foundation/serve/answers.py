"""Answers that the server gives itself, before or without Django."""

from django.conf import settings
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from muruna.foundation.serve.headers import native_headers
from muruna.foundation.serve.types import Headers, Scope, Send, header


def language_of(scope: Scope, wish: str = "") -> str:
    """The language to answer in: `wish`, the cookie's choice, the browser's, or else the site's own."""
    wanted = [wish] if wish else []
    for part in header(scope, b"cookie").split(";"):
        name, _sep, value = part.strip().partition("=")
        if name == settings.LANGUAGE_COOKIE_NAME:
            wanted.append(value)
    wanted += [code for code, _q in parse_accept_lang_header(header(scope, b"accept-language").lower())]
    for code in wanted:
        try:
            return str(get_supported_language_variant(code))
        except LookupError:
            continue
    return str(settings.LANGUAGE_CODE)


async def answer(send: Send, status: int, headers: Headers, body: bytes = b"") -> None:
    """Send one whole answer."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def say(
    scope: Scope, send: Send, status: int, *, kind: str = "", extra: Headers | None = None, wish: str = ""
) -> None:
    """Send a short page in the reader's language for a refusal (400, 408, 413, 500, 503).

    `kind` "away" says that nothing but the numbers page is there at the moment; `wish` is the language that
    somebody signed in has chosen, where that could be asked.
    """
    language = language_of(scope, wish)
    with translation.override(language):
        sentence = _sentence(kind or status)
        # Not inside the page below: texts in an f-string are not found by what collects them.
        heading, numbers, leave = _("That did not go through"), _("Numbers to call"), _("Leave now")
        direction = "rtl" if translation.get_language_bidi() else "ltr"
        page = (
            f'<!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>{escape(settings.SITE_NAME)}</title>'
            f'<form method="post" action="/exit/"><button>{escape(leave)}</button></form>'
            f"<main><h1>{escape(heading)}</h1><p>{escape(sentence)}</p>"
            f'<p><a href="/numbers/">{escape(numbers)}</a></p></main></html>'
        )
    body = page.encode()
    headers = native_headers("text/html; charset=utf-8", len(body))
    await answer(send, status, headers + (extra or []) + [(b"connection", b"close")], body)


def _sentence(about: int | str) -> str:
    sentences: dict[int | str, str] = {
        "away": _("This site is resting for a moment. Nothing is lost. Please try again in a few minutes."),
        413: _(
            "That is too long to send at once, and nothing was sent. Use Back, and copy your words if they "
            "are there; then send them in parts."
        ),
        408: _("The line was too slow and the page did not arrive whole. Go back and send it again."),
        503: _("Too many people are here at this moment. Wait a few seconds and load the page again."),
        400: _("The browser sent something that could not be read. Go back and try again."),
    }
    return str(sentences.get(about, _("Something broke on our side. Go back and try again in a moment.")))
