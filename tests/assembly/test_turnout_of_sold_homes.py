"""Homes sold and ballots found void while a vote runs: what is kept step by step is what the core counts anew."""

import json
import random
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linmeng.alliance.models import RulesOfProcedure
from linmeng.assembly import actions
from linmeng.assembly.actions.turnout import note_turnout, recompute_turnout, take_out_void
from linmeng.assembly.bridge import count_content
from linmeng.assembly.models import (
    BallotDispute,
    CastBallot,
    HeadHomes,
    Receipt,
    RollEntry,
    RollSupplement,
    Vote,
    VoteTurnout,
)
from linmeng.assembly.queries import register, turnout, vote_files
from linmeng.assembly.queries.turnout import entries_returned
from linmeng.common.clock import SHANGHAI
from linmeng.people.actions import register_transfer
from linmeng.people.models import Ownership
from tests.assembly.trust import plain
from tests.assembly.votes import WHILE_OPEN, cast_for, entry_of, noticed_vote
from tests.cast import Cast

STEPS = 30
BUYERS = ("li", "wang", "qian", "chen")
Figures = tuple[int, int, int, int]
"""Area and heads taking part, area and heads of all."""


def as_kept(vote: Vote) -> Figures:
    live = turnout(vote)
    part, whole = live.participating, live.total
    return part.area_dm2, part.heads, whole.area_dm2, whole.heads


def as_counted(vote: Vote) -> Figures:
    """What the core finds in the vote's own count file: it knows nothing of how turnout is kept."""
    told = json.loads(count_content(vote, vote_files(vote)[1]).result)
    part, whole = told["participating"], told["total"]
    areas = [int(cell["area_m2"].replace(".", "")) for cell in (part, whole)]
    return areas[0], part["heads"], areas[1], whole["heads"]


def sell(cast: Cast, vote: Vote, unit: str, buyer: str, on: date) -> None:
    """Registered and taken in on one day."""
    sun = cast.actor("sun", at=datetime.combine(on, datetime.min.time(), SHANGHAI) + timedelta(hours=20))
    register_transfer(sun, unit_id=cast.units[unit].id, new_owner_ids=[cast.people[buyer].id], on=on)
    actions.take_in_transfers(sun, vote_id=vote.id)


def ballot(vote: Vote, entry: RollEntry, by: str, at: datetime, number: int) -> Receipt:
    receipt = Receipt.objects.create(
        vote=vote, entry=entry, channel="paper", by=by, sequence=number, cast_at=at
    )
    CastBallot.objects.create(receipt=receipt, question=vote.questions.get(), choice="yes")
    note_turnout(vote, entry, receipt)
    return receipt


def find_void(receipt: Receipt) -> None:
    BallotDispute.objects.create(
        vote=receipt.vote, entry=receipt.entry, receipt=receipt, said_by="", words="—", state="void",
        opened_at=WHILE_OPEN, decided_at=WHILE_OPEN,
    )  # fmt: skip
    take_out_void(receipt.vote, receipt)


def test_buyer_who_owns_another_home_is_one_head(cast: Cast) -> None:
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-102")
    sell(cast, vote, "3-201", "wang", date(2026, 7, 26))
    assert as_kept(vote) == (10_000, 1, 90_000, 8) == as_counted(vote)
    actions.cast_web_ballot(
        plain(cast, "wang", WHILE_OPEN + timedelta(days=3)),
        vote_id=vote.id,
        entry_id=entry_of(vote, "3-201").id,
        choices={1: "yes"},
        key="bought",
    )
    assert as_kept(vote) == (20_000, 1, 90_000, 8) == as_counted(vote)
    assert HeadHomes.objects.get().homes == 2


def test_home_voted_for_before_the_sale_stays_with_its_head(cast: Cast) -> None:
    vote = noticed_vote(cast)
    for unit in ("3-102", "3-201"):
        cast_for(cast, vote, unit)
    sell(cast, vote, "3-201", "wang", date(2026, 7, 26))
    assert as_kept(vote) == (20_000, 2, 90_000, 9) == as_counted(vote)
    find_void(Receipt.objects.get(entry__unit_code="3-201"))  # now nobody voted before the sale
    assert as_kept(vote) == (10_000, 1, 90_000, 8) == as_counted(vote)


