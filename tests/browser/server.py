"""A live server whose clock the test sets: `python -m tests.browser.server PORT CLOCK_FILE`.

The clock file holds seconds to add to the real time. Everything in the house asks `clock.now()`.
"""

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")


def shift_clock(clock_file: Path) -> None:
    """From now on `clock.now()` answers the house's hour."""
    from linmeng.common import clock

    real_now = clock.now

    def shifted_now() -> datetime:
        return real_now() + timedelta(seconds=int(clock_file.read_text()))

    clock.now = shifted_now


def main(port: int, clock_file: Path) -> None:
    from django.core.servers.basehttp import run
    from django.core.wsgi import get_wsgi_application

    shift_clock(clock_file)
    run("127.0.0.1", port, get_wsgi_application(), threading=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
