"""The cookie of the way in: it goes with whoever leaves, and carries for half an hour."""

import datetime as dt

from muruna.foundation.clock import now, stopped_at
from tests.spaces.conftest import Someone, make_person


def test_what_was_answered_on_the_way_in_goes_with_whoever_leaves(people, space):
    for way in ("/out/", "/exit/"):
        client = Someone(*make_person()).client
        client.get(f"/join/{space.code}/")
        carried = client.cookies["j"]
        assert (carried["max-age"], carried["path"]) == ("", "/")

        client.cookies["k"] = "1"  # a copy stays here: nothing else wipes the browser
        client.post(way)

        assert client.cookies["j"].value == ""


def test_the_way_in_is_carried_for_half_an_hour(people, space):
    client = Someone(*make_person()).client
    client.get(f"/join/{space.code}/")

    with stopped_at(now() + dt.timedelta(minutes=20)):
        assert client.get("/join/age/").status_code == 200
    with stopped_at(now() + dt.timedelta(minutes=31)):
        assert client.get("/join/age/").status_code == 303
