"""Telling the database how full its tables are, after very much was written in one transaction."""

from django.db import connection

from linmeng.ground.tenancy import citywide


def refresh_statistics() -> None:
    """Let PostgreSQL count again, so that its plans fit; SQLite plans without counting."""
    if connection.vendor == "postgresql":
        with citywide(), connection.cursor() as cursor:
            cursor.execute("ANALYZE")
