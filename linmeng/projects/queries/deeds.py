"""What can be put before owners, in neighbours' words; from that follow the matter and whose vote it is."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Building, Compound, Entrance
from linmeng.projects.bridge import LiftLaw, MatterClass, Scopes, lift_law, matter_classes, scopes_by_law

ELECTS = "elect_committee"


@dataclass(frozen=True)
class Deed:
    """Something to be done. `matter`: its key among the nine of Civil Code 278(1)."""

    key: str
    words: str
    matter: str
    whole: bool = False
    """Only all owners of the compound together can decide it."""
    one_building: bool = False
    """A matter of exactly one building."""
    common_ground: bool = False
    """Takes ground of the whole compound too: a second, linked vote."""


def deeds() -> tuple[Deed, ...]:
    """Everything that owners are asked about here, except elections, which have a way of their own."""
    return (
        Deed("repair", _("Repair or renew common parts, paid from the maintenance fund"), "use_fund"),
        Deed("refill", _("Top up the maintenance fund, or collect money for it"), "raise_fund"),
        Deed("alter", _("Alter or rebuild: another form, another size, more than there was"), "rebuild"),
        Deed("lift", _("Add a lift, on the building's own ground"), "rebuild", one_building=True),
        Deed(
            "lift_on_common_ground",
            _("Add a lift that takes ground of the whole compound"),
            "rebuild",
            one_building=True,
            common_ground=True,
        ),
        Deed("other_use", _("Use common ground or rooms for something else, or earn with them"), "common_use"),
        Deed("company", _("Choose, keep or dismiss the property company"), "hire_company", whole=True),
        Deed("fees", _("Change the property fee or the service contract"), "other_major", whole=True),
        Deed("rules", _("Set or change the assembly's rules of procedure"), "set_rules", whole=True),
        Deed("covenant", _("Set or change the management covenant"), "set_covenant", whole=True),
        Deed("income", _("Decide what common income is spent on, and the committee's budget"), "other_major", whole=True),
        Deed("other", _("Another major matter of what owners hold together"), "other_major"),
    )  # fmt: skip


def deed_of(key: str) -> Deed:
    """The deed of this key; ValidationError for one nobody knows."""
    for deed in deeds():
        if deed.key == key:
            return deed
    raise ValidationError({"deed": _("Please choose what is to be done.")})


@dataclass(frozen=True)
class Finding:
    """What the law says of a deed at a place: matter and share with the article, whose vote it is."""

    deed: Deed
    matter: MatterClass
    scope: str
    building_id: int | None
    entrance_id: int | None
    place_words: str
    scope_article: str
    lift: LiftLaw | None
    """Of a lift on common ground: the two shares that must both be reached."""

    @property
    def narrower_refused(self) -> bool:
        """Whether a part was asked for but all owners of the compound decide."""
        return self.deed.whole


def find(compound: Compound, deed: Deed, place: str, day: date) -> Finding:
    """The law of a deed. `place`: "compound", "building:3" or "entrance:7", the part that it touches.

    What the law lets a part decide is decided by that part; everything else by all owners of the compound.
    """
    known = {matter.key: matter for matter in matter_classes(compound.place, day)}
    if deed.matter not in known:
        raise ValidationError({"deed": _("No law pack is in force for this place today.")})
    allowed = scopes_by_law(compound.place, day)
    scope, number = _scope(compound, deed, place, allowed)
    building, entrance = _part(compound, scope, number)
    return Finding(
        deed=deed,
        matter=known[deed.matter],
        scope=scope,
        building_id=building.id if building is not None and scope == "building" else None,
        entrance_id=entrance.id if entrance is not None else None,
        place_words=" ".join(part.name for part in (compound, building, entrance) if part is not None),
        scope_article=allowed.article,
        lift=lift_law(compound.place, day) if deed.common_ground else None,
    )


def _scope(compound: Compound, deed: Deed, place: str, allowed: Scopes) -> tuple[str, int]:
    scope, _colon, number = place.partition(":")
    if deed.one_building and scope != "building":
        raise ValidationError({"place": _("Please choose the building that gets the lift.")})
    if scope not in ("compound", "building", "entrance") or (scope != "compound" and not number.isdigit()):
        raise ValidationError({"place": _("Please choose which part it touches.")})
    if deed.whole or scope not in allowed.scopes:
        return "compound", 0
    return scope, int(number or 0)


def _part(compound: Compound, scope: str, number: int) -> tuple[Building | None, Entrance | None]:
    if scope == "building":
        building = Building.objects.filter(compound=compound, id=number).first()
        found: tuple[Building | None, Entrance | None] = (building, None)
    elif scope == "entrance":
        entrance = (
            Entrance.objects.filter(building__compound=compound, id=number).select_related("building").first()
        )
        found = (entrance.building if entrance else None, entrance)
    else:
        return None, None
    if found[0] is None:
        raise ValidationError({"place": _("This building is not in the compound.")})
    return found
