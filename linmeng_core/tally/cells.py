"""From choices to cells in both measures: steps (6) and (7) of the order of counting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from linmeng_core.measures import Measure
from linmeng_core.tally.results import Cells
from linmeng_core.tally.votes import SOLD, RollUnit

CLEAR = ("yes", "no", "abstain")
SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Heads:
    """The roll by place: area, and number of the head. One head per distinct exact set of owners;
    all unsold and undelivered units together are one head, the developer (法释〔2009〕7号 9).
    """

    areas: tuple[int, ...]
    head_of: tuple[int, ...]
    total: Measure
    merged: int
    """How many fewer heads the sold units make than units, because owners hold several."""
    developer: tuple[int, ...]
    """Places of the developer's units."""


def heads_of(roll: Sequence[RollUnit]) -> Heads:
    """Number the heads in the order of the roll."""
    numbers: dict[object, int] = {}
    head_of = [numbers.setdefault(_head_key(entry), len(numbers)) for entry in roll]
    areas = tuple(entry.area_dm2 for entry in roll)
    developer = tuple(place for place, entry in enumerate(roll) if entry.status != SOLD)
    merged = len(roll) - len(developer) - len(numbers) + bool(developer)
    return Heads(areas, tuple(head_of), Measure(sum(areas), len(numbers)), merged, developer)


def _head_key(entry: RollUnit) -> object:
    if entry.status != SOLD:
        return None
    return entry.owners[0] if len(entry.owners) == 1 else frozenset(entry.owners)


@dataclass(frozen=True, slots=True)
class Standing:
    """The cells without and with the silence clause; `leader` is the cell that silent units follow."""

    without_silence: Cells
    cells: Cells
    leader: str | None
    followed: Measure


def stand(heads: Heads, choices: Sequence[str | None], silent: Iterable[int]) -> Standing:
    """Steps (6) and (7). `silent`: places that follow the majority; empty when the clause is off."""
    cells, voices = _cells(heads, choices)
    leader = _leader(cells)
    if leader is None:
        return Standing(cells, cells, None, Measure())
    followed = _followed(heads, voices, silent)
    return Standing(cells, _with_followers(cells, leader, followed), leader, followed)


def _cells(heads: Heads, choices: Sequence[str | None]) -> tuple[Cells, dict[int, str]]:
    """Step (6): the cells, and for each participating head its choice or `split`."""
    area = dict.fromkeys(CLEAR, 0)
    voices: dict[int, str] = {}
    for choice, size, head in zip(choices, heads.areas, heads.head_of, strict=True):
        if choice is not None:
            area[choice] += size
            if voices.setdefault(head, choice) != choice:
                voices[head] = SPLIT
    said = list(voices.values())
    supporters = {choice: Measure(area[choice], said.count(choice)) for choice in CLEAR}
    participating = Measure(sum(area.values()), len(voices))
    split = Measure(_split_area(heads, choices, voices) if SPLIT in said else 0, said.count(SPLIT))
    return Cells(participating=participating, split=split, **supporters), voices


def _split_area(heads: Heads, choices: Sequence[str | None], voices: dict[int, str]) -> int:
    cast = zip(choices, heads.areas, heads.head_of, strict=True)
    return sum(size for choice, size, head in cast if choice is not None and voices[head] == SPLIT)


def _leader(cells: Cells) -> str | None:
    """The cell that leads both others in both measures."""
    for choice in CLEAR:
        ours = getattr(cells, choice)
        others = [getattr(cells, other) for other in CLEAR if other != choice]
        if all(ours.area_dm2 > other.area_dm2 and ours.heads > other.heads for other in others):
            return choice
    return None


def _followed(heads: Heads, voices: dict[int, str], silent: Iterable[int]) -> Measure:
    """What the silent units add: their areas, and the heads that do not participate already."""
    places = tuple(silent)
    new_heads = {heads.head_of[place] for place in places} - voices.keys()
    return Measure(sum(heads.areas[place] for place in places), len(new_heads))


def _with_followers(cells: Cells, leader: str, followed: Measure) -> Cells:
    grown = {choice: getattr(cells, choice) for choice in CLEAR}
    grown[leader] += followed
    return Cells(participating=cells.participating + followed, split=cells.split, **grown)
