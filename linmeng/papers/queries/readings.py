"""What the readings of a sheet say together. Readings themselves are shown to nobody before they agree."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from linmeng.papers.models import DoubleEntry, Sheet

Values = dict[str, Any]


def same_reading(one: DoubleEntry, other: DoubleEntry) -> bool:
    """Whether two readings say the same.

    People must have read the same on everything. A scan reads less than a person does (it never says who
    signed): what it did read must be part of what the person read, and it must have read something.
    """
    machine = [reading for reading in (one, other) if reading.by_person_id is None]
    if len(machine) != 1:
        return bool(one.values == other.values)
    person = other if machine[0] is one else one
    return bool(machine[0].values) and machine[0].values.items() <= person.values.items()


def settled_by(readings: Sequence[DoubleEntry], needed: int) -> Values | None:
    """The values that stand, or None while they do not: the last correction, else the first that suffice."""
    corrections = [reading for reading in readings if reading.corrects]
    if corrections:
        return dict(corrections[-1].values)
    if needed == 1:
        return dict(readings[0].values) if readings else None
    for one, other in combinations(readings, 2):
        if same_reading(one, other):
            return {**one.values, **other.values}
    return None


def settled_values(sheet: Sheet) -> Values:
    """What a settled sheet says; a fault of ours when it is not settled."""
    values = settled_by(list(sheet.readings.order_by("round")), sheet.run.readings_needed)
    if sheet.state != Sheet.State.SETTLED or values is None:
        raise ValueError(f"sheet {sheet.id} is {sheet.state}, not settled")
    return values


def has_read(sheet: Sheet, person_id: int | None) -> bool:
    """Whether this person read the sheet already."""
    return sheet.readings.filter(by_person_id=person_id, corrects=False).exists()
