"""Prepare .venv from the locked, hashed requirements: `python3 ops/setup.py base|dev`.

Runs on a bare Python 3.11+ (standard library only). A second call that finds nothing
changed costs a few milliseconds: the stamp in .venv names everything that went in.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
REQUIREMENTS = ROOT / "requirements"
LEVELS = ("base", "dev")

CONSOLE_SCRIPT = r"""#!/bin/sh
# Made by ops/setup.py: the shebang of a Python script breaks on long or spaced paths, this does not.
exec "$(dirname "$(readlink -f "$0")")/python" -P -c \
    'import sys; sys.argv[0] = "muruna"; from config.command import main; main()' "$@"
"""


def say(text: str) -> None:
    print(f"setup: {text}", file=sys.stderr, flush=True)


def stop(text: str) -> None:
    sys.exit(f"setup: {text}")


def stamp_for(level: str) -> str:
    """What must be the same for an environment to be used again."""
    digest = hashlib.sha256()
    # The catalogues too: after a `git pull` nobody should read yesterday's words.
    words = sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))
    for path in (REQUIREMENTS / f"{level}.lock", REQUIREMENTS / "uv.lock", Path(__file__), *words):
        digest.update(path.read_bytes())
    digest.update(f"{ROOT}|{sys.version}".encode())
    return digest.hexdigest()


def is_ready(level: str) -> bool:
    """An environment for development also serves as the base one."""
    for richer in LEVELS[LEVELS.index(level) :]:
        stamp = VENV / f"stamp-{richer}"
        if PYTHON.exists() and stamp.exists() and stamp.read_text() == stamp_for(richer):
            return True
    return False


def run(*command: object, **more: Any) -> int:
    return subprocess.call([str(part) for part in command], **more)  # noqa: S603


def output(*command: object) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)  # noqa: S603
    return done.stdout.strip() if done.returncode == 0 else ""


def usable_venv() -> bool:
    """The environment starts and was made for this place and this Python."""
    here = (
        output(PYTHON, "-c", "import sys; print(sys.prefix, sys.version_info[:2])") if PYTHON.exists() else ""
    )
    return here == f"{VENV} {sys.version_info[:2]}"


def make_venv() -> None:
    """Make .venv with the standard library; where Debian cut that out, with apt's or uv's help."""
    if usable_venv():
        return
    if VENV.exists():
        shutil.rmtree(VENV)
    say("making .venv")
    if run(sys.executable, "-m", "venv", VENV, stdout=subprocess.DEVNULL) == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    uv = shutil.which("uv")
    if uv and run(uv, "venv", "--quiet", "--python", sys.executable, VENV) == 0:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("this Python has no venv module: installing python3-venv")
        run("apt-get", "update", "-qq")
        run(
            "apt-get",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "python3-venv",
            stdout=subprocess.DEVNULL,
        )
        if run(sys.executable, "-m", "venv", "--clear", VENV, stdout=subprocess.DEVNULL) == 0:
            return
    shutil.rmtree(VENV, ignore_errors=True)
    stop("this Python cannot make environments; on Debian or Ubuntu: sudo apt-get install python3-venv")


def find_uv() -> str | None:
    """uv from the machine or, pinned and hashed, from pip; None if neither is to be had."""
    own = BIN / "uv"
    if own.exists():
        return str(own)
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet")
    if run(*pip, "install", "--require-hashes", "--no-deps", "-r", REQUIREMENTS / "uv.lock") == 0:
        return str(own)
    return shutil.which("uv")


def uv_environment() -> dict[str, str]:
    """uv does not read pip's configuration: hand on an index or a proxy that pip was told to use."""
    environment = dict(os.environ)
    environment["VIRTUAL_ENV"] = str(VENV)
    environment.setdefault("UV_LINK_MODE", "copy")
    if not any(name in environment for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_NO_INDEX")):
        index = os.environ.get("PIP_INDEX_URL") or output(
            PYTHON, "-m", "pip", "config", "get", "global.index-url"
        )
        if index:
            environment["UV_DEFAULT_INDEX"] = index
    certificates = os.environ.get("PIP_CERT") or output(PYTHON, "-m", "pip", "config", "get", "global.cert")
    if certificates:
        environment.setdefault("SSL_CERT_FILE", certificates)
    return environment


def install(level: str) -> None:
    """Bring .venv to exactly what the lock names; every file is checked against its hash."""
    lock = REQUIREMENTS / f"{level}.lock"
    uv = find_uv()
    say(f"installing {lock.relative_to(ROOT)}")
    sync = (uv, "pip", "sync", "--quiet", "--compile-bytecode", "--require-hashes", lock)
    if uv and run(*sync, env=uv_environment()) == 0:
        return
    say("uv could not do it; trying pip")
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet")
    if run(*pip, "install", "--require-hashes", "--no-deps", "-r", lock) != 0:
        stop(
            "the packages could not be installed; is a package index reachable? (PIP_INDEX_URL names another)"
        )


def install_project() -> None:
    """Put the tree itself on the path; no build step, so that nothing has to be fetched for it."""
    site = Path(sysconfig.get_path("purelib", vars={"base": str(VENV), "platbase": str(VENV)}, scheme="venv"))
    (site / "muruna.pth").write_text(f"{ROOT}\n")
    script = BIN / "muruna"
    script.write_text(CONSOLE_SCRIPT)
    script.chmod(0o755)


def compile_catalogues() -> None:
    """Make the .mo files; an early tree has no `messages` command yet, which is no reason to stop."""
    from_environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    has_command = (ROOT / "muruna" / "language" / "management" / "commands" / "messages.py").exists()
    if has_command and run(BIN / "muruna", "messages", "--compile", env=from_environment) != 0:
        stop("the catalogues could not be compiled: see above")


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must be told so
        version = sys.version.split()[0]
        stop(f"Muruna needs Python 3.11 or later, this is {version}; try: make setup PYTHON=python3.11")
    level = sys.argv[1] if len(sys.argv) > 1 else "base"
    if level not in LEVELS:
        stop(f"say one of {', '.join(LEVELS)}, not {level!r}")
    if is_ready(level):
        return
    if (VENV / "stamp-dev").exists():
        level = "dev"  # once a place for development, it stays one
    make_venv()
    for old in VENV.glob("stamp-*"):
        old.unlink()
    install(level)
    install_project()
    compile_catalogues()
    (VENV / f"stamp-{level}").write_text(stamp_for(level))
    say(f"ready: {(BIN / 'muruna').relative_to(ROOT)}")


if __name__ == "__main__":
    main()
