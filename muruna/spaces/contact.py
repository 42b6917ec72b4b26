"""Where words that lead elsewhere are asked about: wherever somebody under 18 may read or write them.

Every door through which words pass asks here. What it says depends on no single person outside a talk: a
community that takes people under 18 asks everybody alike.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from muruna.spaces.logic.contact_details import Found, find_contact_details
from muruna.spaces.models import MINOR_BANDS, Membership, Space
from muruna.ui.forms import TwiceAskedForm


class MayIdentify(Exception):
    """Words beside a minor that hold contact details, and whose writer has not yet been asked about it."""

    def __init__(self, found: list[Found]) -> None:
        super().__init__()
        self.found = found


def ask_first(*texts: str, beside_minors: bool, knows_risk: bool) -> None:
    """Raise MayIdentify for contact details in `texts` beside minors, unless their writer `knows_risk`."""
    if not beside_minors or knows_risk:
        return
    found = [one for text in texts for one in find_contact_details(text)]
    if found:
        raise MayIdentify(found)


def has_minor(people: Iterable[Membership]) -> bool:
    """Whether one of these, who read and write with each other, is under 18."""
    return any(one.is_minor for one in people)


def takes_minors(space: Space) -> bool:
    """Whether somebody under 18 may read what stands for everybody here: by the rules, or because they are
    here although the rules have changed."""
    if MINOR_BANDS & set(space.effective().age_bands):
        return True
    here = Membership.objects.filter(space=space, age_band__in=MINOR_BANDS)
    return here.exclude(state=Membership.LEFT).exists()


@contextmanager
def asked_first(form: TwiceAskedForm) -> Iterator[None]:
    """Show a MayIdentify as the question that it is, with everything typed still there."""
    try:
        yield
    except MayIdentify as question:
        form.ask_about(question.found)
        raise ValidationError(
            _("This is not sent yet: it holds something by which someone could be found.")
        ) from None
