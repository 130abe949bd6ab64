"""A count spread over ways and buildings, so that the parts sum to the whole and no home's choice shows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from linmeng.assembly.bridge import SILENT, HomeCounted, homes_counted
from linmeng.assembly.models import Question, Vote
from linmeng.assembly.queries.results import box_of, content_of

SMALLEST = 5
"""Groups of fewer homes than this are put together: nobody can tell what one of so few chose."""
SEVERAL, OTHERS = "several", "others"
MATTER_CELLS = ("yes", "no", "abstain", "split")
ELECTION_CELLS = ("named", "against_all", "abstain", "split")


@dataclass
class Part:
    """An area, heads and homes that add up."""

    area_dm2: int = 0
    heads: int = 0
    homes: int = 0

    def add(self, other: "Part") -> None:
        """Take in another part."""
        self.area_dm2 += other.area_dm2
        self.heads += other.heads
        self.homes += other.homes


@dataclass
class Group:
    """One way of voting, or one building, with everything counted in it."""

    key: str
    cells: dict[str, Part] = field(default_factory=dict)
    members: int = 1
    """How many groups were put together in it."""

    def part(self, cell: str) -> Part:
        """The part of a cell; empty where nothing stands in it."""
        return self.cells.setdefault(cell, Part())

    @property
    def homes(self) -> int:
        """Homes that take part."""
        return sum(part.homes for part in self.cells.values())

    @property
    def area_dm2(self) -> int:
        """Area that takes part; of split heads as it was cast."""
        return sum(part.area_dm2 for part in self.cells.values())

    @property
    def heads(self) -> int:
        """Heads that take part, split ones among them."""
        return sum(part.heads for part in self.cells.values())

    @property
    def tells(self) -> bool:
        """Whether somebody could read a single home's choice out of it: too few homes, or all say the same."""
        if self.key == SILENT:  # these homes chose nothing
            return False
        size = max(self.homes, self.heads)
        said = sum(1 for part in self.cells.values() if part.homes or part.heads)
        return size > 0 and (size < SMALLEST or said == 1)

    def put_in(self, other: "Group") -> None:
        """Take in another group."""
        self.members += other.members
        for cell, part in other.cells.items():
            self.part(cell).add(part)


@dataclass(frozen=True)
class Statistics:
    """One question's count by way and by building; both sum to `whole` in every cell and measure."""

    question: Question
    cells: tuple[str, ...]
    whole: Group
    by_way: list[Group]
    by_building: list[Group]


def statistics(vote: Vote, version: int | None = None) -> list[Statistics]:
    """Of every question, from the box that the count itself reads."""
    box = box_of(vote, version)
    buildings = {entry.mask: entry.building_name for entry in box.entries}
    return [
        _of_question(question, homes_counted(content_of(vote, question, box)), buildings)
        for question in vote.questions.all()
    ]


def _of_question(question: Question, homes: list[HomeCounted], buildings: dict[str, str]) -> Statistics:
    counted = [home for home in homes if home.cell]
    cells = ELECTION_CELLS if question.kind == Question.Kind.ELECTION else MATTER_CELLS
    [whole] = spread(counted, ["" for _home in counted]) or [Group("")]
    return Statistics(
        question,
        cells,
        whole,
        spread(counted, [home.way for home in counted]),
        spread(counted, [buildings[home.mask] for home in counted]),
    )


def spread(homes: list[HomeCounted], keys: list[str]) -> list[Group]:
    """Areas where each home stands; a head with homes in several groups stands in a group of its own."""
    groups: dict[str, Group] = {}
    place: dict[int, str] = {}
    cell: dict[int, str] = {}
    for home, key in zip(homes, keys, strict=True):
        part = groups.setdefault(key, Group(key)).part(home.cell)
        part.area_dm2 += home.area_dm2
        part.homes += 1
        if home.head_cell:
            place[home.head] = key if place.get(home.head, key) == key else SEVERAL
            cell[home.head] = home.head_cell
    for head, key in place.items():
        groups.setdefault(key, Group(key)).part(cell[head]).heads += 1
    return list(groups.values())


def merged(groups: Iterable[Group]) -> list[Group]:
    """Put together what would tell a single home's choice, until what is left tells none.

    Where only one group would remain, that is the whole, which is public anyway.
    """
    shown = sorted(groups, key=lambda group: (group.homes, group.key))
    others = Group(OTHERS, members=0)
    for group in [group for group in shown if group.tells or group.key == SEVERAL or not group.homes]:
        others.put_in(group)
        shown.remove(group)
    while shown and others.members and others.tells:
        others.put_in(shown.pop(0))
    rest = sorted(shown, key=lambda group: group.key)
    return [*rest, others] if others.members else rest
