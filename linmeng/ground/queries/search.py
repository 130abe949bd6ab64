"""Finding things by their words; same answers on SQLite (FTS5) and PostgreSQL (tsvector)."""

from collections.abc import Collection

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from linmeng.ground.grams import query_phrases
from linmeng.ground.models import SearchEntry


def _fts5(phrases: list[str]) -> RawSQL:
    parts = [f'"{p[:-1]}"*' if p.endswith("*") else f'"{p}"' for p in phrases]
    return RawSQL("SELECT rowid FROM search_grams WHERE grams MATCH %s", [" AND ".join(parts)])


def _tsquery(phrases: list[str]) -> tuple[str, list[str]]:
    parts = [
        "(" + " <-> ".join(f"'{g}'" for g in p.split()) + ")" if p[-1] != "*" else f"'{p[:-1]}':*"
        for p in phrases
    ]
    return "to_tsvector('simple', grams) @@ to_tsquery('simple', %s)", [" & ".join(parts)]


def entries_containing(query: str) -> QuerySet[SearchEntry]:
    """Entries of the alliance that contain every part of the query, newest first."""
    phrases = query_phrases(query)
    entries = SearchEntry.objects.order_by("-happened_at", "-id")
    if not phrases:
        return entries.none()
    if connection.vendor == "sqlite":
        return entries.filter(id__in=_fts5(phrases))
    where, params = _tsquery(phrases)
    return entries.extra(where=[where], params=params)  # noqa: S610  the condition is fixed text


def entries_visible(query: str, *, homes: Collection[int], handled: Collection[int]) -> QuerySet[SearchEntry]:
    """What a person may find: public things, things of the own compounds, things they handle."""
    visible = Q(audience="public") | Q(audience="compound", compound_id__in=[*homes, *handled])
    return entries_containing(query).filter(visible | Q(audience="handlers", compound_id__in=list(handled)))
