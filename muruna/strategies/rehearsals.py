"""Reads what can be practised from content/<language>/rehearsals."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from muruna.strategies.library import BadContent, load
from muruna.strategies.logic.rehearsal import Moment, Part, Rehearsal, Reply, faults
from muruna.ui.addresses import code_of


@cache
def rehearsals(language: str) -> Mapping[str, Rehearsal]:
    """What can be practised in this language, else in English; raises BadContent."""
    content = Path(settings.CONTENT_DIR)
    return read_rehearsals(content, language) or read_rehearsals(content, "en")


def read_rehearsals(content: Path, language: str) -> Mapping[str, Rehearsal]:
    """The rehearsals of one language below a content folder; raises BadContent with what is wrong."""
    paths = sorted((content / language / "rehearsals").glob("*.yaml"))
    found = {
        path.stem: _rehearsal(path.stem, language, load(path, content, "rehearsal.json")) for path in paths
    }
    if wrong := [fault for one in found.values() for fault in faults(one)]:
        raise BadContent(f"{language}: {'; '.join(wrong)}")
    return found


def _rehearsal(id: str, language: str, data: Mapping[str, Any]) -> Rehearsal:
    moments = [
        Moment(
            row["id"], row["mood"], row["they"], row["hint"],
            tuple(Reply(one["say"], one["to"], code_of) for one in row.get("replies", ())),
            code_of,
        )
        for row in data["talk"]["moments"]
    ]  # fmt: skip
    if len({moment.id for moment in moments}) < len(moments):
        raise BadContent(f"{language}/{id}: two moments have one id")
    return Rehearsal(
        id=id,
        coded=code_of,
        language=language,
        title=data["title"],
        in_short=data["in_short"],
        ages=tuple(data.get("ages", ())),
        before=tuple(data["before"]),
        parts=tuple(
            Part(row["id"], row["title"], row["help"], tuple(row["beginnings"])) for row in data["parts"]
        ),
        start=data["talk"]["start"],
        moments={moment.id: moment for moment in moments},
    )
