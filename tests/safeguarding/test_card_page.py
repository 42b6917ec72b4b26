"""The card on its page: words only, kept with its version, readable before joining."""

import re
import uuid

import pytest

from muruna.foundation.tenancy import in_space
from muruna.safeguarding.models import CardSeen, CardVersion
from muruna.spaces.models import Space
from tests.safeguarding.conftest import join, make_space

ID = re.compile(r"\b(?:case|happens|told|when|never)\.[a-z_]+\b")


@pytest.mark.parametrize("profile", ["school", "clinic", "organisation", "online"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_card_is_words_alone_in_the_readers_language(db, profile, language):
    space = make_space(profile)
    for band in space.effective().age_bands:
        reader = join(space, "Mem", band=band)

        shown = reader.get("if-i-say/", language)

        assert shown.status_code == 200
        text = shown.content.decode()
        assert not ID.search(text)
        assert len(re.findall(r'class="say say-(?:between|ask|lead|office)"', text)) in (9, 10)
        with in_space(space):
            kept = CardVersion.objects.get(language=language, age_band=band)
        assert kept.text["title"] in text
        assert kept.version in text


def test_an_id_would_be_noticed():
    assert ID.search("<p>told.lead</p>")


def test_a_wording_is_kept_once_and_stays_readable(people, space):
    member = people["member"]
    member.get("if-i-say/")
    member.get("if-i-say/")
    with in_space(space):
        first = CardVersion.objects.get()
        assert CardSeen.objects.count() == 1
        first.text["intro"] = "An older promise."
        first.version = "0ldw0rd1ng"
        first.save()

    now = member.get("if-i-say/").content.decode()
    then = member.get("if-i-say/0ldw0rd1ng/").content.decode()

    assert "0ldw0rd1ng" in now
    assert "An older promise." in then
    assert people["steward"].get("if-i-say/0ldw0rd1ng/").status_code == 404


def test_the_young_read_who_sees_their_age_and_an_older_wording_stays_as_it_was(people, space):
    member = people["member"]

    now = member.get("if-i-say/").content.decode()
    with in_space(space):
        older = CardVersion.objects.get()
        del older.text["age"]  # a wording that was kept before the card told it
        older.version = "0ldw0rd1ng"
        older.save()
    then = member.get("if-i-say/0ldw0rd1ng/")

    assert "see that you are under 18" in now
    assert then.status_code == 200
    assert "under 18" not in then.content.decode()
    assert "see that you are under 18" not in people["supporter"].get("if-i-say/").content.decode()


def test_nobody_learns_from_a_card_which_addresses_are_communities(space, client):
    signed_in = join(space, "Mem")

    for address in (space.code, "nosuchplace"):
        for band in ("16-17", "40"):
            place = f"/if-i-say/{address}/{band}/"
            assert client.get(place).status_code == signed_in.client.get(place).status_code == 404


def test_the_card_is_read_on_the_way_in_and_names_no_community(db):
    space = make_space("online")
    other = Space.objects.create(name="Elsewhere", profile="online", languages=["en"])
    newcomer = join(other, "Newcomer", band="18-24").client
    newcomer.get(f"/join/{space.code}/")
    newcomer.post("/join/age/", {"key": str(uuid.uuid4()), "age_band": "18-24"})

    shown = newcomer.get("/join/card/", headers={"accept-language": "ar"})
    assert '<p class="back"><a href="/join/you/">' in shown.content.decode()

    assert shown.status_code == 200
    assert 'class="if-i-say"' in shown.content.decode()
    assert "Canary-Place" not in shown.content.decode()
