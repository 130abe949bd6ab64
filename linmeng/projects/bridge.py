"""The projects' door to the core: which matters owners decide together, in the words of the law."""

from dataclasses import dataclass
from datetime import date

from linmeng_core.errors import BadInput
from linmeng_core.law.cases import Case
from linmeng_core.law.load import all_cases, all_heads, all_places, case_texts, installed_law, pack_in_force
from linmeng_core.law.packs import MATTERS, MatterRule, Pack
from linmeng_core.law.rules import Rules, Value
from linmeng_core.law.sources import Head, Source
from linmeng_core.law.subjects import SUBJECTS

MATTER_CLASSES = MATTERS

__all__ = [
    "MATTER_CLASSES",
    "Case",
    "Head",
    "LiftLaw",
    "MatterClass",
    "Pack",
    "Rules",
    "Scopes",
    "Source",
    "Value",
    "all_heads",
    "all_places",
    "case_texts_of",
    "cases_of",
    "law_of",
    "lift_law",
    "matter_classes",
    "scopes_by_law",
]


@dataclass(frozen=True)
class MatterClass:
    """One of the nine matters of Civil Code art. 278(1), as the pack in force words it."""

    key: str
    title: str
    title_en: str
    article: str
    article_en: str
    text: str
    approval: str


def _matter_class(rule: MatterRule) -> MatterClass:
    return MatterClass(
        key=rule.key,
        title=rule.title,
        title_en=rule.title_en,
        article=rule.source.article,
        article_en=rule.source.article_en,
        text=rule.source.text,
        approval=str(rule.threshold),
    )


def matter_classes(place: str, day: date) -> tuple[MatterClass, ...]:
    """The nine matters under the law of a place on a day; none where no pack is in force."""
    try:
        pack = pack_in_force(place, day)
    except BadInput:
        return ()
    return tuple(_matter_class(rule) for rule in pack.matters.values())


@dataclass(frozen=True)
class Scopes:
    """Which owners may decide by themselves at a place, and the article that lets them."""

    scopes: tuple[str, ...]
    article: str


def scopes_by_law(place: str, day: date) -> Scopes:
    """Where the law is silent only all owners of the compound decide."""
    try:
        rules = pack_in_force(place, day, subject="assembly")
    except BadInput:
        return Scopes(("compound",), "")
    parts = tuple(item.code for item in rules.items("vote.scope"))
    return Scopes(parts, rules.source("vote.scope").article)


@dataclass(frozen=True)
class LiftLaw:
    """A new lift on common ground: what its building and what the compound must reach."""

    building: str
    compound: str
    compound_matter: str
    """The matter of the nine whose share the compound's vote must reach."""
    article: str


def lift_law(place: str, day: date) -> LiftLaw | None:
    """None where the law asks for no second vote."""
    rules, votes = pack_in_force(place, day, subject="assembly"), pack_in_force(place, day)
    if not rules.holds("lift.linked_votes"):
        return None
    share = str(rules.share("lift.compound"))
    same = str(votes.matters["common_use"].threshold) == share
    return LiftLaw(
        building=str(rules.share("lift.building")),
        compound=share,
        compound_matter="common_use" if same else "other_major",
        article=rules.source("lift.linked_votes").article,
    )


def law_of(place: str, day: date) -> tuple[Pack | None, tuple[Rules, ...]]:
    """The law of a place on a day: of votes, then of every other subject, last what the house promises."""
    try:
        votes = pack_in_force(place, day)
    except BadInput:
        return None, ()
    law = installed_law()
    places = {subject: "house" if subject == "charter" else place for subject in SUBJECTS}
    return votes, tuple(law.rules(where, day, subject) for subject, where in places.items())


def case_texts_of(pack_id: str) -> tuple[str, ...]:
    """What is given and expected in each of `cases_of`, as its file has it."""
    return case_texts(pack_id) if cases_of(pack_id) else ()


def cases_of(pack_id: str) -> tuple[Case, ...]:
    """The worked cases beside a pack; none where it has no twin."""
    try:
        return all_cases(pack_id)
    except BadInput:
        return ()
