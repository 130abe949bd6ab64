"""Many votes recounted at once from columns, against the count of each vote and against plain Python."""

import random
from dataclasses import replace

import numpy as np
import pytest

from linmeng_core.errors import BadInput
from linmeng_core.formats.vote import read_vote
from linmeng_core.law.load import pack_in_force
from linmeng_core.measures import Measure
from linmeng_core.tally.cells import CLEAR, heads_of
from linmeng_core.tally.owners_vote import count
from linmeng_core.tally.recount import FIELDS, recount
from linmeng_core.tally.recount_columns import Columns, columns_of
from linmeng_core.tally.results import Cells
from linmeng_core.tally.sorting import sort_ballots
from tests.core.random_votes import random_vote
from tests.core.scale import keep_proof, part_of
from tests.core.small_votes import DAY

FULL = 60_000
NOBODY = Measure()


def columns(votes: list[list[tuple[int, int, int]]]) -> Columns:
    """Votes as lists of (area, head, choice)."""
    rows = [row for vote in votes for row in vote]
    area, head, choice = ([row[place] for row in rows] for place in range(3))
    starts = np.cumsum([0, *(len(vote) for vote in votes)])
    return Columns(starts, np.array(area, np.int32), np.array(head, np.int32), np.array(choice, np.uint8))


def plain(vote: list[tuple[int, int, int]]) -> tuple[Cells, list[int]]:
    """The cells and voices of one vote, a head after the other."""
    said: dict[int, set[int]] = {}
    for _, head, choice in vote:
        said.setdefault(head, set()).add(choice)
    split = {head for head, choices in said.items() if len(choices) > 1}
    area = [sum(row[0] for row in vote if row[2] == code) for code in range(3)]
    heads = [sum(choices == {code} for choices in said.values()) for code in range(3)]
    cells = Cells(
        Measure(sum(area), len(said)), *map(Measure, area, heads),
        split=Measure(sum(row[0] for row in vote if row[1] in split), len(split)),
    )  # fmt: skip
    return cells, [sum(code in choices for choices in said.values()) for code in range(3)]


def random_rows(chance: random.Random, most: int) -> list[tuple[int, int, int]]:
    heads = chance.randint(1, most)
    return [
        (chance.choice((1, 9999, 10001, 2**31 - 1)), chance.randrange(heads), chance.randrange(3))
        for _ in range(chance.randint(0, most))
    ]


@pytest.mark.parametrize("portion", [1, 7, 40, 10_000])
def test_recount_equals_plain_counting_in_every_cell(portion: int) -> None:
    chance = random.Random(portion)
    votes = [random_rows(chance, chance.choice((1, 4, 30))) for _ in range(400)]
    found = recount(columns(votes), portion=portion)
    for number, vote in enumerate(votes):
        cells, voices = plain(vote)
        assert found.cells(number) == cells
        assert [int(found.voices[choice][number]) for choice in CLEAR] == voices


@pytest.mark.proof
def test_recount_equals_the_count_of_each_vote() -> None:
    standings, expected = [], []
    for seed in range(part_of(FULL)):
        vote = read_vote(random_vote(seed)).vote
        vote = replace(vote, policy=replace(vote.policy, silence="off"))
        standings.append((heads_of(vote.roll), sort_ballots(vote).choices))
        result = count(vote, pack_in_force("cn", DAY))
        expected.append(Cells(**{field: getattr(result, field) for field in FIELDS}))
    found = recount(columns_of(standings), portion=500)
    assert [found.cells(number) for number in range(len(expected))] == expected
    keep_proof("votes recounted from columns equal to the count of each", part_of(FULL))


def test_votes_without_a_row_are_empty_wherever_they_stand() -> None:
    empty = Cells(NOBODY, NOBODY, NOBODY, NOBODY, NOBODY)
    one = [(10000, 3, 1)]
    found = recount(columns([[], one, [], [], one, []]))
    no = Measure(10000, 1)
    assert [found.cells(number) for number in range(6)] == [
        empty, Cells(no, NOBODY, no, NOBODY, NOBODY), empty, empty, Cells(no, NOBODY, no, NOBODY, NOBODY), empty,
    ]  # fmt: skip
    assert recount(columns([])).heads["yes"].tolist() == []
    assert recount(columns([[]])).cells(0) == empty


def test_vote_with_more_heads_than_two_bytes_can_count() -> None:
    heads = 70_000
    many = Columns(
        np.array([0, heads]), np.full(heads, 10_000, np.int32), np.arange(heads, dtype=np.int32)[::-1],
        np.zeros(heads, np.uint8),
    )  # fmt: skip
    whole = Measure(heads * 10_000, heads)
    assert recount(many, portion=10).cells(0) == Cells(whole, whole, NOBODY, NOBODY, NOBODY)


def test_columns_take_nine_bytes_a_row_beside_the_starts() -> None:
    many = columns([[(1, 0, 0)] * 1000])
    assert many.bytes_a_row == 9 + 16 / 1000


FIT = columns([[(1, 0, 0), (2, 1, 2)], [(3, 0, 1)]])


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"area_dm2": FIT.area_dm2.astype(np.float64)}, "column_kind", "area_dm2"),
        ({"head": FIT.head.astype(np.int64)}, "column_kind", "head"),
        ({"choice": FIT.choice.reshape(3, 1)}, "column_kind", "choice"),
        ({"head": FIT.head[:2]}, "column_length", "head"),
        ({"choice": FIT.choice[:2]}, "column_length", "choice"),
        ({"starts": np.array([0, 2])}, "column_starts", "starts"),
        ({"starts": np.array([1, 3])}, "column_starts", "starts"),
        ({"starts": np.array([0, 3, 2, 3])}, "column_starts", "starts"),
        ({"starts": np.array([], np.int64)}, "column_starts", "starts"),
        ({"area_dm2": np.array([1, 0, 3], np.int32)}, "column_value", "area_dm2"),
        ({"head": np.array([0, -1, 0], np.int32)}, "column_value", "head"),
        ({"choice": np.array([0, 3, 1], np.uint8)}, "column_value", "choice"),
    ],
)
def test_recount_refuses_columns_that_are_no_votes(more: dict, code: str, field: str) -> None:
    with pytest.raises(BadInput) as fault:
        recount(replace(FIT, **more))
    assert (fault.value.code, fault.value.locus.field) == (code, (field,))
