"""The pages of asking and answering: whole journeys, no secrets, no growth of queries, nothing typed lost."""

import html as html_of
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from muruna.matching.actions.proposals import choose_proposal
from muruna.matching.actions.requests import write_request
from muruna.matching.models import Proposal, Request, SupportOffer
from muruna.matching.vocabulary import vocabulary
from tests.matching.conftest import WORDS, World, ask, hidden, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def key() -> str:
    return str(uuid.uuid4())


def named(field: str) -> str:
    """What the field of an experience is called on the page: "see_grief" has a number for a name."""
    kind, _sign, id = field.partition("_")
    return f"{kind}_{vocabulary().experiences[id].number}"


def asking(**changes: Any) -> dict[str, Any]:
    return {"key": key(), "words": WORDS, "when": "now", "language_0": "en", "shows_words": "on"} | changes


def test_a_member_asks_chooses_and_the_supporter_sees_only_what_was_shared(world: World) -> None:
    rana = world.supporter("Rana", offer={"lived": shown("family-watched"), "about": "I work in a library."})
    amal = world.add("Amal", age="16-17")
    client = amal.client
    asked = client.get(world.path("ask/"))
    assert asked.status_code == 200
    assert "also sees that you are under 18" in asked.content.decode()

    sent = client.post(
        world.path("ask/"),
        asking(
            **{
                named("wish_grief"): "a_lot",
                named("wish_family-watched"): "matters",
                named("see_grief"): "on",
            }
        ),
    )
    assert (sent.status_code, sent["Location"]) == (303, world.path("ask/mine/"))
    page = client.get(world.path("ask/mine/")).content.decode()
    assert "Rana" in page
    assert "I work in a library." in page
    assert "Watched or controlled at home" in page
    proposal = Proposal.objects.get()
    assert client.post(world.path(f"ask/mine/{proposal.pk}/choose/"), {"key": key()}).status_code == 303
    assert "Your question is with one person now." in client.get(world.path("ask/mine/")).content.decode()

    board = rana.client.get(world.path("answering/")).content.decode()
    question = rana.client.get(world.path(f"answering/{proposal.pk}/")).content.decode()

    assert "Amal" in board
    assert WORDS in question
    assert "Under 18" in board
    assert "Under 18" in question
    assert "Grief" in question
    # It mattered and was not shared: the supporter lived it, and still is not told.
    assert "Watched or controlled at home" not in question


def test_words_that_were_not_shared_are_on_no_page_of_the_supporter(world: World) -> None:
    rana, amal = world.supporter("Rana"), world.add("Amal")
    amal.client.post(world.path("ask/"), {**asking(), "shows_words": ""})
    proposal = choose_proposal(actor=amal.actor, proposal_id=Proposal.objects.get().pk)

    pages = [
        rana.client.get(world.path(p)).content.decode()
        for p in ("answering/", f"answering/{proposal.pk}/", "")
    ]

    assert all(WORDS not in page for page in pages)
    assert all("Under 18" not in page for page in pages)  # Amal is an adult
    assert "They would rather say it themselves" in pages[1]


def test_nobody_is_never_silence(world: World) -> None:
    world.supporter("Rana", offer={"hours": []})
    amal = world.add("Amal")
    write_request(actor=amal.actor, ask=ask())

    page = amal.client.get(world.path("ask/mine/")).content.decode()

    assert "Nobody can be found just now. Your words are kept." in page
    assert "not here at this hour" in page
    assert "/numbers/" in page
    assert "A house outside" in page
    assert "we cannot say yet" in page or "We do not know when" in page
    assert "Rana" not in page


def test_a_hidden_experience_is_on_no_page_and_in_no_row(world: World) -> None:
    secret = vocabulary().experiences["home-harm"].label("en")
    world.supporter("Rana", offer={"lived": [*hidden("home-harm"), *shown("grief")]})
    amal, nadia = world.add("Amal"), world.add("Nadia", roles=("coordinator",), age="25+")
    written = write_request(actor=amal.actor, ask=ask(prefer=("home-harm",)))

    pages = [
        amal.client.get(world.path("ask/mine/")).content.decode(),
        nadia.client.get(world.path("waiting/")).content.decode(),
    ]
    pages.append(nadia.client.get(world.path(f"waiting/{written.pk}/")).content.decode())

    own = f"{secret}</dd>"  # what the member said themselves may stand there, once
    assert pages[0].count(secret) == 1
    assert own in pages[0]
    assert all(secret not in page for page in pages[1:])
    assert "home-harm" not in "".join(pages)
    assert "home-harm" not in str(list(Proposal.objects.values()))


