"""What members of the demo world tried, and wrote down for each other."""

from muruna.cast.script import Script
from muruna.cast.troupe import Troupe
from muruna.spaces.models import Space
from muruna.strategies.actions.ideas import answer_idea, save_idea
from muruna.strategies.actions.trying import renew_counts, tell_how_it_went
from muruna.strategies.queries import as_shown


def help_each_other(script: Script, troupe: Troupe, space: Space) -> None:
    """Tell how strategies went, write ideas, and let somebody look at them."""
    for row in script.data.get("tried", ()):
        actor = troupe.inside(row["by"], space)
        tell_how_it_went(
            actor=actor, strategy=row["strategy"], outcome=row["outcome"],
            situations=tuple(row.get("situations", ())), words=row.get("words", ""),
        )  # fmt: skip
    renew_counts()
    for row in script.data.get("ideas", ()):
        idea = save_idea(
            actor=troupe.inside(row["by"], space), words=row["words"], language=row["language"],
            shows_name=row.get("shows_name", False), sends=True,
        )  # fmt: skip
        if "published_by" in row:
            reviewer = troupe.inside(row["published_by"], space)
            answer_idea(
                actor=reviewer, idea_id=idea.pk, publishes=True, seen=as_shown(idea),
                answer=row.get("answer", ""),
            )  # fmt: skip
