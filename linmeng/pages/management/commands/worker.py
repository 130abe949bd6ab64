from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from linmeng.assembly.background import prepare_bundles, take_in_read_papers, take_in_registered_transfers
from linmeng.common import clock
from linmeng.pages.management.alliances import each_alliance
from linmeng.pages.management.supervisor import repeat
from linmeng.pages.notices.board_run import make_waiting_boards
from linmeng.pages.papers.making import make_waiting
from linmeng.pages.papers.taking_in import take_in_settled
from linmeng.papers.background import forget_old_files, read_waiting_scans
from linmeng.publishing.background import follow_sheets, send_waiting


def take_turn() -> int:
    """Do what waits in every alliance; returns how many things were done."""
    done = 0
    for alliance in each_alliance():
        done += send_waiting(address=settings.LINMENG_SITE, at=clock.now())
        done += read_waiting_scans(clock.now())
        done += take_in_settled(clock.now())
        done += take_in_read_papers(at=clock.now())
        done += take_in_registered_transfers(at=clock.now())
        done += prepare_bundles(at=clock.now())
        done += follow_sheets(clock.now())
        done += make_waiting(alliance, clock.now())
        done += make_waiting_boards(alliance, clock.now())
        done += forget_old_files(clock.now())
    return done


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
