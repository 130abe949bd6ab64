"""Code letters of a compound: how many doors have a good one, and which."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from linmeng.alliance.models import Unit
from linmeng.common.actor import Actor
from linmeng.people.models import CodeLetter
from linmeng.people.permissions import may_issue_letters


@dataclass(frozen=True)
class LetterCount:
    """Doors of a building, and how many of them have a letter that is good today."""

    building: str
    doors: int
    valid: int
    used: int


def letter_counts(compound_id: int, day: date) -> list[LetterCount]:
    """By building in walking order (one query)."""
    good = Q(code_letters__state=CodeLetter.State.VALID, code_letters__expires_on__gte=day)
    doors = Unit.objects.filter(
        compound_id=compound_id, valid_to__isnull=True, kind__in=(Unit.Kind.HOME, Unit.Kind.SHOP)
    )
    rows = (
        doors.values("building_id", "building__name", "building__walk_order")
        .annotate(
            doors=Count("id", distinct=True),
            valid=Count("id", distinct=True, filter=good),
            used=Count("id", distinct=True, filter=Q(code_letters__bindings__state="accepted")),
        )
        .order_by("building__walk_order", "building__name")
    )
    return [LetterCount(row["building__name"], row["doors"], row["valid"], row["used"]) for row in rows]


def letters_of(actor: Actor, compound_id: int) -> QuerySet[CodeLetter]:
    """A compound's letters, good ones first, in walking order, for who issues them."""
    if not may_issue_letters(actor, compound_id):
        return CodeLetter.objects.none()
    rows = CodeLetter.objects.filter(unit__compound_id=compound_id).select_related("unit__building")
    order = ("-state", "unit__building__walk_order", "unit__walk_order", "unit__code", "-issued_at")
    return rows.order_by(*order)
