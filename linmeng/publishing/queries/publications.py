"""Reading what was published."""

import json
from typing import Any

from django.db.models import QuerySet

from linmeng.publishing.models import Publication


def board(compound_id: int | None = None) -> QuerySet[Publication]:
    """The public board, newest first; of one compound or of all."""
    rows = Publication.objects.select_related("compound").order_by("-published_at", "-id")
    return rows if compound_id is None else rows.filter(compound_id=compound_id)


def publication_by_token(token: str) -> QuerySet[Publication]:
    """The publication behind a printed code."""
    return Publication.objects.select_related("compound").filter(token=token)


def publications_of_code(code: str) -> QuerySet[Publication]:
    """Publications whose check code (first eight signs of the hash) is this."""
    return Publication.objects.select_related("compound").filter(facts_sha256__startswith=code.lower())


def newest_publication(subject: str, subject_id: int) -> Publication | None:
    """The publication of a thing that was not withdrawn, if any."""
    standing = Publication.objects.filter(subject=subject, subject_id=subject_id, withdrawn_at__isnull=True)
    return standing.order_by("-published_at", "-id").first()


def facts_of(publication: Publication) -> dict[str, Any]:
    """The frozen facts, as they were given."""
    facts: dict[str, Any] = json.loads(publication.facts)
    return facts
