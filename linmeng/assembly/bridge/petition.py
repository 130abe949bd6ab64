"""How far owners have come who ask for a meeting, or for a member's removal, under the law of a place."""

from dataclasses import dataclass
from datetime import date

from linmeng_core.conduct.assembly import petition
from linmeng_core.errors import BadInput
from linmeng_core.formats.sentences import spoken
from linmeng_core.law.load import pack_in_force
from linmeng_core.law.rules import Rules
from linmeng_core.measures import Measure

BOTH = "area_and_heads"
GUIDE = "指导规则 21"
"""Asks for area and heads where the place's own text speaks of owners only (case 29): both are shown."""


@dataclass(frozen=True)
class Signed:
    """Area and heads of all owners, and of those who signed."""

    total_area_dm2: int
    total_heads: int
    area_dm2: int
    heads: int


@dataclass(frozen=True)
class Progress:
    """Both measures beside each other. `met` follows the measure of the place; `both` the stricter one."""

    signed: Signed
    share: str
    measures: str
    area_met: bool
    heads_met: bool
    met: bool
    missing_area_dm2: int
    missing_heads: int
    article: str
    lines: tuple[str, ...]

    @property
    def both(self) -> bool:
        """Whether the share is reached in area and in heads."""
        return self.area_met and self.heads_met


def petition_progress(
    place: str, day: date, signed: Signed, *, removal: bool, language: str
) -> Progress | None:
    """Where a petition stands under the law of a day; None where no pack speaks of petitions."""
    try:
        rules = pack_in_force(place, day, subject="assembly")
        if removal:
            return _removal(pack_in_force(place, day, subject="committee"), signed)
        return _meeting(rules, signed, language)
    except BadInput:
        return None


def _meeting(rules: Rules, signed: Signed, language: str) -> Progress:
    found = petition(
        total=Measure(signed.total_area_dm2, signed.total_heads),
        signed=Measure(signed.area_dm2, signed.heads),
        rules=rules,
    )
    return Progress(
        signed=signed,
        share=str(rules.share("petition.share")),
        measures=rules.choice("petition.measures"),
        area_met=found.area,
        heads_met=found.heads,
        met=found.met,
        missing_area_dm2=found.missing.area_dm2,
        missing_heads=found.missing.heads,
        article=rules.source("petition.share").article,
        lines=tuple(spoken(found.lines, language)),
    )


def _removal(rules: Rules, signed: Signed) -> Progress:
    """Guide 44 speaks of voting rights, which are area and heads: both must be reached."""
    asked = rules.share("removal.owners")
    area = asked.met(signed.area_dm2, signed.total_area_dm2)
    heads = asked.met(signed.heads, signed.total_heads)
    return Progress(
        signed=signed,
        share=str(asked),
        measures=BOTH,
        area_met=area,
        heads_met=heads,
        met=area and heads,
        missing_area_dm2=asked.missing(signed.area_dm2, signed.total_area_dm2),
        missing_heads=asked.missing(signed.heads, signed.total_heads),
        article=rules.source("removal.owners").article,
        lines=(),
    )
