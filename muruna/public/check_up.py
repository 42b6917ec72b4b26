"""What only the last package can look at: people on duty, numbers, languages, leftovers of the demo."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from muruna.foundation.clock import now, today
from muruna.foundation.doctor import Finding, care, check, unsafe
from muruna.foundation.tenancy import in_space
from muruna.language.catalogues import po_path, read
from muruna.language.logic.languages import DEFAULT, complete_languages
from muruna.safeguarding.logic.directory import Line
from muruna.safeguarding.numbers import countries
from muruna.safeguarding.queries import lead_on_duty, next_duty
from muruna.spaces.models import Right, Space
from muruna.spaces.queries import holders

OLD_AFTER = dt.timedelta(days=150)  # thirty days before lines disappear by themselves


@check
def people() -> Iterator[Finding]:
    """Each community has somebody who answers a worry, a second yes, and somebody outside."""
    for space in Space.objects.order_by("code"):
        if getattr(space, "is_demo", False):
            yield unsafe("demo", f"Community {space.code} is the demo world, whose passphrases are public.")
        with in_space(space):
            leads = holders(Right.SAFEGUARDING_LEAD).count()
            if leads == 0:
                yield unsafe("no_lead", f"Community {space.code} has no safeguarding lead: worries reach nobody.")
            elif leads == 1:
                yield unsafe("one_lead", f"Community {space.code} has one safeguarding lead; two approvals need two.")
            if leads and next_duty(space, now()) is None and lead_on_duty(space, now()) is None:
                yield unsafe("no_duty", f"Community {space.code} has no hours of duty: no worry has a clock.")
            elif leads and lead_on_duty(space, now()) is None:
                yield care("nobody_now", f"Community {space.code}: nobody is on duty at this moment; its pages say so.")
        if not space.external_contact.strip():
            yield unsafe(
                "no_outside", f"Community {space.code} names nobody outside, for when everyone inside is involved."
            )


@check
def numbers() -> Iterator[Finding]:
    """Lines to call: looked at lately, and confirmed by two people."""
    lines: list[tuple[str, Line]] = [
        (code, line) for code, country in countries().items() for line in (*country.lines,)
    ]
    gone = sorted({code for code, line in lines if not line.is_current(today())})
    old = sorted({code for code, line in lines if today() - line.verified_at > OLD_AFTER} - set(gone))
    if gone:
        yield unsafe("numbers_gone", f"Lines of {', '.join(gone)} are no longer shown: nobody looked for 180 days.")
    if old:
        yield care("numbers_old", f"Lines of {', '.join(old)} were last looked at more than 150 days ago.")
    if unconfirmed := sum(not line.is_confirmed for _code, line in lines):
        yield care("numbers_unconfirmed", f"{unconfirmed} of {len(lines)} lines await two people who confirm them.")


@check
def languages() -> Iterator[Finding]:
    """Every language that is offered is whole."""
    for language in complete_languages():
        if language.code == DEFAULT:
            continue
        path = po_path(Path(settings.BASE_DIR), language)
        if not path.exists() or not path.with_suffix(".mo").exists():
            yield unsafe("catalogue", f"{language.name} is offered without a compiled catalogue: `make messages`.")
            continue
        empty = sum(1 for one in read(path, language) if one.id and (not one.string or one.fuzzy))
        if empty:
            yield care("catalogue", f"{language.name} is offered, but {empty} of its sentences are not translated.")
