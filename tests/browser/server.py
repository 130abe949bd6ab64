"""A live server whose clock the test sets: `python -m tests.browser.server PORT CLOCK_FILE`.

The clock file holds seconds to add to the real time. Everything in the house asks `clock.now()`.
"""

import os
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")


def shift_clock(clock_file: Path) -> None:
    """From now on `clock.now()` answers the house's hour."""
    from linmeng.common import clock

    real_now = clock.now

    def shifted_now() -> datetime:
        return real_now() + timedelta(seconds=int(clock_file.read_text()))

    clock.now = shifted_now


def with_axe(house: "WSGIApplication") -> "WSGIApplication":
    """The house, and beside it axe-core, which may only come from the page's own address."""
    from tests.browser import axe

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] != axe.SCRIPT_PATH:
            return house(environ, start_response)
        start_response("200 OK", [("Content-Type", "text/javascript"), ("Cache-Control", "max-age=86400")])
        return [axe.script()]

    return answer


def hash_quickly() -> None:
    """Passwords are hashed slowly on purpose; nobody steals a test's."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def main(port: int, clock_file: Path) -> None:
    from django.core.servers.basehttp import run
    from django.core.wsgi import get_wsgi_application

    shift_clock(clock_file)
    hash_quickly()
    run("127.0.0.1", port, with_axe(get_wsgi_application()), threading=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
