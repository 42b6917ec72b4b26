"""Showing the card, and keeping the wording that was shown."""

from muruna.access import Action, Actor, require
from muruna.foundation.deeds import all_or_nothing
from muruna.safeguarding.models import CardSeen, CardVersion
from muruna.safeguarding.queries.cards import ShownCard, card_for
from muruna.spaces.models import Space


def show_card(*, actor: Actor, space: Space, age_band: str, language: str) -> ShownCard:
    """The card as it stands now; its wording is kept, and for a member also that they were shown it.

    Somebody who has not joined yet may read it too: it is a promise made beforehand.
    """
    if actor.membership is not None:
        require(actor, Action.CARD_SEE, space)
    shown = card_for(space, age_band, language)
    key = {"space": space, "version": shown.version, "language": shown.language, "age_band": shown.age_band}
    # Read first: a page that is looked at often must not write each time.
    kept = CardVersion.objects.filter(**key).first()
    if kept is None or (actor.membership and not _was_seen(kept, actor)):
        _keep(kept, key, shown, actor)
    return shown


def _was_seen(kept: CardVersion, actor: Actor) -> bool:
    return bool(CardSeen.objects.filter(card=kept, membership=actor.membership).exists())


@all_or_nothing
def _keep(kept: CardVersion | None, key: dict[str, object], shown: ShownCard, actor: Actor) -> None:
    if kept is None:
        kept, _made = CardVersion.objects.get_or_create(**key, defaults={"text": shown.text})
    if actor.membership is not None:
        CardSeen.objects.get_or_create(card=kept, membership=actor.membership, space_id=kept.space_id)
