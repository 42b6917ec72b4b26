"""Every form that anybody finds on any page, by the route that takes it, filled in as somebody would."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from muruna.foundation import limits
from muruna.foundation.clock import today
from tests.access.golden import golden
from tests.access.site_map import routes
from tests.access.walking import steps
from tests.access.world import World
from tests.access.writes import Changes, watched
from tests.faults.wire import FoundForm, Value, read_page

PASSPHRASE = "amber kettle orchid violin thunder"
PLAIN = {
    "password": PASSPHRASE, "text": "Some words", "textarea": "Some words", "number": "3",
    "email": "kite@example.org", "time": "10:00",
}  # fmt: skip
# Who finds a form that nobody else finds, or finds it otherwise.
WRITERS = (
    "signed_out", "newcomer", "minor", "member", "friend", "supporter", "second", "supervisor",
    "coordinator", "steward", "lead", "named", "asked",
)  # fmt: skip


Sent = dict[str, Value | list[Value]]
Look = tuple[str, str, set[str]]  # route, who, the tables that were other than before


@dataclass
class Found:
    """A form as one person found it."""

    route: str
    kind: str
    client: Client
    form: FoundForm

    def __str__(self) -> str:
        return f"{self.route} as {self.kind}"


@contextmanager
def undone(client: Client) -> Iterator[Changes]:
    """Whatever is sent inside is watched, and undone after: rows, cookies, counters of tries."""
    with unwatched(client), watched() as changes:
        yield changes


@contextmanager
def unwatched(client: Client) -> Iterator[None]:
    """The same where nobody asks what was written."""
    before = client.cookies
    client.cookies = SimpleCookie({name: morsel.value for name, morsel in before.items()})
    limits.limiter._tries.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = before


def found_forms(world: World, looks: list[Look]) -> dict[str, list[Found]]:
    """Open every page as everybody who writes; `looks` takes what each look changed."""
    forms: dict[str, list[Found]] = defaultdict(list)
    known = golden(world)
    for kind in WRITERS:
        someone, client = world.people[kind], world.people[kind].client()
        for route in routes():
            opens = {which for (name, method, which), who in known.items()
                     if (name, method) == (route.name, "GET") and who.get(kind, 0) < 400}  # fmt: skip
            for step in steps(route, someone, world, "A") if opens else ():
                if step.which in opens:
                    with undone(client) as changes:
                        answer = client.get(step.address)
                        looks.append((route.name, kind, changes.tables))
                    if answer.status_code == 200 and not answer.streaming:
                        _collect(forms, kind, client, step.address, answer.content.decode(errors="replace"))
    return forms


def _collect(forms: dict[str, list[Found]], kind: str, client: Client, here: str, html: str) -> None:
    for form in read_page(html, here)[0]:
        form.action = urlsplit(urljoin(here, form.action)).path
        if form.method != "post":
            continue
        try:
            name = resolve(form.action).url_name or ""
        except Resolver404:
            name = f"nowhere: {form.action}"
        known = forms[name]
        fields = {field.name for field in form.fields}
        if all((one.kind, fields) != (kind, {f.name for f in one.form.fields}) for one in known):
            known.append(Found(name, kind, client, form))


def as_somebody_would(form: FoundForm) -> Sent:
    """A value for each field: what stands there, the first choice, words that this kind of field takes."""
    plain = PLAIN | {"date": str(today() + dt.timedelta(days=9))}
    sent: Sent = {}
    for one in form.fields:
        if one.kind in {"radio", "select", "checkbox"}:
            sent[one.name] = next((choice for choice in one.choices if choice), "")
        else:
            sent[one.name] = one.value.strip() or plain.get(one.kind, "")
    return sent
