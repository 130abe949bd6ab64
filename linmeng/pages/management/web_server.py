"""How the web server is started: by how many processes and threads."""

import os
import sys

APPLICATION = "linmeng.pages.management.web:application"
PROCESSES, THREADS = min(2, os.cpu_count() or 1), 2


def web_words(
    host: str, port: int, *, processes: int, threads: int, application: str = APPLICATION
) -> list[str]:
    """Two processes where there are two cores: Python computes on one core a process."""
    return [
        *(sys.executable, "-m", "granian", application),
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(processes), "--blocking-threads", str(threads), "--no-ws"),
        *("--workers-kill-timeout", "2", "--log-level", "warning"),
    ]
