"""One box feeds every figure: what is spread over ways and buildings sums to the result in every cell."""

import random
from io import BytesIO

from django.utils import translation
from openpyxl import load_workbook

from linmeng.assembly.bridge import homes_counted
from linmeng.assembly.queries import newest_counts
from linmeng.assembly.queries.count_figures import count_figures
from linmeng.assembly.queries.statistics import SMALLEST, Group, Part, merged, spread, statistics
from linmeng.pages.printing.count_papers.workbook import statistics_workbook
from linmeng_core.formats.vote import read_vote
from linmeng_core.law.load import pack_in_force
from linmeng_core.tally.owners_vote import count
from tests.assembly.test_whole_vote import voted
from tests.assembly.votes import close_and
from tests.cast import Cast
from tests.core.random_votes import random_vote

CELLS = ("yes", "no", "abstain", "split")


def summed(groups: list[Group]) -> dict[str, tuple[int, int]]:
    """Area and heads of each cell over all groups."""
    return {
        cell: (sum(g.part(cell).area_dm2 for g in groups), sum(g.part(cell).heads for g in groups))
        for cell in CELLS
    }


def test_ways_and_buildings_sum_to_the_count_of_random_votes() -> None:
    for seed in range(400):
        parts_sum_to_the_count(seed)


def parts_sum_to_the_count(seed: int) -> None:
    content = random_vote(seed)
    file = read_vote(content)
    result = count(file.vote, pack_in_force(file.place, file.day))
    homes = [home for home in homes_counted(content) if home.cell]
    # the area of split heads stays in yes, no and abstain as it was cast
    expected = {cell: (getattr(result, cell).area_dm2, getattr(result, cell).heads) for cell in CELLS[:3]}
    expected["split"] = (0, result.split.heads)
    chance = random.Random(seed)
    buildings = {home.mask: chance.choice("123") for home in homes}
    for keys in ([home.way for home in homes], [buildings[home.mask] for home in homes]):
        groups = spread(homes, keys)
        assert summed(groups) == expected
        assert summed(merged(groups)) == expected
        part = (sum(g.area_dm2 for g in groups), sum(g.heads for g in groups))
        assert part == (result.participating.area_dm2, result.participating.heads)


def test_statistics_of_a_vote_sum_to_its_kept_result(cast: Cast) -> None:
    vote = voted(cast, paper_units=("3-301", "3-302"))
    close_and(cast, vote, "counted")
    [one] = statistics(vote)
    cells = newest_counts(vote)[0].cells
    for groups in (one.by_way, one.by_building, [one.whole]):
        assert summed(groups)["yes"] == (cells["yes"]["area_dm2"], cells["yes"]["heads"])
        assert sum(group.area_dm2 for group in groups) == cells["participating"]["area_dm2"]
        assert sum(group.heads for group in groups) == cells["participating"]["heads"]
    assert {group.key: group.homes for group in one.by_way} == {"web": 6, "paper": 2}
    figures = count_figures(vote)
    assert figures.received == {"web": 6, "paper": 2, "city": 0}
    assert (figures.ballots, figures.printed, figures.papers_back) == (8, 9, 2)


def group(key: str, **homes: int) -> Group:
    return Group(key, {cell: Part(n * 100, n, n) for cell, n in homes.items()})


def test_small_and_unanimous_groups_are_put_together() -> None:
    shown = merged([group("1", yes=9, no=3), group("2", yes=3, no=1), group("3", yes=8)])
    assert [(one.key, one.homes, one.members) for one in shown] == [("1", 12, 1), ("others", 12, 2)]
    alone = merged([group("1", yes=9, no=3), group("2", yes=8, no=2), group("3", no=1)])
    assert [(one.key, one.homes) for one in alone] == [("1", 12), ("others", 11)]
    assert [one.key for one in merged([group("1", yes=9, no=3), group("silent", yes=2)])] == ["1", "silent"]


def test_statistics_file_says_how_small_groups_are_treated(cast: Cast) -> None:
    vote = voted(cast, paper_units=("3-301", "3-302"))
    close_and(cast, vote, "counted")
    with translation.override("en"):
        sheet = load_workbook(BytesIO(statistics_workbook(vote, 1))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert str(SMALLEST) in rows[2][0]
    figures = {row[0]: tuple(row[1:3]) for row in rows[5:12]}
    assert (figures["All on the roll"], figures["Took part"], figures["For"]) == (
        (900, 9),
        (800, 8),
        (600, 6),
    )
    # two papers, both "for", are too few to stand alone: so the web ballots stand with them
    groups = {row[0]: tuple(row[1:4]) for row in rows[13:]}
    assert groups["put together (2 groups)"] == (8, 800, 8) and groups["3号楼"] == (8, 800, 8)
