"""Sharing a sum among units by area, to the fen (民法典 283: by exclusive area where nothing is agreed)."""

from collections.abc import Sequence
from dataclasses import dataclass

from linmeng_core.errors import BadInput, quoted
from linmeng_core.lines import Line, line
from linmeng_core.measures import area_m2, yuan


@dataclass(frozen=True, slots=True)
class Sharer:
    """A unit that bears a part of the cost; area 0 bears nothing."""

    unit: str
    area_dm2: int


@dataclass(frozen=True, slots=True)
class Shares:
    """`amounts_fen` in the order of the units given; their sum is the amount, exactly."""

    amounts_fen: tuple[int, ...]
    lines: tuple[Line, ...]


def share(*, amount_fen: int, units: Sequence[Sharer]) -> Shares:
    """Largest remainder: every unit gets the whole fen of its exact share, then the fen left over go
    one each to the largest remainders; equal remainders go by code-point order of the unit.

    Raises BadInput for a negative amount or area, a duplicate unit or a total area of zero.
    """
    _check(amount_fen, units)
    total = sum(unit.area_dm2 for unit in units)
    split = [divmod(amount_fen * unit.area_dm2, total) for unit in units]
    amounts = [whole for whole, _ in split]
    left = amount_fen - sum(amounts)
    by_claim = sorted(range(len(units)), key=lambda i: (-split[i][1], units[i].unit))
    for place in by_claim[:left]:
        amounts[place] += 1
    return Shares(tuple(amounts), _explanation(amount_fen, total, units, by_claim[:left]))


def _check(amount_fen: int, units: Sequence[Sharer]) -> None:
    if amount_fen < 0:
        raise BadInput("negative_amount", "amount_yuan", given=yuan(amount_fen))
    seen: set[str] = set()
    for place, unit in enumerate(units):
        if unit.unit in seen:
            raise BadInput("duplicate_unit", "units", place, "unit", given=quoted(unit.unit))
        if unit.area_dm2 < 0:
            raise BadInput("negative_area", "units", place, "area_m2", given=area_m2(unit.area_dm2))
        seen.add(unit.unit)
    if not any(unit.area_dm2 for unit in units):
        raise BadInput("no_area_to_share_by", "units")


def _explanation(amount: int, total: int, units: Sequence[Sharer], favoured: list[int]) -> tuple[Line, ...]:
    lines = [
        line("share_basis", amount=yuan(amount), units=len(units), area=area_m2(total)),
        line("share_rounding", left=len(favoured)) if favoured else line("share_even"),
    ]
    lines += [line("share_extra_fen", unit=units[place].unit) for place in favoured[:20]]
    if len(favoured) > 20:
        lines.append(line("share_more_fen", units=len(favoured) - 20))
    lines.append(line("share_sum", amount=yuan(amount)))
    return tuple(lines)
