"""Who owns from now on, and who votes for several owners."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound, Unit
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.ground.acts import action
from linmeng.people.actions.roll_fill import check_keeper
from linmeng.people.models import Ownership, Residence
from linmeng.people.permissions import may_keep_roll, may_name_representative
from linmeng.people.queries.actors import in_force
from linmeng.record.actions import write


@action
def register_transfer(
    actor: Actor, *, unit_id: int, new_owner_ids: Sequence[int], on: date, basis: str = "register"
) -> list[Ownership]:
    """A unit passes to new owners on the day of registration (Civil Code 209) or of what else makes them owners.

    The ownerships before it are closed with that day and stay; a representative must be named anew.
    """
    unit = Unit.objects.select_for_update().select_related("compound").get(pk=unit_id)
    check_keeper(actor, unit.compound)
    present = list(Ownership.objects.filter(unit=unit, valid_to__isnull=True))
    _check_transfer(new_owner_ids, on, present, actor.today)
    Ownership.objects.filter(unit=unit, valid_to__isnull=True).update(valid_to=on)
    opened = [Ownership(unit=unit, person_id=pk, basis=basis, valid_from=on) for pk in new_owner_ids]
    for ownership in opened:
        ownership.full_clean()
        ownership.save(force_insert=True)
    gone = [row.person_id for row in present if row.person_id not in new_owner_ids]
    Residence.objects.filter(unit=unit, kind="owner", person_id__in=gone, valid_to__isnull=True).update(
        valid_to=on
    )
    if basis != Ownership.Basis.DEVELOPER and unit.status != Unit.Status.SOLD:
        unit.status = Unit.Status.SOLD  # handed over: it leaves the developer's lump (JI 1, 9)
        unit.save(update_fields=["status"])
    facts = {"unit": str(unit_id), "owners": [str(pk) for pk in new_owner_ids], "basis": basis}
    write(actor, "ownership_transferred", facts | {"on": on.isoformat()})
    return opened


def _check_transfer(new_owner_ids: Sequence[int], on: date, present: list[Ownership], today: date) -> None:
    if not new_owner_ids:
        raise ValidationError({"new_owner_ids": _("Please enter the new owners.")})
    if len(set(new_owner_ids)) < len(new_owner_ids):
        raise ValidationError({"new_owner_ids": _("An owner is named twice.")})
    if on > today:
        raise ValidationError({"on": _("A transfer is entered on its day or later.")})
    if any(row.valid_from > on for row in present):
        raise ValidationError({"on": _("The present owners own the unit only since a later day.")})


@action
def name_representative(actor: Actor, *, unit_id: int, person_id: int) -> Ownership:
    """Co-owners name the one who votes for their unit (Guide art. 25), who counts as one person."""
    unit = Unit.objects.select_related("compound").get(pk=unit_id)
    Compound.objects.select_for_update().get(pk=unit.compound_id)
    present = {row.person_id: row for row in Ownership.objects.filter(in_force(actor.today), unit=unit)}
    others = frozenset(present) - {person_id, actor.person_id or 0}
    allowed = may_name_representative(actor, compound_id=unit.compound_id, unit_id=unit_id, others=others)
    if not allowed or (actor.person_id == person_id and not _keeps(actor, unit)):
        raise NotAllowed(
            _(
                "Of two owners one may name the other; otherwise all owners sign a paper, entered by who keeps the roll."
            )
        )
    if _keeps(actor, unit):
        check_keeper(actor, unit.compound)
    if person_id not in present:
        raise ValidationError({"person_id": _("Only one of the owners can be named.")})
    Ownership.objects.filter(unit=unit, is_representative=True, valid_to__isnull=True).update(
        is_representative=False
    )
    chosen = present[person_id]
    chosen.is_representative = True
    chosen.save(update_fields=["is_representative"])
    write(actor, "representative_named", {"unit": str(unit_id), "person": str(person_id)})
    return chosen


def _keeps(actor: Actor, unit: Unit) -> bool:
    return may_keep_roll(actor, unit.compound_id)
