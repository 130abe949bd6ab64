"""Run as a program: what the database says of durability, asked through the connection the views use.

python -m benchmarks.casting.in_force house|plain
"""

import importlib
import json
import os
import sys

ASKED = {
    "sqlite": {"journal_mode": "PRAGMA journal_mode", "synchronous": "PRAGMA synchronous"},
    "postgresql": {name: f"SHOW {name}" for name in ("fsync", "synchronous_commit", "full_page_writes")},
}
DURABLE = {
    "sqlite": {"journal_mode": "wal", "synchronous": "2"},  # 2 is FULL: each commit waits for the disk
    "postgresql": {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"},
}


def main(whose: str) -> None:
    if whose == "plain":
        importlib.import_module("benchmarks.casting.plain")
    else:
        os.environ["DJANGO_SETTINGS_MODULE"] = "linmeng.config.settings"
        importlib.import_module("django").setup()
    from django.db import connection

    told = {}
    with connection.cursor() as cursor:
        for name, question in ASKED[connection.vendor].items():
            cursor.execute(question)
            told[name] = str(cursor.fetchone()[0])
    if told != DURABLE[connection.vendor]:
        sys.exit(f"not durable: {told}")
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
