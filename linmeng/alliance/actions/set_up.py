"""Building the directory: compounds, what they are built of, the bodies, who serves where."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.actions.corrections import compound_to_correct, refuse_overlap
from linmeng.alliance.models import Body, Building, Compound, Entrance, PropertyService
from linmeng.alliance.permissions import may_set_up
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import required_alliance_id
from linmeng.record.actions import write


def _check(actor: Actor) -> None:
    """Who may, one after the other: of two who enter the same at once the later is told so."""
    if not may_set_up(actor):
        raise NotAllowed(_("Only the Party secretary or a community worker can change the directory."))
    Alliance.objects.select_for_update().get(pk=required_alliance_id())


@action
def add_compound(
    actor: Actor,
    *,
    code: str,
    name: str,
    address: str,
    built_year: int | None = None,
    residents_committee_id: int | None = None,
    place: str = "cn-shanghai",
) -> Compound:
    """Take a compound into the alliance's directory; it decides for itself whether it adopts the charter."""
    _check(actor)
    compound = Compound(
        code=code,
        name=name,
        address=address,
        built_year=built_year,
        residents_committee_id=residents_committee_id,
        place=place,
    )
    compound.full_clean()
    compound.save(force_insert=True)
    write(actor, "compound_added", {"compound": str(compound.id), "code": code})
    return compound


@action
def add_body(actor: Actor, *, kind: str, name: str, compound_id: int | None = None) -> Body:
    """Enter a body of the troika or a Party organisation; an owners' committee names its compound."""
    _check(actor)
    body = Body(kind=kind, name=name, compound_id=compound_id)
    body.full_clean()
    body.save(force_insert=True)
    write(actor, "body_added", {"body": str(body.id), "kind": kind, "compound": str(compound_id or "")})
    return body


@action
def add_building(
    actor: Actor,
    *,
    compound_id: int,
    code: str,
    name: str = "",
    floors: int = 6,
    lifts: int = 0,
    walk_order: int = 0,
) -> Building:
    """Enter a building of a compound."""
    compound_to_correct(actor, compound_id)
    building = Building(
        compound_id=compound_id,
        code=code,
        name=name or f"{code}号楼",
        floors=floors,
        lifts=lifts,
        walk_order=walk_order,
    )
    building.full_clean()
    building.save(force_insert=True)
    write(actor, "building_added", {"building": str(building.id), "compound": str(compound_id), "code": code})
    return building


@action
def add_entrance(
    actor: Actor, *, building_id: int, code: str, name: str = "", walk_order: int = 0
) -> Entrance:
    """Enter a staircase of a building."""
    compound_to_correct(actor, Building.objects.get(pk=building_id).compound_id)
    entrance = Entrance(building_id=building_id, code=code, name=name or f"{code}号", walk_order=walk_order)
    entrance.full_clean()
    entrance.save(force_insert=True)
    write(actor, "entrance_added", {"entrance": str(entrance.id), "building": str(building_id), "code": code})
    return entrance


@action
def start_service(actor: Actor, *, company_id: int, compound_id: int, valid_from: date) -> PropertyService:
    """A property company begins to serve a compound; the one before it must have ended."""
    compound_to_correct(actor, compound_id)
    company = Body.objects.get(pk=company_id)
    if company.kind != Body.Kind.PROPERTY_COMPANY:
        raise ValidationError(_("%(name)s is not a property company.") % {"name": company.name})
    if PropertyService.objects.filter(compound_id=compound_id, valid_to__isnull=True).exists():
        raise WrongState(
            _("Another company still serves this compound. Enter the day on which it ends first.")
        )
    refuse_overlap(compound_id, valid_from)
    service = PropertyService.objects.create(company=company, compound_id=compound_id, valid_from=valid_from)
    write(
        actor,
        "service_started",
        {"company": str(company_id), "compound": str(compound_id), "from": valid_from.isoformat()},
    )
    return service


@action
def end_service(actor: Actor, *, compound_id: int, on: date) -> PropertyService:
    """The present property company's last day; the service row stays with its dates."""
    compound_to_correct(actor, compound_id)
    service = PropertyService.objects.filter(compound_id=compound_id, valid_to__isnull=True).first()
    if service is None:
        raise WrongState(_("No property company serves this compound at present."))
    if on < service.valid_from:
        raise ValidationError(
            _("The service cannot end before it began on %(day)s.") % {"day": service.valid_from}
        )
    service.valid_to = on
    service.save(update_fields=["valid_to"])
    write(
        actor,
        "service_ended",
        {"company": str(service.company_id), "compound": str(compound_id), "on": on.isoformat()},
    )
    return service