def test_the_coordinator_sees_load_and_never_words(world: World) -> None:
    world.supporter("Rana")
    amal, nadia = world.add("Amal"), world.add("Nadia", roles=("coordinator",), age="25+")
    written = write_request(actor=amal.actor, ask=ask(wishes={"grief": "a_lot"}))

    board = nadia.client.get(world.path("waiting/")).content.decode()
    by_hand = nadia.client.get(world.path(f"waiting/{written.pk}/")).content.decode()

    assert "Amal" in board
    assert "Rana" in board
    assert "العربية" in board  # nobody speaks it
    assert all(text not in board + by_hand for text in (WORDS, "Grief"))
    assert amal.client.get(world.path("waiting/")).status_code == 404


def test_a_coordinator_proposes_within_the_rules_and_the_member_chooses(world: World) -> None:
    world.supporter("Adults only", tracks=["adults"])
    rana = world.supporter("Rana")
    amal, nadia = world.add("Amal", age="13-15"), world.add("Nadia", roles=("coordinator",), age="25+")
    written = write_request(actor=amal.actor, ask=ask())
    Proposal.objects.all().delete()
    path = world.path(f"waiting/{written.pk}/")
    assert "Adults only" not in nadia.client.get(path).content.decode()

    refused = nadia.client.post(path, {"key": key(), "supporter": str(world["Adults only"].membership.pk)})
    done = nadia.client.post(path, {"key": key(), "supporter": str(rana.membership.pk)})

    assert (refused.status_code, done.status_code) == (422, 303)
    assert [(one.supporter_id, one.state) for one in Proposal.objects.all()] == [
        (rana.membership.pk, "shown")
    ]


def test_an_offer_is_written_and_read_back(world: World) -> None:
    rana = world.add("Rana", roles=("supporter",), age="25+")
    data = {
        "key": key(),
        "languages": ["ar", "en"],
        "about": "Slowly.",
        "time_zone": "Asia/Beirut",
        "most_open": "2",
        named("use_grief"): "on",
        named("see_grief"): "on",
        named("use_home-harm"): "on",
        "circumstances": ["working"],
        "not_now": ["talk-faith"],
        "from_0_0": "16:00",
        "to_0_0": "20:00",
        "is_from_here": "on",
    }

    assert rana.client.post(world.path("offer/"), data).status_code == 303

    row = SupportOffer.objects.get()
    assert row.lived == [*shown("grief"), *hidden("home-harm")] or row.lived == [
        *hidden("home-harm"),
        *shown("grief"),
    ]
    assert (row.hours, row.most_open, row.is_from_here) == ([[0, "16:00", "20:00"]], 2, True)
    page = rana.client.get(world.path("offer/")).content.decode()
    assert re.search(f'id="{named("see_grief")}" name="{named("see_grief")}" value="on" checked', page)
    assert not re.search(f'name="{named("see_home-harm")}" value="on" checked', page)


def test_bad_offers_are_told_in_words_and_nothing_is_lost(world: World) -> None:
    rana = world.add("Rana", roles=("supporter",), age="25+")
    data = {
        "key": key(),
        "about": "Slowly.",
        "time_zone": "Moon/Base",
        "most_open": "9",
        named("see_grief"): "on",
        "from_0_0": "16:00",
    }

    answer = rana.client.post(world.path("offer/"), data)

    page = html_of.unescape(answer.content.decode())
    assert answer.status_code == 422
    for sentence in ("Slowly.", "Tick both, or neither", "both times, or neither", "not one of the choices"):
        assert sentence in page
    assert not SupportOffer.objects.exists()


def test_being_here_and_pausing(world: World) -> None:
    rana = world.supporter("Rana", offer={"hours": []})
    client = rana.client

    client.post(world.path("answering/here/"), {"key": key(), "minutes": "60"})
    assert "You are here until" in client.get(world.path("answering/")).content.decode()
    client.post(world.path("answering/away/"), {"key": key()})
    client.post(world.path("answering/pause/"), {"key": key(), "days": "7"})
    assert "You are taking a pause until" in client.get(world.path("answering/")).content.decode()
    refused = client.post(world.path("answering/here/"), {"key": key(), "minutes": "60"})

    assert refused.status_code == 422
    client.post(world.path("answering/resume/"), {"key": key()})
    assert "I am here now" in client.get(world.path("answering/")).content.decode()


MEMBER_PAGES = ["ask/", "ask/mine/", "ask/mine/change/", "ask/mine/withdraw/"]
OTHERS_PAGES = ["offer/", "answering/", "waiting/"]


@pytest.mark.parametrize("path", OTHERS_PAGES)
def test_pages_of_a_role_are_not_there_for_others(world: World, path: str) -> None:
    amal = world.add("Amal")

    assert amal.client.get(world.path(path)).status_code == 404
    assert amal.client.post(world.path(path), {"key": key()}).status_code in (404, 405)


