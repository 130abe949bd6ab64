"""The turnout kept ballot by ballot is the one worked out slowly from all ballots, whatever the order."""

import random
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from linmeng.assembly.actions.turnout import note_turnout, recompute_turnout
from linmeng.assembly.models import BallotDispute, HeadHomes, Receipt, RollEntry, Vote, VoteTurnout
from linmeng.assembly.queries import turnout, turnouts
from linmeng.people.models import Ownership
from tests.assembly.votes import AFTER, WHILE_OPEN, cast_for, noticed_vote, printed_paper, read
from tests.cast import SINCE, Cast

STEPS = 40


def _slow(vote: Vote) -> tuple[int, int, int]:
    """Units, area and heads from the rows alone, without any query of the house."""
    void = set(BallotDispute.objects.filter(vote=vote, state="void").values_list("receipt_id", flat=True))
    cast = [receipt for receipt in Receipt.objects.filter(vote=vote) if receipt.id not in void]
    returned = [
        entry
        for entry in RollEntry.objects.filter(vote=vote)
        if any(r.entry_id == entry.id and entry.representative in ("", r.by) for r in cast)
    ]
    return len(returned), sum(e.area_dm2 for e in returned), len({e.head_key for e in returned})


def _kept(vote: Vote) -> tuple[int, int, int]:
    live = turnout(vote)
    return live.units_returned, live.participating.area_dm2, live.participating.heads


def _mixed_vote(cast: Cast) -> Vote:
    """Homes with two owners, with a representative among them, and several homes of one owner."""
    li, other = cast.people["li"], cast.neighbours[0]
    for number, code in enumerate(["3-201", "3-202", "3-203", "3-301"]):
        unit = cast.units[code]
        Ownership.objects.filter(unit_id=unit.id).update(person=li)
        if number % 2:
            Ownership.objects.create(unit=unit, person=other, valid_from=SINCE, is_representative=number == 1)
    return noticed_vote(cast)


def _ballot(chance: random.Random, vote: Vote, entry: RollEntry, number: int) -> Receipt:
    return Receipt.objects.create(
        vote=vote,
        entry=entry,
        channel=chance.choice(["web", "paper"]),
        by=chance.choice(entry.owners),
        sequence=number,
        cast_at=WHILE_OPEN,
    )


def _find_void(receipt: Receipt) -> None:
    BallotDispute.objects.create(
        vote=receipt.vote,
        entry=receipt.entry,
        receipt=receipt,
        said_by="",
        words="—",
        state="void",
        opened_at=WHILE_OPEN,
        decided_at=WHILE_OPEN,
    )


@pytest.mark.parametrize("seed", range(4))
def test_kept_turnout_is_the_slow_one_after_any_sequence(cast: Cast, seed: int) -> None:
    chance, vote = random.Random(seed), _mixed_vote(cast)
    entries = list(RollEntry.objects.filter(vote=vote))
    for number in range(1, STEPS + 1):
        receipt = _ballot(chance, vote, chance.choice(entries), number)
        if chance.random() < 0.2:
            _find_void(receipt)  # a paper whose signer may not sign: void before it is noted
        note_turnout(vote, receipt.entry, receipt)
        if chance.random() < 0.15:
            standing = Receipt.objects.filter(vote=vote, disputes__isnull=True)
            _find_void(chance.choice(list(standing) or [receipt]))
            recompute_turnout(vote)
        assert _kept(vote) == _slow(vote), number


def test_web_and_paper_note_their_home_once(cast: Cast) -> None:
    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-201")
    paper = printed_paper(cast, vote, "3-201")
    read(cast, "sun", paper, at=AFTER)
    assert _kept(vote) == (1, 10_000, 1)
    read(cast, "wang", paper, at=AFTER)
    assert Receipt.objects.count() == 2 and _kept(vote) == _slow(vote) == (1, 10_000, 1)


def test_ballot_of_a_co_owner_who_does_not_speak_is_no_turnout(cast: Cast) -> None:
    vote = _mixed_vote(cast)
    entry = RollEntry.objects.exclude(representative="").get(vote=vote)
    silent = next(owner for owner in entry.owners if owner != entry.representative)
    for by, expected in ((silent, (0, 0, 0)), (entry.representative, (1, 10_000, 1))):
        receipt = Receipt.objects.create(vote=vote, entry=entry, channel="paper", by=by, cast_at=WHILE_OPEN)
        note_turnout(vote, entry, receipt)
        assert _kept(vote) == _slow(vote) == expected


def test_a_ballot_asks_and_writes_as_much_after_many_as_after_few(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    from django.db import connection

    vote, counts = noticed_vote(cast), []
    for code in ("3-101", "3-102", "3-103", "3-201", "3-202", "3-203", "3-301"):
        with CaptureQueriesContext(connection) as asked:
            cast_for(cast, vote, code)
        counts.append(len(asked))
    assert len(set(counts[1:])) == 1  # the first one makes the vote's row
    assert VoteTurnout.objects.count() == 1 and HeadHomes.objects.count() == 7
    with django_assert_num_queries(1):
        assert turnouts([vote])[vote.id].units_returned == 7


def test_votes_without_a_ballot_have_an_empty_turnout(cast: Cast) -> None:
    vote = noticed_vote(cast)
    assert _kept(vote) == (0, 0, 0) and turnout(vote).missing_heads == 6
