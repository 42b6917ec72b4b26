"""The Jinja2 environment of every page: escaping on, translation, dates, and a short list of globals."""

import logging
from collections.abc import Callable, MutableMapping
from functools import lru_cache
from typing import Any

import jinja2
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from markupsafe import Markup

from muruna.access.routes import stays_open
from muruna.ui import fields, formats, zones

POINTING = frozenset({"back", "on", "leave", "send", "list", "write"})


class Template(jinja2.Template):
    """A template whose imported pieces are made once: no page of ours renders with globals of its own."""

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module()


class Environment(jinja2.Environment):
    """Flat globals: the chain that Jinja2 makes instead is walked again for every piece of a page."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def environment(**options: Any) -> jinja2.Environment:
    """Build the environment that Django's Jinja2 backend asks for."""
    options["autoescape"] = True
    options["undefined"] = jinja2.StrictUndefined if settings.STRICT_TEMPLATES else _quiet_undefined()
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    options["extensions"] = ["jinja2.ext.i18n", "jinja2.ext.do"]
    env = Environment(**options)
    env.template_class = Template
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(
        _=said_in_language,
        gettext=said_in_language,
        url=url,
        stays_open=stays_open,
        static=address_of,
        icon=icon,
        site_name=settings.SITE_NAME,
        exit_url=settings.EXIT_URL,
        idle_minutes=settings.IDLE_MINUTES,
        day=formats.day,
        moment=formats.moment,
        clock_time=formats.clock_time,
        reader=formats.Reader,
        iso=formats.iso,
        number=formats.number,
        duration=formats.duration,
        listed=formats.listed,
        zone_name=zones.zone_name,
        input_kind=fields.input_kind,
        input_value=fields.input_value,
        input_choices=fields.input_choices,
        input_groups=fields.input_groups,
        described_by=fields.described_by,
        input_attrs=fields.input_attrs,
        language_name=formats.language_name,
        language_direction=formats.language_direction,
    )
    return env


def said_in_language(text: str, /, **parts: Any) -> Markup:
    """A sentence of ours in the reader's language, its parts escaped: what newstyle gettext does.

    A page says some hundred sentences, most without parts, and Jinja2's own makes three calls for each.
    """
    return _filled(_sentence(text, translation.get_language()), parts)


def said_now() -> Callable[..., Markup]:
    """The same for one page: the language that is active now is asked once, not for each sentence."""
    language = translation.get_language()

    def said(text: str, /, **parts: Any) -> Markup:
        return _filled(_sentence(text, language), parts)

    return said


def _filled(sentence: Markup, parts: dict[str, Any]) -> Markup:
    return sentence % parts if parts or "%" in sentence else sentence


@lru_cache(maxsize=8192)
def _sentence(text: str, _language: str | None) -> Markup:
    return Markup(translation.gettext(text))  # noqa: S704 - our catalogues, never what somebody typed


@lru_cache(maxsize=512)
def address_of(path: str) -> str:
    """The address of a static file."""
    return str(static(path))


@lru_cache(maxsize=128)
def icon(name: str) -> Markup:
    """A sign from ui/icons.svg, beside words that say the same; what points turns around in right-to-left."""
    kind = "icon icon-flip" if name in POINTING else "icon"
    drawing = f"{address_of('ui/icons.svg')}#{name}"
    return Markup('<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>').format(
        kind, drawing
    )


def url(name: str, **parts: Any) -> str:
    """The address of the route called `name`; parts that are None are left out."""
    return _address(name, tuple((part, value) for part, value in parts.items() if value is not None))


@lru_cache(maxsize=4096)
def _address(name: str, parts: tuple[tuple[str, Any], ...]) -> str:
    return str(reverse(name, kwargs=dict(parts) or None))


def _quiet_undefined() -> type[jinja2.Undefined]:
    """An empty place on the page and a line in the log: a reader is never punished for our slip."""
    return jinja2.make_logging_undefined(logging.getLogger("muruna.ui.missing"), jinja2.ChainableUndefined)
