"""The set with the question about very dark thoughts, switched on as a steward does it."""

from muruna.wellbeing.actions.allowing import allow_questionnaire
from tests.conversations.people import Somebody, World

HOURS = "Monday to Friday, 16:00 to 20:00"


def switch_on(world: World, steward: Somebody) -> Somebody:
    """Have it asked; the second supporter is there for a worrying answer."""
    allow_questionnaire(
        actor=steward.actor, questionnaire="phq-9", granted="", hours=HOURS,
        responder=world.second.membership.pk,
    )  # fmt: skip
    return world.second
