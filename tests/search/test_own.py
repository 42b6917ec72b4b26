"""A person's own words: found by that person alone, opened in the request, and in no index."""

import uuid

import pytest

from muruna.accounts.actions.keeping import keep_item
from muruna.conversations.actions.messages import say
from muruna.foundation.findable import findables
from muruna.search.index.sweeping import sweep
from muruna.search.logic.marking import asked_forms
from muruna.search.logic.own_words import holds_all
from muruna.search.models import SearchDocument
from muruna.search.own import find_own
from tests.conversations.conftest import world  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "trumpetcanary"


@pytest.fixture
def talked(world):  # noqa: F811
    """Noor has written to Sam, and has kept something."""
    say(actor=world.member.actor, conversation_id=world.conversation.pk, text=f"I heard a {CANARY} today.")
    keep_item(
        actor=world.member.actor,
        data={"title": "A line", "text": f"The {CANARY} was kind. مشينا إلى المدرسة"},
    )
    return world


def titles(who, words):
    return [hit.title for hit in find_own(who.actor, words)]


def test_words_are_found_by_those_who_wrote_them_and_nobody_else(talked):
    assert titles(talked.member, f"{CANARY}s") == ["A line", "You wrote"]
    assert titles(talked.member, f"{CANARY} kindly") == ["A line"]
    assert titles(talked.member, "مدارس") == ["A line"]
    assert titles(talked.supporter, CANARY) == ["Written to you"]
    for other in (talked.supervisor, talked.lead, talked.second, talked.stranger):
        assert titles(other, CANARY) == []


def test_hit_is_marked_and_leads_to_where_it_stands(talked):
    _kept, hit = find_own(talked.member.actor, CANARY)

    assert [one.text for one in hit.pieces if one.is_marked] == [CANARY]
    assert hit.address == talked.at()
    assert talked.member.browser().get(hit.address).status_code == 200


def test_page_shows_them_only_when_asked_for_them(talked):
    def ask(who, **more):
        typed = {"key": str(uuid.uuid4()), "words": CANARY} | more
        return who.browser().post(f"/s/{talked.space.code}/find/", typed, follow=True).content.decode()

    assert f"<mark>{CANARY}</mark>" in ask(talked.member, where="own")
    assert f"<mark>{CANARY}</mark>" not in ask(talked.member)
    assert f"<mark>{CANARY}</mark>" not in ask(talked.stranger, where="own")
    assert "Nothing of yours has these words" in ask(talked.stranger, where="own")


def test_nothing_private_gets_into_the_index(talked, settings):
    settings.SEARCH_MEANING = False
    for kind in findables():
        sweep(kind)

    assert SearchDocument.objects.exists()
    kinds = set(SearchDocument.objects.values_list("kind", flat=True))
    assert not any(kind in {"kept", "talk", "conversation", "thread"} for kind in kinds)
    from muruna.search.index.asking import find_texts, read_question
    from muruna.search.index.words import Where

    assert find_texts(read_question(CANARY, "en"), Where(talked.space.pk)) == []


def test_all_words_of_the_question_are_needed():
    def asks(question, text):
        return holds_all(text, ("en",), asked_forms(question, ("en",)))

    assert asks("walk home", "We walked, then went home.")
    assert not asks("walk home", "We walked.")
    assert not asks("", "We walked.")


def test_every_kind_of_own_words_is_found_by_its_writer_alone(world):  # noqa: F811
    """Whatever a person wrote in some package, that package tells it."""
    from muruna.conversations.actions.drafts import keep_draft
    from muruna.strategies.actions import ideas, planning, trying
    from muruna.strategies.library import library
    from muruna.strategies.logic.who_knows import Entry
    from tests.stories.telling import share, write
    from tests.strategies.test_ideas import WORDS

    who, way = world.member, next(iter(library().values()))
    keep_draft(actor=who.actor, conversation_id=world.conversation.pk, text=f"Unsent {CANARY}")
    write(who, CANARY, title="The second chair")
    share(who, write(who, "nothing here", title=f"A shared {CANARY}"))
    planning.save_person(actor=who.actor, entry=Entry("", "F", plan=f"Say {CANARY}"))
    planning.save_places(actor=who.actor, places="", if_bad=f"Go to {CANARY}")
    trying.tell_how_it_went(actor=who.actor, strategy=way.id, outcome="helped", situations=(), words=CANARY)
    ideas.save_idea(
        actor=who.actor, words=WORDS | {"example": CANARY}, language="en", shows_name=False, sends=False
    )

    hits = find_own(who.actor, CANARY)

    assert sorted(hit.title for hit in hits) == sorted(
        ["Not sent yet", "The second chair", f"A shared {CANARY}", "F", "If it goes badly", "Tea first",
         way.text("en").title]
    )  # fmt: skip
    for hit in hits:
        assert who.browser().get(hit.address).status_code == 200
    for other in (world.supporter, world.supervisor, world.lead, world.second, world.stranger):
        assert titles(other, CANARY) == []


def test_note_for_others_stands_apart_from_the_words_and_is_found(world):  # noqa: F811
    from tests.stories.telling import write

    write(world.member, f"The {CANARY} sang.", title="Birds", notes=["loss"], note_words="A cage falls")
    typed = {"key": str(uuid.uuid4()), "words": "cage", "where": "own"}

    (hit,) = find_own(world.member.actor, "cage")
    html = world.member.browser().post(f"/s/{world.space.code}/find/", typed, follow=True).content.decode()

    assert "".join(one.text for one in hit.pieces) == f"The {CANARY} sang."
    assert hit.notes == ("Death and grief", "A cage falls")
    assert "To know first:" in html
    assert "A cage falls" in html


def test_no_kind_of_own_words_crowds_out_the_others(world):  # noqa: F811
    from tests.stories.telling import write

    for number in range(25):
        keep_item(actor=world.member.actor, data={"title": f"Line {number}", "text": CANARY})
    write(world.member, CANARY, title="The second chair")

    assert "The second chair" in titles(world.member, CANARY)
