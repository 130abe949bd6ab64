"""Putting right what was entered wrongly: new words take the place of old ones, and the record keeps both."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from linmeng.alliance.models import (
    Body,
    CharterAdoption,
    CommitteeTerm,
    Compound,
    PropertyService,
    ResidentsArea,
    Unit,
)
from linmeng.alliance.permissions import may_correct_compound, may_set_up
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import required_alliance_id
from linmeng.record.actions import write


def _before_and_after(row: Model, after: Mapping[str, object]) -> dict[str, str]:
    """What changes, as the record keeps it: these are names of places and bodies, not of people."""
    facts: dict[str, str] = {}
    for field, value in after.items():
        was = getattr(row, field)
        if was != value:
            facts |= {f"{field}_before": str(was or ""), f"{field}_after": str(value or "")}
    return facts


def _put_right(actor: Actor, row: Model, kind: str, ids: dict[str, str], after: Mapping[str, object]) -> None:
    facts = _before_and_after(row, after)
    if not facts:
        return
    for field, value in after.items():
        setattr(row, field, value)
    row.full_clean()
    row.save(update_fields=list(after))
    write(actor, kind, ids | facts)


def compound_to_correct(actor: Actor, compound_id: int) -> Compound:
    """The compound, locked; only for who may put it right."""
    compound = Compound.objects.select_for_update().get(pk=compound_id)
    if not may_correct_compound(actor, compound_id):
        raise NotAllowed(
            _("Only the Party secretary or the community worker of %(compound)s can correct it.")
            % {"compound": compound.name}
        )
    return compound


@action
def describe_area(
    actor: Actor, *, place: str, district: str = "", street: str = "", name: str = ""
) -> ResidentsArea:
    """Where the alliance is at home; there is one such row, put right by saying it again."""
    if not may_set_up(actor):
        raise NotAllowed(_("Only the Party secretary or a community worker can change the directory."))
    Alliance.objects.select_for_update().get(pk=required_alliance_id())
    area = ResidentsArea.objects.first() or ResidentsArea()
    told = {"place": place, "district": district, "street": street, "name": name}
    if not area._state.adding and not _before_and_after(area, told):
        return area
    area.place, area.district, area.street, area.name = place, district, street, name
    area.full_clean()
    area.save()
    facts = {"place": place, "district": district, "street": street, "area_name": name}
    write(actor, "area_described", facts)
    return area


@action
def correct_compound(
    actor: Actor,
    *,
    compound_id: int,
    name: str,
    address: str,
    built_year: int | None = None,
    residents_committee_id: int | None = None,
) -> Compound:
    """Another name, address, year or residents' committee. The code stays: it stands on printed papers."""
    compound = compound_to_correct(actor, compound_id)
    after = {
        "name": name.strip(),
        "address": address.strip(),
        "built_year": built_year,
        "residents_committee_id": residents_committee_id,
    }
    _put_right(actor, compound, "compound_corrected", {"compound": str(compound_id)}, after)
    return compound


@action
def close_compound(actor: Actor, *, compound_id: int, because: str) -> Compound:
    """Take back a compound that was entered by mistake. Only while nothing hangs on it; the row stays.

    Its services and its committee's record end with it; its code becomes free for the right one.
    """
    compound = compound_to_correct(actor, compound_id)
    if not because.strip():
        raise ValidationError({"because": _("Please say in a few words why.")})
    _refuse_unless_empty(compound)
    PropertyService.objects.filter(compound=compound, valid_to__isnull=True).update(valid_to=actor.today)
    bodies = list(Body.objects.filter(compound=compound).values_list("id", flat=True))
    terms = CommitteeTerm.objects.filter(body_id__in=bodies).exclude(state="ended")
    terms.update(state=CommitteeTerm.State.ENDED, ends_on=actor.today)
    facts = {"compound": str(compound.id), "code": compound.code, "name": compound.name}
    compound.closed_on, compound.code = actor.today, f"x{compound.id % 10**10:010d}"
    compound.residents_committee = None
    _free_names(compound)
    compound.save(update_fields=["closed_on", "code", "residents_committee"])
    write(actor, "compound_closed", facts | {"because": because.strip()[:80]})
    return compound


def _refuse_unless_empty(compound: Compound) -> None:
    if Unit.objects.filter(compound=compound).exists():
        raise WrongState(
            _(
                "%(compound)s has units on its roll, so it cannot be closed. Its name and address can be changed."
            )
            % {"compound": compound.name}
        )
    if CharterAdoption.objects.filter(compound=compound).exists():
        raise WrongState(
            _("The committee of %(compound)s has decided about the charter; what was decided stays.")
            % {"compound": compound.name}
        )


def _free_names(compound: Compound) -> None:
    """The committee's name becomes free for the committee of the right compound."""
    for body in Body.objects.filter(compound=compound):
        body.name = f"{body.name[:60]} ×{compound.id}"[:80]
        body.save(update_fields=["name"])


@action
def rename_body(actor: Actor, *, body_id: int, name: str) -> Body:
    """Another name of a residents' committee, a Party organisation, an owners' committee or a company."""
    body = Body.objects.select_for_update().get(pk=body_id)
    if body.compound_id is not None:
        compound_to_correct(actor, body.compound_id)
    elif not may_set_up(actor):
        raise NotAllowed(_("Only the Party secretary or a community worker can change the directory."))
    _put_right(actor, body, "body_renamed", {"body": str(body_id)}, {"name": name.strip()})
    return body


@action
def correct_service_start(actor: Actor, *, service_id: int, valid_from: date) -> PropertyService:
    """The day on which the present company began was entered wrongly."""
    service = PropertyService.objects.get(pk=service_id)
    compound_to_correct(actor, service.compound_id)
    service = PropertyService.objects.select_for_update().get(pk=service_id)
    if service.valid_to is not None:
        raise WrongState(_("This service has ended; its dates stay."))
    refuse_overlap(service.compound_id, valid_from, but=service_id)
    ids = {"service": str(service_id), "compound": str(service.compound_id)}
    _put_right(actor, service, "service_corrected", ids, {"valid_from": valid_from})
    return service


def refuse_overlap(compound_id: int, valid_from: date, *, but: int | None = None) -> None:
    """A service begins when the one before it has ended."""
    before = PropertyService.objects.filter(compound_id=compound_id, valid_to__gt=valid_from)
    last = before.exclude(pk=but).order_by("-valid_to").first()
    if last is not None:
        raise ValidationError(
            {"valid_from": _("The company before it served until %(day)s.") % {"day": last.valid_to}}
        )
