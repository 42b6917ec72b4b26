"""What members of the demo world wrote down for hard times, and whom they let see of it."""

from muruna.cast.script import Script
from muruna.cast.troupe import Troupe
from muruna.goals.actions import hard_times
from muruna.goals.queries.hard_times import my_hard_times
from muruna.sharing.actions import write_note
from muruna.spaces.models import Space


def prepare_for_hard_days(script: Script, troupe: Troupe, space: Space) -> None:
    """Write plans line by line; where somebody is beside them, one part is shown and a line proposed."""
    for row in script.data.get("hard_times", ()):
        actor = troupe.inside(row["by"], space)
        for part, lines in row["parts"].items():
            hard_times.add_lines(actor=actor, part=part, texts=lines)
        while "first" in row and my_hard_times(actor).parts[0].code != row["first"]:
            hard_times.move_part(actor=actor, part=row["first"], earlier=True)
        if "shows" in row:
            companion = troupe.inside(row["shows"]["to"], space)
            shown = [one.id for one in my_hard_times(actor).part(row["shows"]["part"]).lines]
            share = hard_times.share_lines(actor=actor, with_=companion.membership.pk, lines=shown)
            if text := row["shows"].get("proposed"):
                write_note(actor=companion, share_id=share.pk, text=text, is_proposal=True)
