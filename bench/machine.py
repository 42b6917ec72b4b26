"""What the figures were taken on, and running the programs that take them."""

import os
import platform
import shutil
import socket
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "bench" / ".work"


def need(program: str, package: str) -> str:
    """The path of a program, installed from Debian's package first where we may; raises SystemExit."""
    found = shutil.which(program)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
            subprocess.run(["apt-get", *words], env=environment, check=False, stdout=subprocess.DEVNULL)
        found = shutil.which(program)
    if found is None:
        raise SystemExit(f"bench: {program} is missing; on Debian or Ubuntu: sudo apt-get install {package}")
    return found


def run(command: list[str], **options: object) -> str:
    """What a command prints; raises RuntimeError with its complaint."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False, **options)  # type: ignore[call-overload]
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:4])} ...: {done.stdout[-1500:]}{done.stderr[-3000:]}")
    return str(done.stdout)


def wait_for_port(port: int, process: "subprocess.Popen[bytes]", log: Path, within: float = 40) -> None:
    """Come back when something listens on loopback; raises RuntimeError with the log."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nothing listens on {port}:\n{log.read_text(errors='replace')[-3000:]}")


def end(process: "subprocess.Popen[bytes]") -> None:
    """SIGTERM, and kill -9 after ten seconds, for a process that we started."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def memory_of(pid: int) -> int:
    """Resident bytes of a process."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("no VmRSS")


def until_idle(pid: int, within: float = 180) -> None:
    """Wait until a process has used next to no processor time for three seconds; RuntimeError if never."""
    ticks, until = os.sysconf("SC_CLK_TCK"), time.monotonic() + within
    while time.monotonic() < until:
        before = _ticks(pid)
        time.sleep(3)
        if (_ticks(pid) - before) / ticks < 0.09:
            return
    raise RuntimeError(f"process {pid} was still busy after {within} s")


def _ticks(pid: int) -> int:
    """The processor time of a process and its threads so far, in clock ticks."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def quiet() -> float:
    """Milliseconds of processor time for a fixed piece of Python, least of five: how fast the machine is."""
    return min(_fixed_work() for _ in range(5))


def _fixed_work() -> float:
    start = time.process_time()
    sum(number * number % 7 for number in range(200_000))
    return (time.process_time() - start) * 1000


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` (0-1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median_of(rounds: list[float]) -> float:
    """The median of rounds."""
    return statistics.median(rounds)


def spread(rounds: list[float]) -> float:
    """Half the range of the rounds as a share of their median: the noise that stands beside a figure."""
    middle = statistics.median(rounds)
    return (max(rounds) - min(rounds)) / 2 / middle if middle else 0.0


def description() -> list[str]:
    """The machine in a few lines."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    cpu = models[0] if models else platform.machine()
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    name = next(
        (line.split("=")[1].strip('"') for line in Path("/etc/os-release").read_text().splitlines()
         if line.startswith("PRETTY_NAME")), "")  # fmt: skip
    load = os.getloadavg()[0]
    return [
        f"{os.cpu_count()} cores ({cpu}), {memory:.0f} GiB, {name}, Python {platform.python_version()}",
        f"load before the first figure {load:.1f}; a fixed piece of Python took {quiet():.1f} ms",
    ]


def version_of(describe: Callable[[], str]) -> str:
    """A version as one line, or "unknown" when the program cannot say."""
    try:
        return describe().strip().splitlines()[0]
    except (RuntimeError, OSError, IndexError):
        return "unknown"
