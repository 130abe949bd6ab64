"""What doors need: given by whoever has something for them, ticked at the door."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Entrance, Unit
from linmeng.circles.models import Errand, ErrandStep
from linmeng.circles.permissions import may_do_errand, may_give_errands
from linmeng.circles.queries import charges_in
from linmeng.circles.states import ERRAND
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.wording import clean_line, fitting
from linmeng.ground.acts import action
from linmeng.publishing.queries.choices import tells_a_choice
from linmeng.record.actions import write

AT_ONCE = 500


@action
def give_errands(
    actor: Actor,
    *,
    kind: str,
    title: str,
    source: str,
    source_id: int,
    due_on: date,
    path: str = "",
    unit_ids: Collection[int] = (),
    entrance_ids: Collection[int] = (),
) -> int:
    """One errand for each door (and each entrance) that has none yet from this source; how many were added.

    `source` and `source_id` are what gave them, as text and number: an errand points to nothing later.
    """
    title = fitting(clean_line(title), field="title", fewest=2, most=80)
    places = [*_doors(unit_ids), *_entrances(entrance_ids)]
    if not places:
        raise ValidationError({"units": _("Please choose at least one door.")})
    if not all(may_give_errands(actor, compound_id) for compound_id in {place[0] for place in places}):
        raise NotAllowed(_("People are sent to doors by the community worker or the owners' committee."))
    rows = Errand.objects.filter(source=source, source_id=source_id, kind=kind)
    known = set(rows.values_list("entrance_id", "unit_id"))
    fresh = [
        Errand(
            compound_id=compound_id,
            entrance_id=entrance_id,
            unit_id=unit_id,
            kind=kind,
            title=title,
            path=path,
            source=source,
            source_id=source_id,
            due_on=due_on,
            given_at=actor.at,
            given_by=actor.seat_title[:80],
        )
        for compound_id, entrance_id, unit_id in places
        if (entrance_id, unit_id) not in known
    ]
    Errand.objects.bulk_create(fresh, batch_size=AT_ONCE)
    facts = {"source": source, "of": str(source_id), "kind": kind, "count": len(fresh)}
    write(actor, "errands_given", facts | {"due_on": due_on.isoformat()})
    return len(fresh)


def _doors(unit_ids: Collection[int]) -> list[tuple[int, int, int | None]]:
    units = Unit.objects.filter(id__in=list(unit_ids), valid_to__isnull=True).order_by("walk_order", "id")
    return list(units.values_list("compound_id", "entrance_id", "id"))


def _entrances(entrance_ids: Collection[int]) -> list[tuple[int, int, int | None]]:
    rows = Entrance.objects.filter(id__in=list(entrance_ids)).order_by("walk_order", "id")
    return [(compound_id, pk, None) for compound_id, pk in rows.values_list("building__compound_id", "id")]


@action
def finish_errand(actor: Actor, *, errand_id: int, note: str = "") -> Errand:
    """It was done at the door: one tap. The note is a fact or a question, never how somebody will vote."""
    errand = _locked(actor, errand_id)
    ERRAND.check(errand.state, "done", what=errand.title)
    errand.note = _checked_note(note)
    errand.state, errand.done_at, errand.done_by = "done", actor.at, actor.person_id
    errand.save(update_fields=["note", "state", "done_at", "done_by"])
    _step(actor, errand, "done", errand.note)
    return errand


@action
def finish_errand_at(actor: Actor, *, source: str, source_id: int, kind: str, unit_id: int) -> int:
    """The same, from the page of what gave it: open errands at this door are ticked; how many were."""
    rows = Errand.objects.filter(
        source=source, source_id=source_id, kind=kind, unit_id=unit_id, state="open"
    ).order_by("id")
    return len([finish_errand(actor, errand_id=pk) for pk in list(rows.values_list("id", flat=True))])


@action
def note_nobody_there(actor: Actor, *, errand_id: int) -> Errand:
    """Nobody opened: the errand stays, and one sees how often it was tried."""
    errand = _locked(actor, errand_id)
    if errand.state != "open":
        raise WrongState(_("This is done already."))
    errand.tries += 1
    errand.save(update_fields=["tries"])
    _step(actor, errand, "nobody_there", "")
    return errand


@action
def reopen_errand(actor: Actor, *, errand_id: int) -> Errand:
    """Ticked by mistake: it is open again, and the tick stays in the trace."""
    errand = _locked(actor, errand_id)
    ERRAND.check(errand.state, "open", what=errand.title)
    errand.state, errand.done_at, errand.done_by = "open", None, None
    errand.save(update_fields=["state", "done_at", "done_by"])
    _step(actor, errand, "reopened", "")
    return errand


@action
def call_off_errands(actor: Actor, *, source: str, source_id: int, because: str, kind: str = "") -> int:
    """What doors needed is over: open errands of this source are called off with a reason."""
    because = fitting(clean_line(because), field="because", fewest=2, most=120)
    rows = Errand.objects.select_for_update().filter(source=source, source_id=source_id, state="open")
    errands = list(rows.filter(kind=kind) if kind else rows)
    if not all(may_give_errands(actor, one.compound_id) for one in errands):
        raise NotAllowed(_("Errands are called off by those who may give them."))
    Errand.objects.filter(id__in=[one.id for one in errands]).update(state="called_off", note=because)
    ErrandStep.objects.bulk_create(
        [_step_row(actor, one, "called_off", because) for one in errands], batch_size=AT_ONCE
    )
    write(actor, "errands_called_off", {"source": source, "of": str(source_id), "count": len(errands)})
    return len(errands)


def _locked(actor: Actor, errand_id: int) -> Errand:
    rows = Errand.objects.select_for_update(of=("self",)).select_related("entrance")
    errand = rows.get(pk=errand_id)
    building_id = errand.entrance.building_id
    charges = charges_in([errand.compound_id], actor.today)
    seat_id, _by = charges.of(errand.unit_id, errand.entrance_id, building_id)
    if not may_do_errand(actor, errand.compound_id, building_id, seat_id):
        raise NotAllowed(_("This door is in somebody else's charge."))
    return errand


def _checked_note(note: str) -> str:
    note = fitting(clean_line(note), field="note", fewest=0, most=120)
    if tells_a_choice(note):
        raise ValidationError(
            {"note": _("Please write no word on how somebody votes: only facts and questions.")}
        )
    return note


def _step(actor: Actor, errand: Errand, what: str, note: str) -> None:
    _step_row(actor, errand, what, note).save(force_insert=True)
    write(actor, "errand", {"errand": str(errand.id), "what": what})


def _step_row(actor: Actor, errand: Errand, what: str, note: str) -> ErrandStep:
    return ErrandStep(
        errand=errand,
        what=what,
        note=note,
        by_person_id=actor.person_id,
        by_seat=actor.seat_title[:80],
        happened_at=actor.at,
    )
