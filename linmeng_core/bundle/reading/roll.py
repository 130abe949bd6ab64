"""roll.jsonl: one unit a line, in order of the masks."""

import re
from typing import Any

from linmeng_core.bundle.contents import Entitled, RollLine, Supplement
from linmeng_core.bundle.documents import ROLL
from linmeng_core.bundle.reading.strict_json import (
    HASH,
    as_matching,
    as_one_of,
    canonical_value,
    in_order,
    lines_of,
)
from linmeng_core.errors import BadInput
from linmeng_core.formats.fields import as_day, as_flag, as_list, as_object, shape
from linmeng_core.measures import parse_area
from linmeng_core.tally.votes import STATUSES

ENTITLED = ("owners", "status", "representative")
A_ROLL_LINE = shape("unit", "area_m2", *ENTITLED, "delivered", "commitment", "supplement")
SUPPLEMENT = shape("date", "fingerprint", "at_notice")
UNIT, OWNER = re.compile("u[0-9]{4,6}"), re.compile("o[0-9]{1,6}")
PERSON = re.compile("[ox][0-9]{1,6}")
"""x: somebody who owns nothing here, such as a proxy."""


def read_roll(text: bytes) -> tuple[RollLine, ...]:
    """roll.jsonl as values, in order of the masks."""
    roll: list[RollLine] = []
    for number, line in lines_of(text, ROLL):
        try:
            roll.append(_roll_line(as_object(canonical_value(line), A_ROLL_LINE)))
            in_order([entry.unit for entry in roll[-2:]])
        except BadInput as fault:
            raise fault.at(file=ROLL, line=number) from fault
    return tuple(roll)


def _roll_line(told: dict[str, Any]) -> RollLine:
    return RollLine(
        unit=as_matching(told["unit"], UNIT, "unit"),
        area_dm2=parse_area(told["area_m2"]),
        entitled=_entitled(told),
        delivered=as_flag(told["delivered"], "delivered"),
        commitment=as_matching(told["commitment"], HASH, "commitment"),
        supplement=None if told["supplement"] is None else _supplement(told["supplement"]),
    )


def _supplement(entry: object) -> Supplement:
    told = as_object(entry, SUPPLEMENT, "supplement")
    before = as_object(told["at_notice"], shape(*ENTITLED), "supplement", "at_notice")
    return Supplement(
        as_day(told["date"], "supplement"),
        as_matching(told["fingerprint"], HASH, "supplement"),
        _entitled(before),
    )


def _entitled(told: dict[str, Any]) -> Entitled:
    spokesman = told["representative"]
    return Entitled(
        owners=tuple(as_matching(owner, OWNER, "owners") for owner in as_list(told["owners"], "owners")),
        status=as_one_of(told["status"], STATUSES, "status"),
        representative=None if spokesman is None else as_matching(spokesman, PERSON, "representative"),
    )
