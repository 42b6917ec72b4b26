"""What somebody begins a circle with stands in no address: a history would tell it."""

from muruna.circles.starting_points import templates
from tests.circles.people import World


def test_no_address_names_what_a_circle_is_for(world: World) -> None:
    client = world.holder.browser()
    every = templates("en").values()

    page = client.get(world.at("new/")).content.decode()

    offered = [one for one in every if one.code in page]
    assert offered
    for one in every:
        assert f"new/{one.id}" not in page
        assert client.get(world.at(f"new/{one.id}/")).status_code == 404
    for one in offered:
        assert client.get(world.at(f"new/{one.code}/")).status_code == 200
