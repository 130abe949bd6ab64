"""What a compound is like, kept by those who look after it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound, Facility, RulesOfProcedure, ShareSwitch, Strength
from linmeng.alliance.permissions import may_keep_profile, may_record_rules, may_set_share_switch
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.acts import action
from linmeng.record.actions import write


def _keep(actor: Actor, compound_id: int) -> Compound:
    compound = Compound.objects.select_for_update().get(pk=compound_id)
    if not may_keep_profile(actor, compound_id):
        raise NotAllowed(_("Only the bodies of %(compound)s keep its profile.") % {"compound": compound.name})
    return compound


@action
def add_facility(
    actor: Actor,
    *,
    compound_id: int,
    kind: str,
    name: str,
    condition: str,
    risk: int,
    since_year: int | None = None,
    building_id: int | None = None,
    note: str = "",
) -> Facility:
    """Enter a piece of shared equipment with its year, condition and risk (1 calm to 5 dangerous)."""
    compound = _keep(actor, compound_id)
    facility = Facility(
        compound=compound,
        building_id=building_id,
        kind=kind,
        name=name,
        since_year=since_year,
        condition=condition,
        risk=risk,
        note=note,
    )
    facility.full_clean()
    facility.save(force_insert=True)
    write(actor, "facility_added", {"facility": str(facility.id), "compound": str(compound_id), "risk": risk})
    return facility


@action
def edit_facility(actor: Actor, *, facility_id: int, condition: str, risk: int, note: str = "") -> Facility:
    """Its condition or risk changed."""
    facility = Facility.objects.select_for_update().get(pk=facility_id)
    _keep(actor, facility.compound_id)
    facility.condition, facility.risk, facility.note = condition, risk, note
    facility.full_clean()
    facility.save(update_fields=["condition", "risk", "note"])
    facts = {"facility": str(facility.id), "condition": condition, "risk": risk}
    write(actor, "facility_changed", facts)
    return facility


@action
def add_strength(
    actor: Actor, *, compound_id: int, kind: str, title: str, words: str = "", offered: bool = True
) -> Strength:
    """Enter what the compound has that helps others."""
    compound = _keep(actor, compound_id)
    strength = Strength(compound=compound, kind=kind, title=title, words=words, offered=offered)
    strength.full_clean()
    strength.save(force_insert=True)
    write(actor, "strength_added", {"strength": str(strength.id), "compound": str(compound_id), "kind": kind})
    return strength


@action
def edit_strength(actor: Actor, *, strength_id: int, title: str, words: str, offered: bool) -> Strength:
    """Say it better, offer it, or keep it to oneself."""
    strength = Strength.objects.select_for_update().get(pk=strength_id)
    _keep(actor, strength.compound_id)
    strength.title, strength.words, strength.offered = title, words, offered
    strength.full_clean()
    strength.save(update_fields=["title", "words", "offered"])
    write(actor, "strength_changed", {"strength": str(strength.id), "offered": offered})
    return strength


@action
def adopt_rules_of_procedure(
    actor: Actor,
    *,
    compound_id: int,
    valid_from: date,
    web_ballots: bool = False,
    silence_clause: bool = False,
    unclear: str = "abstain",
    repeat: str = "first",
    owner_at: str = "casting",
    delivery_rule: str = "usual",
    proxy_limit: int | None = None,
    small_works_limit_fen: int | None = None,
    decision_path: str = "",
    decision_hash: str = "",
) -> RulesOfProcedure:
    """Enter what the owners' assembly adopted, from a day on; the rules before it end on that day."""
    compound = Compound.objects.select_for_update().get(pk=compound_id)
    _check_rules(actor, compound)
    rules = RulesOfProcedure(
        compound=compound,
        valid_from=valid_from,
        web_ballots=web_ballots,
        silence_clause=silence_clause,
        unclear=unclear,
        repeat=repeat,
        owner_at=owner_at,
        delivery_rule=delivery_rule,
        proxy_limit=proxy_limit,
        small_works_limit_fen=small_works_limit_fen,
        decision_path=decision_path,
        decision_hash=decision_hash,
    )
    _close_earlier_rules(compound, valid_from)
    rules.full_clean()
    rules.save(force_insert=True)
    write(actor, "rules_of_procedure_adopted", _rules_facts(rules))
    return rules


def _check_rules(actor: Actor, compound: Compound) -> None:
    if not may_record_rules(actor, compound.id):
        raise NotAllowed(
            _(
                "Rules of procedure are entered by the owners' committee or the community worker of %(compound)s."
            )
            % {"compound": compound.name}
        )
    demand_second_factor(actor, _("Before changing how votes are held, please confirm with a code by SMS."))


def _close_earlier_rules(compound: Compound, day: date) -> None:
    earlier = RulesOfProcedure.objects.filter(compound=compound, valid_to__isnull=True).first()
    if earlier is None:
        return
    if day <= earlier.valid_from:
        raise ValidationError(
            {
                "valid_from": _("New rules begin after the present ones, which hold since %(day)s.")
                % {"day": earlier.valid_from}
            }
        )
    earlier.valid_to = day
    earlier.save(update_fields=["valid_to"])


def _rules_facts(rules: RulesOfProcedure) -> dict[str, Any]:
    return {
        "compound": str(rules.compound_id),
        "from": rules.valid_from.isoformat(),
        "web_ballots": rules.web_ballots,
        "silence_clause": rules.silence_clause,
        "unclear": rules.unclear,
        "repeat": rules.repeat,
        "owner_at": rules.owner_at,
        "delivery_rule": rules.delivery_rule,
        "proxy_limit": rules.proxy_limit,
        "small_works_limit_fen": rules.small_works_limit_fen,
        "decision_sha256": rules.decision_hash,
    }


@action
def set_share_switch(actor: Actor, *, compound_id: int, subject: str, level: str) -> ShareSwitch:
    """The committee chooses how much of one subject the alliance sees."""
    compound = Compound.objects.select_for_update().get(pk=compound_id)
    if not may_set_share_switch(actor, compound_id):
        raise NotAllowed(
            _("What %(compound)s shows the alliance is chosen by its own owners' committee.")
            % {"compound": compound.name}
        )
    switch = ShareSwitch.objects.filter(compound=compound, subject=subject).first()
    switch = switch or ShareSwitch(compound=compound, subject=subject)
    switch.level = level
    switch.full_clean()
    switch.save()
    write(actor, "share_switch_set", {"compound": str(compound_id), "subject": subject, "level": level})
    return switch
