"""Somebody deletes their account or leaves the community in the middle of everything: every page that the
others have stands, says so, and nothing is promised to somebody who is not there."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.urls import reverse

from muruna.accounts.actions import leaving
from muruna.conversations.actions import asides, debriefs, endings, worries
from muruna.conversations.actions.messages import say
from muruna.conversations.models import Conversation, FollowUp, Gap, HandOver, Worry
from muruna.conversations.urls import space_urlpatterns
from muruna.foundation.clock import today
from muruna.foundation.tenancy import in_space
from muruna.foundation.work import Worker
from muruna.safeguarding.models import Case
from muruna.spaces.actions import personas
from tests.conversations.people import Somebody, World, make_world

FACTS = {"happened": "He wants to go away.", "wishes": "", "reveals": []}


def deletes_the_account(one: Somebody) -> None:
    with transaction.atomic():
        leaving.delete_account(actor=one.actor, proven=None, sending=uuid.uuid4())  # type: ignore[arg-type]


def leaves_the_community(one: Somebody) -> None:
    personas.leave_space(actor=one.actor, membership=one.membership)
    Worker().work_off()


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[World]:
    """Words, an aside, a note and a worry; nobody is asked for a passphrase when they go."""
    monkeypatch.setattr(leaving, "insist", lambda actor, proven: None)
    world = make_world(member_age="16-17")
    with in_space(world.space):
        id = world.conversation.pk
        for one in (world.member, world.supporter):
            say(actor=one.actor, conversation_id=id, text="I am here.")
        asides.ask_supervisor(actor=world.supporter.actor, conversation_id=id, text="What do I say?")
        asides.say_aside(actor=world.supervisor.actor, conversation_id=id, text="Listen first.")
        debriefs.write_debrief(actor=world.supporter.actor, conversation_id=id, text="It stays with me.")
        worries.raise_worry(actor=world.supporter.actor, conversation_id=id, facts=FACTS)
        yield world


def _as_it_is(world: World) -> None:
    pass


def _somebody_else_is_asked(world: World) -> None:
    world.propose()


def _somebody_else_is_let_in(world: World) -> None:
    world.agree(shares=True)


def _handed_over(world: World) -> None:
    world.hand_over(shares=True)


def _ended_well(world: World) -> None:
    endings.end_conversation(
        actor=world.member.actor, conversation_id=world.conversation.pk, summary="I can breathe.",
        shares_summary=True, thanks="Thank you.", follow_up_on=today() + dt.timedelta(days=1),
    )  # fmt: skip


def addresses(world: World) -> list[str]:
    """Every page of conversations, with every id that there is of anything of theirs; and pages around."""
    rows = (Conversation, HandOver, FollowUp, Gap, Worry)
    ids = [pk for model in rows for pk in model.objects.values_list("pk", flat=True)]
    code = {"code": world.space.code}
    # Whatever page is added later is asked for, too.
    found = [reverse(name, kwargs=code) for name in ("space", "reports", "cases")]
    found += [reverse("case", kwargs=code | {"id": one}) for one in Case.objects.values_list("pk", flat=True)]
    for pattern in space_urlpatterns:
        wants = pattern.pattern.converters
        some = [{}] if "id" not in wants else [{"id": one} for one in ids]
        if "worry_id" in wants:
            worries_ = list(Worry.objects.values_list("pk", flat=True)) or [uuid.uuid4()]
            some = [one | {"worry_id": worry} for one in some for worry in worries_]
        found += [reverse(pattern.name, kwargs=code | one) for one in some]
    return found


@pytest.mark.parametrize(
    ("before", "gone", "go"),
    [
        (_as_it_is, "member", deletes_the_account),
        (_as_it_is, "member", leaves_the_community),
        (_as_it_is, "supporter", deletes_the_account),
        (_as_it_is, "supporter", leaves_the_community),
        (_as_it_is, "supervisor", deletes_the_account),
        (_somebody_else_is_asked, "member", deletes_the_account),
        (_somebody_else_is_let_in, "second", deletes_the_account),
        (_handed_over, "member", deletes_the_account),
        (_handed_over, "supporter", deletes_the_account),
        (_ended_well, "member", deletes_the_account),
        (_ended_well, "supporter", deletes_the_account),
    ],
)
def test_no_page_breaks_when_somebody_goes(
    full: World, before: Callable[[World], None], gone: str, go: Callable[[Somebody], None]
) -> None:
    before(full)
    go(getattr(full, gone))

    broken, shown = [], 0
    for name in {"member", "supporter", "second", "supervisor", "lead"} - {gone}:
        client = getattr(full, name).browser()
        client.raise_request_exception = False
        for address in addresses(full):
            answer = client.get(address)
            shown += answer.status_code == 200
            if answer.status_code >= 500:
                broken.append(f"{name} {address}: {answer.status_code}")
            if "/talks/" not in address or answer.status_code == 404:
                continue
            answer = client.post(address, {"key": str(uuid.uuid4()), "text": "Hello.", "what": "I worry."})
            if answer.status_code >= 500:
                broken.append(f"{name} sends to {address}: {answer.status_code}")

    assert broken == []
    assert shown > 20


def html(world: World, one: Somebody, rest: str = "") -> str:
    return one.browser().get(world.at(rest)).content.decode()


def test_no_worry_and_no_hand_over_where_nobody_is_left(full: World) -> None:
    deletes_the_account(full.member)

    assert full.at("care/") not in html(full, full.supporter)
    assert full.at("care/") not in html(full, full.supporter, "more/")
    assert full.at("apart/") not in html(full, full.supporter, "more/")
    assert "nobody here can find them" in html(full, full.supporter, "care/")
    assert "nobody else can go on with it" in html(full, full.supporter, "pass-on/")
    for reader in (full.supporter, full.supervisor):  # what was said aside stays theirs
        assert "Listen first." in html(full, reader, "aside/")
        assert "Somebody who has left" in html(full, reader, "aside/")


def test_words_of_a_worry_that_comes_too_late_are_not_lost(full: World) -> None:
    deletes_the_account(full.member)

    typed = {"key": str(uuid.uuid4()), "what": "He wrote to me that he goes."}
    answer = full.supporter.browser().post(full.at("care/"), typed)

    assert answer.status_code == 422
    assert "He wrote to me that he goes." in answer.content.decode()
    assert "deleted their account" in answer.content.decode()
    assert not Case.objects.filter(state=Case.OPEN).exists()


def test_a_worry_about_somebody_who_has_left_promises_nothing_to_them(full: World) -> None:
    leaves_the_community(full.member)
    client = full.supporter.browser()

    page = client.get(full.at("care/")).content.decode()
    typed = {"key": str(uuid.uuid4()), "what": "He wrote to me that he goes."}
    answer = client.post(full.at("care/"), typed, follow=True)

    assert "is told at once" not in page
    assert "has left this community" in page
    assert "is not told" in answer.content.decode()
    case = Case.objects.exclude(opened_on__lt=today()).latest("pk")
    shown = full.lead.browser().get(reverse("case", kwargs={"code": full.space.code, "id": case.pk}))
    assert "Somebody who has left" in shown.content.decode()
