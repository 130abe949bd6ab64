"""Reading what was published."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from linmeng.ground.directory import slug_in_force
from linmeng.ground.queries.search import entries_containing
from linmeng.publishing.models import Publication

STATES = ("open", "standing", "corrected", "withdrawn")


def board(compound_id: int | None = None) -> QuerySet[Publication]:
    """The public board, newest first; of one compound or of all. Each knows when it was corrected."""
    rows = with_corrections(Publication.objects.select_related("compound")).order_by("-published_at", "-id")
    return rows if compound_id is None else rows.filter(compound_id=compound_id)


def with_corrections(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    """Adds `corrected_at` and `corrected_by` (the token of the newer one)."""
    newer = Publication.objects.filter(replaces_id=OuterRef("id")).order_by("published_at")
    return rows.annotate(
        corrected_at=Subquery(newer.values("published_at")[:1]),
        corrected_by=Subquery(newer.values("token")[:1]),
    )


@dataclass(frozen=True)
class PublicationSearch:
    """What was asked of the list of publications."""

    words: str = ""
    compound: str = ""
    kind: str = ""
    state: str = ""


def find_publications(asked: PublicationSearch, at: datetime) -> QuerySet[Publication]:
    """The list of publications, narrowed, newest first."""
    rows = board()
    if asked.compound:
        rows = rows.filter(compound__code=asked.compound)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.state in STATES:
        rows = rows.filter(_in_state(asked.state, at))
    if asked.words:
        found = entries_containing(asked.words).filter(kind="publication")
        rows = rows.filter(Q(id__in=found.values("object_id")) | Q(title__icontains=asked.words))
    return rows


def _in_state(state: str, at: datetime) -> Q:
    corrected = Exists(Publication.objects.filter(replaces_id=OuterRef("id")))
    if state == "withdrawn":
        return Q(withdrawn_at__isnull=False)
    if state == "corrected":
        return Q(corrected)
    standing = Q(withdrawn_at__isnull=True) & ~Q(corrected)
    return standing & Q(period_ends_at__gt=at, kind="public_notice") if state == "open" else standing


def publication_by_token(token: str) -> QuerySet[Publication]:
    """The publication behind a printed code."""
    rows = with_corrections(Publication.objects.select_related("compound", "replaces"))
    return rows.filter(token=token)


def publications_of_code(code: str) -> QuerySet[Publication]:
    """Publications whose check code (first eight signs of the hash) is this."""
    return board().filter(facts_sha256__startswith=code.lower())


def newest_publication(subject: str, subject_id: int) -> Publication | None:
    """The publication of a thing that was not withdrawn, if any."""
    standing = Publication.objects.filter(subject=subject, subject_id=subject_id, withdrawn_at__isnull=True)
    return standing.order_by("-published_at", "-id").first()


def answers_to(publication: Publication) -> QuerySet[Publication]:
    """Answers to objections that hang on the board, oldest first."""
    answers = Publication.objects.filter(
        subject="answer", subject_id=publication.id, withdrawn_at__isnull=True
    )
    return answers.order_by("published_at", "id")


def facts_of(publication: Publication) -> dict[str, Any]:
    """The frozen facts, as they were given."""
    facts: dict[str, Any] = json.loads(publication.facts)
    return facts


def issuer_of(publication: Publication) -> int | None:
    """The body in whose name it hangs; None for papers of older kinds, which do not say."""
    issuer = facts_of(publication).get("issuer_id", "")
    return int(issuer) if issuer else None


def publication_path(publication: Publication) -> str:
    """Its page on the site, for notices and the search index."""
    return f"/a/{slug_in_force()}/p/{publication.token}/"


@dataclass(frozen=True)
class Change:
    """One field that a correction changed."""

    field: str
    before: str
    after: str


COMPARED = ("kind", "headline", "paragraphs", "article", "last_day", "photos")


def changes_between(old: Publication, new: Publication) -> list[Change]:
    """Field by field, what stands in the newer facts otherwise than in the older ones."""
    before, after = facts_of(old), facts_of(new)
    pairs = [(field, _written(before.get(field)), _written(after.get(field))) for field in COMPARED]
    return [Change(*pair) for pair in pairs if pair[1] != pair[2]]


def _written(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_written(one) for one in value)
    if isinstance(value, dict):
        return str(value.get("sha256", ""))[:8].upper()
    return "" if value is None else str(value)
