from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from linmeng.common import clock
from linmeng.pages.management.alliances import each_alliance
from linmeng.pages.management.supervisor import repeat
from linmeng.publishing.background import send_waiting


def take_turn() -> int:
    """Do what waits in every alliance; returns how many things were done."""
    return sum(send_waiting(address=settings.LINMENG_SITE, at=clock.now()) for _alliance in each_alliance())


def take_fresh_turn() -> int:
    """One turn of the long loop, with a connection that has not grown too old."""
    close_old_connections()
    return take_turn()


class Command(BaseCommand):
    help = "Do the work that waits: messages to send, clocks that ran out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="one turn, then end")
        parser.add_argument("--every", type=float, default=2.0, help="seconds between two turns")

    def handle(self, *, once: bool, every: float, **options: Any) -> None:
        if once:
            self.stdout.write(str(take_turn()))
        else:
            repeat(take_fresh_turn, every=every)
