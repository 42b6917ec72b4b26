"""Requests on loopback, counted by wrk: few connections, a few seconds, several rounds in turn."""

import json
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from bench.machine import WORK, need, run

CONNECTIONS = 8
SECONDS = 4
_REPORT = """
done = function(summary, latency, requests)
  local e = summary.errors
  print(string.format('JSON{"requests":%d,"microseconds":%d,"p50":%f,"p99":%f,"wrong":%d}',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True)
class Load:
    """One round: requests a second, and milliseconds for the middle and the slowest hundredth."""

    rps: float
    p50: float
    p99: float


def warm(url: str, cookie: str = "") -> None:
    """Ask a few times one after another, so that everything is loaded before it counts."""
    for _ in range(5):
        asked = urllib.request.Request(url, headers={"Cookie": cookie} if cookie else {})  # noqa: S310
        with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310 - loopback
            answer.read()


def fire(url: str, cookie: str = "", *, connections: int = CONNECTIONS, seconds: int = SECONDS) -> Load:
    """Ask for one page again and again; raises RuntimeError if any answer was not a success."""
    script = Path(WORK) / "report.lua"
    script.write_text(_REPORT)
    headers = ["-H", f"Cookie: {cookie}"] if cookie else []
    printed = run(
        [need("wrk", "wrk"), "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s",
         "-s", str(script), *headers, url]
    )  # fmt: skip
    found = json.loads(printed[printed.index("JSON{") + 4 :].splitlines()[0])
    if found["wrong"] or not found["requests"]:
        raise RuntimeError(f"{url}: {found['wrong']} of {found['requests']} answers were not a success")
    return Load(found["requests"] / found["microseconds"] * 1e6, found["p50"] / 1000, found["p99"] / 1000)
