"""Keeping the search index in step with what it finds."""

from datetime import datetime
from typing import Any

from django.db import connection

from linmeng.ground.acts import action
from linmeng.ground.grams import index_grams
from linmeng.ground.models import SearchEntry


@action
def index_thing(
    *,
    kind: str,
    object_id: int,
    compound_id: int | None,
    audience: str,
    path: str,
    title: str,
    text: str,
    happened_at: datetime,
) -> SearchEntry:
    """Make one thing findable, or refresh what search knows of it."""
    known: dict[str, Any] = {
        "compound_id": compound_id,
        "audience": audience,
        "path": path,
        "title": title[:120],
        "text": text,
        "grams": index_grams(f"{title} {text}"),
        "happened_at": happened_at,
    }
    entry, _created = SearchEntry.objects.update_or_create(kind=kind, object_id=object_id, defaults=known)
    _refresh_fts5([entry])
    return entry


@action
def index_many(entries: list[SearchEntry]) -> None:
    """Make many new things findable at once (imports)."""
    for entry in entries:
        entry.grams = index_grams(f"{entry.title} {entry.text}")
    SearchEntry.objects.bulk_create(entries, batch_size=500)
    _refresh_fts5(entries)


@action
def forget_things(*, kind: str, object_ids: list[int]) -> int:
    """Make things unfindable, words and all; answers how many search knew."""
    entries = list(SearchEntry.objects.filter(kind=kind, object_id__in=object_ids))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_grams WHERE rowid = %s", [[e.id] for e in entries])
    SearchEntry.objects.filter(kind=kind, object_id__in=object_ids).delete()
    return len(entries)


def _refresh_fts5(entries: list[SearchEntry]) -> None:
    if connection.vendor != "sqlite":
        return  # the GIN index follows the row by itself
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_grams WHERE rowid = %s", [[e.id] for e in entries])
        cursor.executemany(
            "INSERT INTO search_grams (rowid, grams) VALUES (%s, %s)", [[e.id, e.grams] for e in entries]
        )