def test_ids_of_others_are_not_there(world: World) -> None:
    rana, ben = world.supporter("Rana"), world.supporter("Ben")
    amal, lou = world.add("Amal"), world.add("Lou")
    write_request(actor=amal.actor, ask=ask())
    write_request(actor=lou.actor, ask=ask())
    amals = Proposal.objects.get(request__membership=amal.membership, supporter=rana.membership)
    choose_proposal(actor=amal.actor, proposal_id=amals.pk)
    tries = [
        (lou, f"ask/mine/{amals.pk}/choose/"),
        (lou, f"ask/mine/{amals.pk}/release/"),
        (ben, f"answering/{amals.pk}/"),
        (ben, f"answering/{amals.pk}/decline/"),
        (amal, f"answering/{amals.pk}/"),
        (rana, f"waiting/{amals.request_id}/"),
        (rana, f"answering/{uuid.uuid4()}/"),
    ]

    answers = [
        (
            one.client.get(world.path(p)).status_code,
            one.client.post(world.path(p), {"key": key()}).status_code,
        )
        for one, p in tries
    ]

    assert set(answers) == {(404, 404)}


@pytest.mark.parametrize("page", ["ask/mine/", "answering/", "waiting/", ""])
def test_queries_do_not_grow_with_the_list(
    world: World, query_count: Callable[[Callable[[], Any]], int], page: str
) -> None:
    nadia = world.add("Nadia", roles=("coordinator",), age="25+")
    rana = world.supporter("Rana", offer={"most_open": 3})

    def more(name: str) -> Any:
        world.supporter(f"Helper of {name}")
        member = world.add(name)
        written = write_request(actor=member.actor, ask=ask())
        choose = Proposal.objects.filter(request=written, supporter=rana.membership).first()
        if name != "Amal" and choose:
            choose_proposal(actor=member.actor, proposal_id=choose.pk)
        return member

    reader = {"ask/mine/": more("Amal"), "answering/": rana, "waiting/": nadia, "": rana}[page]
    more("B")
    client = reader.client
    client.get(world.path(page))
    one = query_count(lambda: client.get(world.path(page)))
    more("C")
    more("D")
    client.get(world.path(page))

    assert query_count(lambda: client.get(world.path(page))) <= one


NASTY = [
    "",
    "x" * 100_000,
    "\x00\x01\u202e",
    "🙂" * 50,
    "'; --",
    "-1",
    "999999999999999999999",
    "أهلًا\nhi",
    "\ud800",
]


@pytest.mark.parametrize(
    "path",
    [
        "ask/",
        "ask/mine/change/",
        "ask/mine/withdraw/",
        "ask/mine/else/",
        "ask/mine/first/",
        "offer/",
        "answering/here/",
        "answering/away/",
        "answering/pause/",
        "answering/resume/",
    ],
)
def test_nasty_input_is_never_an_error_of_ours(world: World, path: str) -> None:
    rana = world.supporter("Rana", age="18-24")
    write_request(actor=rana.actor, ask=ask())
    client = rana.client
    names = [
        "words",
        "when",
        "language_0",
        "language_1",
        "topics",
        "wants",
        named("wish_grief"),
        named("peer_told-late"),
        "not_people",
        "takes",
        "languages",
        "about",
        "time_zone",
        "most_open",
        "from_0_0",
        "to_0_0",
        "minutes",
        "days",
        "lived",
    ]

    for nasty in NASTY:
        text = nasty.encode("utf-8", "replace").decode()
        for sent_key in (key(), nasty.encode("utf-8", "replace").decode()):
            answer = client.post(world.path(path), {"key": sent_key, **dict.fromkeys(names, text)})
            assert answer.status_code in (303, 404, 422), (path, nasty[:10])
    assert Request.objects.filter(state="waiting").count() <= 1


def test_what_was_typed_survives_a_mistake(world: World) -> None:
    amal = world.add("Amal")

    answer = amal.client.post(
        world.path("ask/"),
        asking(
            language_0="xx",
            topics=["talk-loss"],
            **{named("wish_grief"): "a_lot", named("peer_told-late"): "not"},
        ),
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert WORDS in page
    assert re.search(rf'id="{named("wish_grief")}"[^>]*>.*?value="a_lot" selected', page, re.S)
    assert re.search(r'value="talk-loss" checked', page)
    assert re.search(rf'id="{named("peer_told-late")}"[^>]*>.*?value="not" selected', page, re.S)


def test_the_same_form_sent_twice_asks_once(world: World) -> None:
    amal, data = world.add("Amal"), asking()

    answers = [amal.client.post(world.path("ask/"), data) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert Request.objects.count() == 1


def test_every_page_in_arabic_turns_round(world: World) -> None:
    rana = world.supporter("Rana", age="18-24")
    write_request(actor=rana.actor, ask=ask())
    client = rana.client
    client.cookies["language"] = "ar"

    for path in [*MEMBER_PAGES[1:], "offer/", "answering/"]:
        page = client.get(world.path(path), headers={"accept-language": "ar"}).content.decode()
        assert "<h1" in page
        assert "home-harm" not in re.sub(r'(id|name|for|href|aria-[a-z]+)="[^"]*"', "", page)