def test_ballot_of_who_sold_and_is_silent_in_law_is_no_turnout(cast: Cast) -> None:
    vote = noticed_vote(cast)
    sell(cast, vote, "3-201", "wang", date(2026, 7, 26))
    entry = entry_of(vote, "3-201")
    ballot(vote, entry, entry.owners[0], WHILE_OPEN + timedelta(days=2), 1)
    assert as_kept(vote) == (0, 0, 90_000, 8) == as_counted(vote)
    assert [row.unit_code for row in register(vote) if row.returned] == []


@pytest.mark.parametrize("owner_at", ["casting", "notice"])
@pytest.mark.parametrize("seed", range(3))
def test_kept_turnout_is_the_counted_one_after_any_sales_and_voids(
    cast: Cast, seed: int, owner_at: str
) -> None:
    RulesOfProcedure.objects.update(owner_at=owner_at)
    chance = random.Random(seed)
    for code in ("3-201", "3-202", "3-203"):  # one owner of three homes
        Ownership.objects.filter(unit=cast.units[code]).update(person=cast.people["li"])
    vote = noticed_vote(cast)
    entries, day = list(RollEntry.objects.filter(vote=vote)), date(2026, 7, 21)
    for number in range(1, STEPS + 1):
        entry, way = chance.choice(entries), chance.random()
        if way < 0.25 and day < date(2026, 7, 30):
            day += timedelta(days=1)
            sell(cast, vote, entry.unit_code, chance.choice(BUYERS), day)
        elif way < 0.45 and (cast_so_far := list(Receipt.objects.filter(vote=vote, disputes=None))):
            find_void(chance.choice(cast_so_far))
        else:
            known = [entry, *RollSupplement.objects.filter(entry=entry)]
            by = chance.choice(chance.choice(known).owners)
            days = timedelta(days=chance.randint(-4, (day - date(2026, 7, 25)).days + 1))
            ballot(vote, entry, by, max(vote.opens_at, WHILE_OPEN + days), number)
        assert as_kept(vote) == as_counted(vote), number
    kept, heads = as_kept(vote), sorted(HeadHomes.objects.values_list("head_key", "homes"))
    assert entries_returned([vote.id]).count() == VoteTurnout.objects.get().units
    recompute_turnout(vote)
    assert as_kept(vote) == kept
    assert sorted(HeadHomes.objects.values_list("head_key", "homes")) == heads


def test_void_and_the_next_ballot_of_its_head_touch_only_that_head(cast: Cast) -> None:
    for code in ("3-101", "3-102"):
        Ownership.objects.filter(unit=cast.units[code]).update(person=cast.people["li"])
    vote, told = noticed_vote(cast), []
    more = [("3-201",), ("3-202", "3-203", "3-301", "3-302", "3-303")]
    for round_, units in enumerate(more):
        for unit in units:
            cast_for(cast, vote, unit)
        told.append([*_void_and_again(cast, vote, round_), as_kept(vote) == as_counted(vote)])
    assert told[0] == told[1] and told[0][-1] is True
    assert sorted(HeadHomes.objects.values_list("homes", flat=True)) == [0] + [1] * 6


def _void_and_again(cast: Cast, vote: Vote, round_: int) -> list[int]:
    """Statements and changed rows of: a head's only ballot found void, its next ballot, its other home's."""
    entry, found = entry_of(vote, "3-101"), []
    number = 2 * round_ + 1
    first = ballot(vote, entry, entry.owners[0], WHILE_OPEN, number)
    acts = [
        lambda: find_void(first),
        lambda: ballot(vote, entry, entry.owners[0], WHILE_OPEN, number + 1),
    ]
    for act in acts:
        before = dict(HeadHomes.objects.values_list("id", "homes"))
        with CaptureQueriesContext(connection) as asked:
            act()
        after = dict(HeadHomes.objects.values_list("id", "homes"))
        found += [len(asked), len(set(after.items()) - set(before.items()))]
    find_void(Receipt.objects.get(sequence=number + 1))
    return found
