import http.client
import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from linmeng.pages.management.founding import founding_words, house_is_empty
from linmeng.pages.management.supervisor import Child, own_command, supervise
from linmeng.pages.management.web_server import PROCESSES, THREADS, web_words


def answers(host: str, port: int) -> bool:
    """Whether the web server answers already."""
    talk = http.client.HTTPConnection(host, port, timeout=1)
    try:
        talk.request("GET", "/healthz", headers={"Host": "127.0.0.1"})
        return talk.getresponse().status == 200
    except OSError:
        return False
    finally:
        talk.close()


class Command(BaseCommand):
    help = "Run the web server, the worker and the daily seal as one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, default=PROCESSES)
        parser.add_argument("--threads", type=int, default=THREADS, help="of each process")
        parser.add_argument("--welcome", action="store_true", help="print addresses and sample log-ins")

    def handle(
        self, *, host: str, port: int, processes: int, threads: int, welcome: bool, **options: Any
    ) -> None:
        self._check_port(host, port)
        children = [
            Child("web", web_words(host, port, processes=processes, threads=threads)),
            Child("worker", own_command("worker")),
            Child("seal", own_command("seal-day", "--daily")),
        ]

        def first() -> bool:
            ready = answers(host, port)
            if ready and welcome:
                self._welcome(host, port)
            if ready and house_is_empty():
                self.stdout.write(founding_words(f"http://{host}:{port}"))
                self.stdout.flush()
            return ready

        supervise(children, say=lambda line: self.stderr.write(f"邻盟: {line}"), first=first)

    def _check_port(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as fault:
                raise CommandError(
                    _("Port %(port)s of %(host)s cannot be used (%(why)s). Choose another one with --port.")
                    % {"port": port, "host": host, "why": fault.strerror}
                ) from fault

    def _welcome(self, host: str, port: int) -> None:
        self.stdout.write(_("Linmeng is open at http://%(host)s:%(port)s/") % {"host": host, "port": port})
        self.stdout.write(_("Everything is kept in %(home)s") % {"home": settings.LINMENG_DWELLING})
        if "sample_logins" in get_commands():
            call_command("sample_logins", site=f"http://{host}:{port}", stdout=self.stdout)
        self.stdout.write(_("Ctrl-C ends it."))
        self.stdout.flush()
