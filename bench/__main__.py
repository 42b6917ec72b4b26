"""`make bench`: every figure in one run; writes bench/results.md and prints its table."""

import argparse
import asyncio
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from importlib.metadata import version
from typing import Any

from bench import pages
from bench.delivery import Delivery, hear_ours, hear_prosody, percentile
from bench.machine import WORK, description, median_of, need, run, spread
from bench.others import sign_in_milliseconds, simulation_seconds
from bench.prosody import prosody
from bench.report import Row, table, write
from bench.sites import HEARERS, THREADS, Served, bare, muruna
from bench.spirit import Forum, forum, recommended_workers
from bench.visit import weigh
from tests.harness.postgres import binaries, cluster

PER_THREAD = 10
TURNS = 3


def _ours(served: Served) -> tuple[Delivery, Delivery]:
    """One thread with a hundred readers; then a hundred threads of two people with five open pages each."""
    world = served.world
    one: list[dict[str, Any]] = [{**world["many"], "listening": world["many"]["hearer_cookies"]}]
    pairs = [{**pair, "listening": pair["cookies"] * (PER_THREAD // 2)} for pair in world["pairs"]]
    return asyncio.run(hear_ours(served, one)), asyncio.run(hear_ours(served, pairs))


def _theirs() -> tuple[Delivery, Delivery]:
    with prosody() as (port, pid):
        one = asyncio.run(hear_prosody(port, pid, 1, HEARERS))
    with prosody() as (port, pid):
        return one, asyncio.run(hear_prosody(port, pid, THREADS, PER_THREAD))


def delivery_rows(folder: Any) -> list[Row]:
    """Ours and theirs in turn, each time with a fresh server on our side and on theirs."""
    mine: list[tuple[Delivery, Delivery]] = []
    theirs: list[tuple[Delivery, Delivery]] = []
    for turn in range(TURNS):
        with muruna(folder / f"live-{turn}") as served:
            mine.append(_ours(served))
        theirs.append(_theirs())
    rows = []
    for index, what in enumerate(
        (f"a durable post heard by {HEARERS} readers of one thread",
         f"a durable post with {THREADS * PER_THREAD} streams open in {THREADS} threads")
    ):  # fmt: skip
        a, b = [turn[index] for turn in mine], [turn[index] for turn in theirs]
        rows.append(
            Row(what, _told(a), "Prosody group chat, which keeps nothing", _told(b),
                middle(b) / middle(a), spread([d.p50 for d in a]), True)
        )  # fmt: skip
    open_many = [turn[1] for turn in mine]
    shown, kept = ([percentile(getattr(d, name), 0.5) for d in open_many] for name in ("shown", "answered"))
    words = f"kept after {median_of(kept):.1f} ms, on the other's page after {median_of(shown):.1f} ms"
    rows.append(Row("the same until it is kept, and until the other one can read it", words, "", "", None))
    memory = [median_of([turn[1].bytes_a_stream for turn in side]) / 1024 for side in (mine, theirs)]
    mine_told, theirs_told = (f"{one:.1f} KiB" for one in memory)
    ratio = memory[1] / memory[0]
    rows.append(Row("memory of an open stream", mine_told, "Prosody, an occupant", theirs_told, ratio))
    return rows


def middle(some: list[Delivery]) -> float:
    """The median over the turns of their medians."""
    return median_of([one.p50 for one in some])


def _told(some: list[Delivery]) -> str:
    return f"p50 {median_of([d.p50 for d in some]):.1f} ms, p99 {median_of([d.p99 for d in some]):.1f} ms"


def visit_row(served: Served, spirit: Forum) -> Row:
    """The first page of each, texts gzipped on both sides."""
    ours = weigh(served.url + "/", pack=True)
    theirs = weigh(spirit.urls[1] + spirit.page, pack=True, files=spirit.files)
    return Row(
        "bytes of a first visit (gzip, all requests)",
        f"{ours.total / 1000:.1f} kB in {ours.requests} requests (page alone {ours.page / 1000:.1f})",
        "django-spirit's topic page",
        f"{theirs.total / 1000:.1f} kB in {theirs.requests} requests (page alone {theirs.page / 1000:.1f})",
        theirs.total / ours.total,
        for_readme=True,
    )


def versions(spirit: str) -> list[str]:
    """What ran against what."""
    ours = ", ".join(f"{name} {version(name)}" for name in ("Django", "Jinja2", "uvicorn", "psycopg"))
    postgres = run([str(binaries() / "postgres"), "--version"]).strip()
    package = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}", "prosody"], capture_output=True, text=True
    )
    commit = run(["git", "describe", "--always", "--dirty"]).strip()
    return [
        f"Muruna {commit}: {ours}; SQLite {__import__('pysqlite3').sqlite_version}; {postgres}",
        f"{spirit}; gunicorn, {recommended_workers()} workers recommended here; Prosody {package.stdout}",
    ]


def main() -> None:
    """Run everything, or the parts that are named."""
    asked = argparse.ArgumentParser(prog="python -m bench")
    asked.add_argument("--rounds", type=int, default=pages.ROUNDS)
    rounds = asked.parse_args().rounds
    for program in ("wrk", "prosody"):
        need(program, program)
    # Whoever stops us stops all that we started: every server ends in a `finally`.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))
    machine, began = description(), time.monotonic()
    folder = WORK / "run"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        with ExitStack() as running:
            ours_pg, theirs_pg = (running.enter_context(cluster(durable=True)) for _ in range(2))
            spirit = running.enter_context(forum(folder / "spirit", theirs_pg))
            sqlite = running.enter_context(muruna(folder / "sqlite"))
            postgres = running.enter_context(muruna(folder / "postgres", ours_pg))
            same = running.enter_context(bare(folder / "bare", pages.body_of(sqlite, 0)))
            pages.body_of(sqlite, 1)
            found = pages.measure(pages.sides_of(sqlite, postgres, same, spirit), rounds)
            rows = [*pages.rows(found, recommended_workers()), visit_row(sqlite, spirit)]
            print(table(rows), flush=True)  # the rest takes minutes
            guesses = sign_in_milliseconds(sqlite.environment)
            rows.append(
                Row("one guess at a passphrase (Argon2id)", f"{median_of(guesses):.0f} ms of processor time",
                    "", "", None, spread(guesses))
            )  # fmt: skip
            seconds = simulation_seconds(sqlite.environment)
            rows.append(
                Row("`muruna simulate`, 10 simulated days, 3 policies", f"{seconds:.1f} s", "", "", None)
            )
            told = versions(spirit.versions)
        rows += delivery_rows(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    notes = [
        "our servers were measured once they were idle: a new site first reads its library for the search",
        f"pages: wrk on the same machine, one thread, 8 connections, 4 s a round, {rounds} rounds of each "
        "side in turn, medians; every answer had to be a success; the page was checked to hold all messages",
        "our page: signed in by its real cookie, access checked, fifty messages opened from the vault, the "
        "embedded worker running; Spirit: production settings with caches in memory and lasting "
        "connections, reader signed in unless told otherwise",
        "posts: the page's own form by HTTP, committed with synchronous=FULL; heard on `/live/` as a hint; "
        f"{TURNS} turns of 40 posts, each side in turn. A conversation is for two: the hundred readers are "
        "let in by bench/served.py. Prosody hands over the words and keeps nothing; we keep them and hand "
        "over a hint, so the time until the words can be read stands in its own row",
        f"the whole run took {(time.monotonic() - began) / 60:.1f} minutes",
    ]
    write(rows, told, notes, machine)
    print(table(rows))


if __name__ == "__main__":
    main()
