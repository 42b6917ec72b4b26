"""The worker's round on a later day: `python -m tests.journeys.moved_clock DAYS`, in a site's environment."""

import datetime as dt
import subprocess
import sys

from tests.harness.site import ROOT, Site


def days_later(site: Site, days: int) -> str:
    """Let everything happen that falls due in `days` days; returns what was said."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.moved_clock", str(days)],
        env=site.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def main(days: int) -> None:
    """One round of the real worker, its clock and everybody's moved on."""
    import django

    django.setup()
    from muruna.foundation.clock import now, stopped_at
    from muruna.foundation.work import Worker, discover, enter_jobs

    moment = now() + dt.timedelta(days=days)
    discover()
    enter_jobs(moment)
    with stopped_at(moment):
        print(Worker(lambda: moment).work_off())


if __name__ == "__main__":
    main(int(sys.argv[1]))
