"""Run as a program: `python -m tests.serve.both_ways FOLDER [AREA]` migrates an empty database as Django does and one as
the house does, as far as an area or to the end, and says in what the two differ.
"""

import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")


def _migrated(way: Any, place: Path, area: str) -> set[tuple[str, ...]]:
    """Every table, index and trigger, with its text."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = str(place)
    executor = way(connection)
    nodes = executor.loader.graph.leaf_nodes(area or None)
    executor.migrate(nodes)
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
        return set(cursor.fetchall())


def main(folder: Path, area: str = "") -> None:
    import django

    django.setup()
    from django.db.migrations.executor import MigrationExecutor

    from linmeng.ground.tenancy import citywide
    from linmeng.pages.management.migrating import ExecutorOfTouched

    with citywide():
        plain = _migrated(MigrationExecutor, folder / "plain.sqlite3", area)
        ours = _migrated(ExecutorOfTouched, folder / "ours.sqlite3", area)
    print(len(plain), sorted(plain ^ ours))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
