"""What `muruna` lists when it is called alone."""

from config.command import listing

OTHERS = ("flush", "dbshell", "dumpdata", "shell", "testserver", "runserver", "migrate")


def test_only_our_own_commands_are_listed() -> None:
    names = {line.split()[0] for line in listing().splitlines()[2:]}

    assert {"serve", "worker", "doctor", "demo", "new-space", "index"} <= names
    assert names.isdisjoint(OTHERS)
