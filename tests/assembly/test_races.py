"""Two at once, on real connections: whatever comes first, exactly one outcome each. On both databases."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count as Number

from linmeng.assembly import actions
from linmeng.assembly.actions.turnout import recompute_turnout
from linmeng.assembly.models import BallotPaper, Count, HeadHomes, Receipt, Vote, VoteTurnout
from linmeng.common.errors import WrongState
from linmeng.papers.models import DoubleEntry
from linmeng.people.models import Ownership
from linmeng.record.models import Entry
from tests.assembly.copied_database import at_once, other_database
from tests.assembly.votes import (
    AFTER,
    LAST_SECOND,
    cast_for,
    close_and,
    entry_of,
    noticed_vote,
    owner_of,
    printed_paper,
    read,
    third_counter,
)
from tests.cast import Cast, build_cast

HOMES = ("3-201", "3-202", "3-203", "3-301")


@dataclass
class World:
    """The standing cast in a database of its own; whatever is done there is done on a fresh thread."""

    cast: Cast

    def do(self, act: Callable[[], Any]) -> Any:
        """One act, whose fault is a fault of the test."""
        (said,) = at_once(self.cast.alliance.id, act)
        assert not isinstance(said, Exception), said
        return said

    def race(self, *acts: Callable[[], Any]) -> list[Any]:
        return at_once(self.cast.alliance.id, *acts)


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,
    django_db_blocker: Any,
    kept_database: Path | None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    place = tmp_path_factory.mktemp("races")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        for part in ("files", "keys", "outbox"):
            (place / part).mkdir(mode=0o700)
            patch.setattr(f"django.conf.settings.LINMENG_{part.upper()}", place / part)
        with other_database(place, kept_database):
            made: list[Cast] = []
            at_once(0, lambda: made.append(build_cast()))
            yield World(made[0])


def _turnout(vote: Vote) -> tuple[int, int, int]:
    """As kept; worked out anew it must be the same."""
    kept = VoteTurnout.objects.get(vote=vote)
    with transaction.atomic():
        recompute_turnout(vote)
    again = VoteTurnout.objects.get(vote=vote)
    told = (kept.units, kept.area_dm2, kept.heads)
    assert told == (again.units, again.area_dm2, again.heads)
    return told


def _read_once(world: World, vote: Vote, home: str, choice: str) -> BallotPaper:
    paper = printed_paper(world.cast, vote, home)
    return read(world.cast, "sun", paper, choice, at=LAST_SECOND)


def test_web_and_paper_at_once_are_one_home(world: World) -> None:
    cast = world.cast
    vote = world.do(lambda: noticed_vote(cast))
    papers = {home: world.do(partial(_read_once, world, vote, home, "no")) for home in HOMES}
    for home, paper in papers.items():
        web, entered = world.race(
            partial(cast_for, cast, vote, home, "yes"),
            partial(read, cast, "wang", paper, "no", at=LAST_SECOND),
        )
        assert isinstance(entered, BallotPaper) and type(web) in (Receipt, WrongState)
    assert world.do(lambda: _turnout(vote)) == (len(HOMES), len(HOMES) * 10_000, len(HOMES))
    assert world.do(lambda: _counted(cast, vote)) == (len(HOMES), len(HOMES))


def _counted(cast: Cast, vote: Vote) -> tuple[int, int]:
    """Heads that take part, and that say yes or no: whichever of a home's two ballots stands, one does."""
    close_and(cast, vote, "counted")
    told = json.loads(Count.objects.get(vote=vote).result)
    return told["participating"]["heads"], told["yes"]["heads"] + told["no"]["heads"]


def test_one_home_cast_for_from_eight_tabs_is_cast_once(world: World) -> None:
    vote = world.do(lambda: noticed_vote(world.cast))

    def tab(number: int) -> Receipt:
        owner, entry = owner_of(world.cast, "3-302"), entry_of(vote, "3-302")
        return actions.cast_web_ballot(
            owner, vote_id=vote.id, entry_id=entry.id, choices={1: "yes"}, key=f"tab-{number}"
        )

    said = world.race(*(partial(tab, number) for number in range(8)))
    assert sorted(type(one).__name__ for one in said) == ["Receipt"] + ["WrongState"] * 7
    assert world.do(lambda: _turnout(vote)) == (1, 10_000, 1)


def test_a_cast_racing_the_close_is_before_it_or_refused(world: World) -> None:
    vote = world.do(lambda: noticed_vote(world.cast))
    wang = world.do(lambda: world.cast.actor("wang", at=AFTER))
    casts = [partial(cast_for, world.cast, vote, home, at=LAST_SECOND) for home in HOMES]
    *said, closed = world.race(*casts, partial(actions.close_vote, wang, vote_id=vote.id))
    assert closed.state == "closed" and {type(one) for one in said} <= {Receipt, WrongState}
    lines = world.do(lambda: list(Entry.objects.order_by("number").values_list("kind", "text")))
    mine = [kind for kind, text in lines if str(vote.id) in text and kind in ("ballot_cast", "vote_closed")]
    cast = sum(isinstance(one, Receipt) for one in said)
    assert mine == ["ballot_cast"] * cast + ["vote_closed"]  # nothing after the close
    assert world.do(lambda: Receipt.objects.filter(vote=vote).count()) == cast


def test_two_enter_one_paper_at_once_and_it_is_cast_once(world: World) -> None:
    cast = world.cast
    vote = world.do(lambda: noticed_vote(cast))
    paper = world.do(lambda: printed_paper(cast, vote, "3-302"))
    said = world.race(*(partial(read, cast, who, paper, "yes", at=LAST_SECOND) for who in ("sun", "wang")))
    assert [type(one) for one in said] == [BallotPaper, BallotPaper]
    rounds = world.do(
        lambda: sorted(DoubleEntry.objects.filter(sheet=paper.sheet_id).values_list("round", flat=True))
    )
    assert rounds == [1, 2]
    assert world.do(lambda: Receipt.objects.filter(vote=vote).aggregate(n=Number("id"))) == {"n": 1}
    assert world.do(lambda: _turnout(vote)) == (1, 10_000, 1)


def test_three_enter_one_paper_at_once_and_one_comes_too_late(world: World) -> None:
    cast = world.cast
    vote = world.do(lambda: noticed_vote(cast))
    paper = world.do(lambda: printed_paper(cast, vote, "3-303"))
    third = world.do(lambda: third_counter(cast))

    def last() -> BallotPaper:
        return actions.enter_paper(
            third,
            vote_id=vote.id,
            token_or_number=str(paper.number),
            choices={1: "yes"},
            signed_by=paper.entry.owners[0],
        )

    two = [partial(read, cast, who, paper, "yes", at=AFTER) for who in ("sun", "wang")]
    said = world.race(*two, last)
    assert sorted(type(one).__name__ for one in said) == ["BallotPaper", "BallotPaper", "WrongState"]
    assert world.do(lambda: Receipt.objects.filter(vote=vote).count()) == 1


def test_homes_of_one_owner_at_once_are_one_head(world: World) -> None:
    li, units = world.cast.people["li"], [world.cast.units[home].id for home in HOMES]
    world.do(lambda: Ownership.objects.filter(unit_id__in=units).update(person=li))
    vote = world.do(lambda: noticed_vote(world.cast))
    said = world.race(*(partial(cast_for, world.cast, vote, home) for home in HOMES))
    assert {type(one) for one in said} == {Receipt}
    assert world.do(lambda: _turnout(vote)) == (len(HOMES), len(HOMES) * 10_000, 1)
    assert world.do(lambda: HeadHomes.objects.filter(vote=vote).count()) == 1
