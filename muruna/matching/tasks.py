"""Matching comes round again: questions move on after a minute, old things go within the hour."""

from muruna.foundation import work
from muruna.matching.running import let_old_things_go, serve_everywhere


@work.every(minutes=1)
def serve() -> None:
    """Look at everybody who waits, and let unanswered questions move on."""
    serve_everywhere()


@work.every(hours=1)
def forget() -> None:
    """End requests whose day is over, and delete what is needed no longer."""
    let_old_things_go()
