"""Two figures that stand alone: what one guess at a passphrase costs, and how long a simulated day takes."""

import json
import sys
import time

from bench.machine import ROOT, median_of, run

_GUESS = """
import json, time
import django
django.setup()
from muruna.foundation.vault import make_slot, new_key, open_slot
slot = make_slot("one two three four five six", new_key())
took = []
for _ in range(7):
    start = time.process_time()
    open_slot("one two three four five six", slot)
    took.append((time.process_time() - start) * 1000)
print(json.dumps(took))
"""


def sign_in_milliseconds(environment: dict[str, str]) -> list[float]:
    """Processor time of opening a person's slot (Argon2id and what follows), seven times."""
    found: list[float] = json.loads(run([sys.executable, "-c", _GUESS], env=environment, cwd=ROOT))
    return found


def simulation_seconds(environment: dict[str, str]) -> float:
    """`muruna simulate` on the set-up of the issue, 10 seeds instead of 40, three policies."""
    command = "from config.command import main; main()"
    took = []
    for _ in range(3):
        start = time.perf_counter()
        wanted = "--policy fcfs,greedy,muruna --arrivals-per-hour 6 --hours 24 --seeds 10 --json".split()
        run([sys.executable, "-P", "-c", command, "simulate", *wanted], env=environment, cwd=ROOT)
        took.append(time.perf_counter() - start)
    return median_of(took)
