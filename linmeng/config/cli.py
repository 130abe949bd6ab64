"""The console command `linmeng`: every command of the house, with hyphens as people write them."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run `linmeng <command> …`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")
    words = sys.argv[:]
    if len(words) > 1 and not words[1].startswith("-"):
        words[1] = words[1].replace("-", "_")
    execute_from_command_line(words)


if __name__ == "__main__":
    main()
