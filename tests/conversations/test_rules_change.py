"""A steward who looks at other rules reads what they would do to talks that go on now."""

from muruna.conversations.going_on import resting_under
from muruna.conversations.models import Conversation, Participant
from muruna.spaces.models import Right
from muruna.spaces.profiles import load_profile
from tests.conversations.people import World, somebody


def page_of(world: World, profile: str) -> str:
    steward = somebody(world.space, "Stella", Right.STEWARD)
    return steward.browser().get(f"/s/{world.space.code}/rules/?profile={profile}").content.decode()


def test_it_says_that_talks_of_minors_would_rest_and_counts_few_of_them_not_aloud(minor_world: World) -> None:
    html = page_of(minor_world, "online")

    assert "Some conversations that go on now would come to rest at once: fewer than 10." in html
    assert "it goes on when the rule is back" in html


def test_it_says_when_none_would(minor_world: World) -> None:
    assert "No conversation that goes on now would come to rest." in page_of(minor_world, "clinic")


def test_many_are_counted(minor_world: World) -> None:
    for _more in range(9):
        talk = Conversation.objects.create(space=minor_world.space)
        for one, part in ((minor_world.member, "member"), (minor_world.supporter, "supporter")):
            Participant.objects.create(
                space=minor_world.space, conversation=talk, membership=one.membership, part=part
            )
    resting = Conversation.objects.create(space=minor_world.space, state=Conversation.PAUSED)
    Participant.objects.create(
        space=minor_world.space, conversation=resting, membership=minor_world.member.membership, part="member"
    )

    assert resting_under(load_profile("online")) == 10
    assert "10 conversations that go on now would come to rest at once." in page_of(minor_world, "online")
