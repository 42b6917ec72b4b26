"""Loaded before Django's settings (`-p` in pyproject): own folders, and no way off the machine."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.harness.egress import guard_sockets


def own_folders() -> None:
    """Point data and keys to a folder of this run; workers of the same run share it."""
    if "MURUNA_TEST_ROOT" in os.environ:
        return
    root = Path(tempfile.mkdtemp(prefix="muruna-tests-"))
    # Tests read other people's permissions: PostgreSQL's own user must be able to walk in.
    root.chmod(0o755)
    os.environ["MURUNA_TEST_ROOT"] = str(root)
    os.environ["MURUNA_DATA_DIR"] = str(root / "data")
    os.environ["MURUNA_KEYS_DIR"] = str(root / "keys")
    (root / "data").mkdir()
    owner = os.getpid()

    def tidy() -> None:
        if os.getpid() == owner:
            shutil.rmtree(root, ignore_errors=True)

    atexit.register(tidy)


os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
# Playwright's synchronous interface keeps an event loop in the thread that also asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
for name in [
    name for name in os.environ if name.startswith("MURUNA_") and not name.startswith("MURUNA_TEST")
]:
    if "MURUNA_TEST_ROOT" not in os.environ:
        del os.environ[name]  # a developer's own settings must not change what a test proves
own_folders()
guard_sockets()
