"""What a visitor sees of a compound's profile."""

from collections import Counter
from dataclasses import dataclass

from linmeng.alliance.models import (
    Body,
    Building,
    Compound,
    Facility,
    RulesOfProcedure,
    ShareSwitch,
    Strength,
)
from linmeng.alliance.permissions import (
    may_correct_compound,
    may_keep_profile,
    may_record_rules,
    may_see_profile,
    may_set_share_switch,
)
from linmeng.alliance.queries import (
    CommitteeStanding,
    committee_state,
    facilities_by_risk,
    property_company_of,
    rules_on,
    rules_sentences,
    share_levels,
)
from linmeng.common.actor import Actor
from linmeng.people.permissions import may_keep_roll, may_see_roll
from linmeng.people.queries import PeopleCount, elder_counts, roll_numbers, seats_of_body
from linmeng.people.queries.roll import RollNumbers
from linmeng.rights.queries import SeatLine, seat_lines

DANGEROUS_FROM = 4


@dataclass(frozen=True)
class Rights:
    """Which buttons the visitor sees (the actions check again)."""

    keep: bool
    rules: bool
    share: bool
    correct: bool
    see_roll: bool
    keep_roll: bool


@dataclass(frozen=True)
class Profile:
    """A compound as this visitor may see it."""

    inside: bool
    committee: CommitteeStanding
    seats: list[SeatLine]
    company: Body | None
    buildings: list[Building]
    facilities: list[Facility]
    facilities_shown: str
    dangerous: int
    by_kind: dict[str, int]
    strengths: list[Strength]
    rules: RulesOfProcedure
    rules_sentences: list[str]
    shared: list[tuple[str, str]]
    numbers: RollNumbers
    people: PeopleCount
    rights: Rights


def read_profile(actor: Actor, compound: Compound) -> Profile:
    """Gather the profile; equipment only as far as the compound shows it to outsiders."""
    inside = may_see_profile(actor, compound.id)
    levels = share_levels([compound.id])
    level = "titles" if inside else levels[compound.id, "facilities"]
    facilities = list(facilities_by_risk(compound.id)) if level != ShareSwitch.Level.NOTHING else []
    standing = committee_state(compound.id)
    rules = rules_on(compound.id, actor.today)
    strengths = Strength.objects.filter(compound=compound).order_by("kind", "title")
    return Profile(
        inside=inside,
        committee=standing,
        seats=_seats(actor, standing.body_id),
        company=property_company_of(compound.id, actor.today),
        buildings=list(Building.objects.filter(compound=compound).order_by("walk_order", "code")),
        facilities=facilities if level == ShareSwitch.Level.TITLES else [],
        facilities_shown=level,
        dangerous=sum(facility.risk >= DANGEROUS_FROM for facility in facilities),
        by_kind=dict(Counter(str(facility.get_kind_display()) for facility in facilities)),
        strengths=list(strengths if inside else strengths.filter(offered=True)),
        rules=rules,
        rules_sentences=rules_sentences(rules),
        shared=_shared(levels, compound.id),
        numbers=roll_numbers(compound.id, actor.today),
        people=elder_counts([compound.id], actor.today)[compound.id],
        rights=_rights(actor, compound.id),
    )


def _shared(levels: dict[tuple[int, str], str], compound_id: int) -> list[tuple[str, str]]:
    return [
        (str(subject.label), str(ShareSwitch.Level(levels[compound_id, subject.value]).label))
        for subject in ShareSwitch.Subject
    ]


def _rights(actor: Actor, compound_id: int) -> Rights:
    return Rights(
        keep=may_keep_profile(actor, compound_id),
        rules=may_record_rules(actor, compound_id),
        share=may_set_share_switch(actor, compound_id),
        correct=may_correct_compound(actor, compound_id),
        see_roll=may_see_roll(actor, compound_id),
        keep_roll=may_keep_roll(actor, compound_id),
    )


def _seats(actor: Actor, body_id: int | None) -> list[SeatLine]:
    """Who sits in the committee: its members by name, its helpers only when they agreed (PIPL 25)."""
    return seat_lines(actor, list(seats_of_body(body_id, actor.today))) if body_id else []
