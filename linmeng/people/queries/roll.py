"""The officers' roll page: units with their owners, and uploads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from linmeng.alliance.models import Compound, Unit
from linmeng.common.actor import Actor
from linmeng.people.bridge.columns import BASES, CONTACTS, KINDS, LIVING, SOURCES, STATUSES
from linmeng.people.models import ContactWay, Ownership, Residence, RollImport
from linmeng.people.permissions import may_keep_roll, may_see_roll
from linmeng.people.queries.actors import in_force
from linmeng.people.queries.owners import owners_on
from linmeng.people.queries.present_roll import in_chunks

WORD_OF = {code: word for table in (KINDS, SOURCES, STATUSES, CONTACTS) for word, code in table.items()}
BASIS_WORD = {code: word for word, code in BASES.items()}


@dataclass(frozen=True)
class RollNumbers:
    """The roll in three figures."""

    units: int
    area_dm2: int
    without_owner: int


def compounds_with_roll(actor: Actor) -> QuerySet[Compound]:
    """Compounds whose roll this officer may see."""
    reached = actor.hat.compounds if actor.hat is not None else frozenset()
    return Compound.objects.filter(id__in=[pk for pk in reached if may_see_roll(actor, pk)])


def units_on_roll(compound_id: int, day: date, words: str = "") -> QuerySet[Unit]:
    """Units of a compound in walking order; `words`: a unit code or the beginning of an owner's name."""
    units = Unit.objects.filter(compound_id=compound_id, valid_to__isnull=True)
    for word in words.split():
        owner = Ownership.objects.filter(in_force(day), unit_id=OuterRef("id"), person__name__startswith=word)
        units = units.filter(
            Q(code__startswith=word) | Exists(owner.filter(alliance_id=OuterRef("alliance_id")))
        )
    return units.select_related("building", "entrance").order_by("walk_order", "code")


def roll_numbers(compound_id: int, day: date) -> RollNumbers:
    """Units, their area, and how many have no owner on the roll."""
    units = Unit.objects.filter(compound_id=compound_id, valid_to__isnull=True)
    sums = units.aggregate(area=Coalesce(Sum("area_dm2"), 0))
    owned = Ownership.objects.filter(
        in_force(day), unit__compound_id=compound_id, unit__valid_to__isnull=True
    )
    with_owner = owned.values("unit_id").distinct().count()
    count = units.count()
    return RollNumbers(units=count, area_dm2=sums["area"], without_owner=count - with_owner)


def imports_of(actor: Actor, compound_id: int) -> QuerySet[RollImport]:
    """Uploads of a compound, for who keeps its roll."""
    if not may_keep_roll(actor, compound_id):
        return RollImport.objects.none()
    return RollImport.objects.filter(compound_id=compound_id).order_by("-created_at", "-id")


def roll_lines(compound_id: int, day: date) -> Iterator[Sequence[str]]:
    """The present roll as lines of the template's columns, so that it may be changed and read in again."""
    units = list(units_on_roll(compound_id, day))
    owners = owners_on([unit.id for unit in units], day)
    living = _living([unit.id for unit in units], day)
    people = {row.person_id for rows in owners.values() for row in rows}
    people |= {row.person_id for rows in living.values() for row in rows}
    phones, contact = _ways(people)
    for unit in units:
        yield _line(unit, owners[unit.id], living.get(unit.id, []), phones, contact)


def _living(unit_ids: list[int], day: date) -> dict[int, list[Residence]]:
    found: dict[int, list[Residence]] = {}
    for piece in in_chunks(unit_ids):
        rows = (
            Residence.objects.filter(in_force(day), unit_id__in=piece).select_related("person").order_by("id")
        )
        for row in rows:
            found.setdefault(row.unit_id, []).append(row)
    return found


def _ways(person_ids: set[int]) -> tuple[dict[int, str], dict[int, str]]:
    phones: dict[int, str] = {}
    contact: dict[int, str] = {}
    for piece in in_chunks(sorted(person_ids)):
        for way in ContactWay.objects.filter(person_id__in=piece, ended_at__isnull=True).order_by("id"):
            if way.kind in ("sms", "landline"):
                phones.setdefault(way.person_id, way.value)
            if way.preferred:
                # the roll file has no word for e-mail; an empty cell changes nothing when it is read again
                contact[way.person_id] = WORD_OF.get(way.kind, "")
    return phones, contact


def _joined(words: list[str]) -> str:
    """Parted by 、 in the order of the names; empty when all are."""
    return "、".join(words) if any(words) else ""


def _line(
    unit: Unit,
    owners: list[Ownership],
    living: list[Residence],
    phones: dict[int, str],
    contact: dict[int, str],
) -> Sequence[str]:
    representative = next((row.person.name for row in owners if row.is_representative), "")
    owners = sorted(owners, key=lambda row: row.id)
    word = _living_word(living)
    others = [row for row in living if row.kind != "owner" or word == "出租"]
    return (
        unit.building.name,
        unit.entrance.name,
        unit.room,
        unit.code,
        WORD_OF[unit.kind],
        f"{unit.area_dm2 // 100}.{unit.area_dm2 % 100:02d}",
        WORD_OF[unit.area_source],
        WORD_OF[unit.status],
        "、".join(row.person.name for row in owners),
        _joined([phones.get(row.person_id, "") for row in owners]),
        _joined([row.owner_code for row in owners]),
        BASIS_WORD[owners[0].basis] if owners else "",
        representative,
        _joined([str(row.person.born_year or "") for row in owners]),
        contact.get(owners[0].person_id, "") if owners else "",
        word,
        "、".join(row.person.name for row in others),
        _joined([phones.get(row.person_id, "") for row in others]),
    )


def _living_word(living: list[Residence]) -> str:
    kinds = {row.kind for row in living}
    kind = next((kind for kind in ("tenant", "owner", "family") if kind in kinds), "")
    return next((word for word, code in LIVING.items() if code == kind), "")
