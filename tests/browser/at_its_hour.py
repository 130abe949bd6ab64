"""A command at the hour of the house: `python -m tests.browser.at_its_hour CLOCK_FILE worker --once`."""

import os
import sys
from pathlib import Path

from tests.browser.server import shift_clock

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")


def main(clock_file: Path, *words: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    shift_clock(clock_file)
    call_command(*words)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
