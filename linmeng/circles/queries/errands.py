"""What doors need now, in the order in which one walks."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from linmeng.circles.models import Errand
from linmeng.circles.permissions import AT_DOORS, MAY_HAVE_DOORS
from linmeng.circles.queries.doors import charges_in, compounds_with_charge
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.dues import Due
from linmeng.ground.directory import slug_in_force

WALKING = (
    "entrance__building__walk_order", "entrance__building__code", "entrance__walk_order", "entrance__code",
    "unit__walk_order", "unit__code", "due_on", "id",
)  # fmt: skip
MOST_ERRANDS = 2_000


def errands_with_doors() -> QuerySet[Errand]:
    """Errands with the place they lead to."""
    return Errand.objects.select_related("compound", "entrance__building", "unit")


def my_errands(actor: Actor, *, done_on: date | None = None) -> list[Errand]:
    """Open errands at the doors in this hat's charge in walking order; with `done_on` what it did that day."""
    if actor.hat is None:
        return []
    compounds = compounds_with_charge(actor)
    if done_on is not None:
        mine = errands_with_doors().filter(state="done", done_by=actor.person_id)
        return [
            one
            for one in mine.order_by("-done_at")[:200]
            if one.done_at and local_day(one.done_at) == done_on
        ]
    if not compounds:
        return []
    rows = errands_with_doors().filter(compound_id__in=list(compounds), state="open")
    charges, seat = charges_in(compounds, actor.today), actor.hat.seat_id
    found = rows.order_by("compound__code", *WALKING)[:MOST_ERRANDS]
    return [
        one for one in found if charges.of(one.unit_id, one.entrance_id, one.entrance.building_id)[0] == seat
    ]


@dataclass(frozen=True)
class ErrandProgress:
    """How far one thing has come at the doors."""

    open: int
    done: int
    called_off: int
    nobody_there: int
    """Still open, and nobody was there at least once."""


def errand_progress(source: str, source_id: int, kind: str = "") -> ErrandProgress:
    """For the area that gave them: one query."""
    rows = Errand.objects.filter(source=source, source_id=source_id)
    if kind:
        rows = rows.filter(kind=kind)
    found = rows.aggregate(
        open=Count("id", filter=Q(state="open")),
        done=Count("id", filter=Q(state="done")),
        called_off=Count("id", filter=Q(state="called_off")),
        nobody_there=Count("id", filter=Q(state="open", tries__gt=0)),
    )
    return ErrandProgress(**found)


@dataclass(frozen=True)
class ErrandBatch:
    """Errands given together in one compound, and how far they are."""

    title: str
    kind: str
    source: str
    source_id: int
    open: int
    done: int
    due_on: date

    @property
    def kind_words(self) -> str:
        """The kind in words."""
        return str(Errand.Kind(self.kind).label)


def errand_batches(compound_id: int) -> list[ErrandBatch]:
    """What people were sent to doors for in a compound, the next due first; finished ones are left out."""
    rows = Errand.objects.filter(compound_id=compound_id).exclude(state="called_off")
    sums = rows.values("title", "kind", "source", "source_id").annotate(
        open=Count("id", filter=Q(state="open")),
        done=Count("id", filter=Q(state="done")),
        due_on=Min("due_on"),
    )
    return [ErrandBatch(**row) for row in sums.filter(open__gt=0).order_by("due_on", "title")[:50]]


def dues(actor: Actor) -> list[Due]:
    """For whoever has doors: each kind of errand once, with how many doors wait."""
    if actor.hat is None or not actor.wears(*MAY_HAVE_DOORS):
        return []
    groups: dict[tuple[str, str, int, int], list[Errand]] = {}
    for one in my_errands(actor):
        groups.setdefault((one.title, one.kind, one.source_id, one.compound_id), []).append(one)
    if not groups:
        return []
    path = f"/a/{slug_in_force()}/my-doors/"
    return [
        Due(
            by=min(one.due_on for one in several),
            what=f"{title} · {several[0].get_kind_display()} ({len(several)})",
            path=path,
            role=actor.hat.role,
            compound_id=compound_id,
        )
        for (title, _kind, _source, compound_id), several in groups.items()
    ]


def errands_waiting(actor: Actor) -> int:
    """How many open errands lie in this hat's charge."""
    return len(my_errands(actor)) if actor.wears(*MAY_HAVE_DOORS) else 0


def goes_to_doors(actor: Actor) -> bool:
    """Whether this hat is one that goes to doors at all."""
    return actor.wears(*AT_DOORS) or bool(compounds_with_charge(actor))
