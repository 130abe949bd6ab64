"""The count of an election: whom the owners elected, under the law of the day, and why."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from linmeng_core.election.explaining import Facts, explain
from linmeng_core.election.marks import NOBODY, Mark, Marked, marks_of, weigh
from linmeng_core.election.results import ElectionResult, IfDisputed, Standing
from linmeng_core.election.seating import Seated, seat, supported
from linmeng_core.election.votes import Election, check_election
from linmeng_core.errors import BadInput, quoted
from linmeng_core.law.packs import MatterRule, Pack
from linmeng_core.measures import Measure
from linmeng_core.tally.cells import Heads, heads_of
from linmeng_core.tally.results import Quorum, Rule
from linmeng_core.tally.sorting import SortedBallots, sort_marks
from linmeng_core.tally.weighing import approval_met, disputed_measure, quorum_met, with_disputed


def count_election(election: Election, pack: Pack) -> ElectionResult:
    """Count `election` under `pack` (民法典 278; 法释〔2009〕7号 8, 9) by the order of `docs/formats/elect.md`.

    Exact: areas in dm², heads as whole numbers, shares compared by cross-multiplication. A tie about a
    seat is broken by the published lot alone; without one the seat stays open. Raises BadInput when the
    election cannot be counted at all (see `votes.check_election`).
    """
    check_election(election)
    if election.matter not in pack.matters:
        raise BadInput("not_one_of", "matter", given=quoted(election.matter), allowed=", ".join(pack.matters))
    heads = heads_of(election.roll)
    ballots = sort_marks(election, marks_of(election))
    room = _CountingRoom(election, heads, pack)
    return _result(room, ballots, room.count(ballots.choices))


class _Counted(NamedTuple):
    """What one way of taking the units gives."""

    marked: Marked
    quorum: Quorum
    seated: Seated


@dataclass(frozen=True, slots=True)
class _CountingRoom:
    """One election under one law: counts any marks of its units."""

    election: Election
    heads: Heads
    pack: Pack

    @property
    def rule(self) -> MatterRule:
        return self.pack.matters[self.election.matter]

    def count(self, marks: list[Mark | None]) -> _Counted:
        marked = weigh(self.heads, marks)
        quorum = quorum_met(marked.cells.participating, self.heads.total, self.pack.quorum.threshold)
        return _Counted(marked, quorum, seat(self.election, marked, quorum, self.rule.threshold))


def _if_disputed(room: _CountingRoom, ballots: SortedBallots[Mark], main: _Counted) -> IfDisputed:
    """The best and the worst for each candidate. If even these agree, no way of settling the disputed
    units can elect anybody else: support for a candidate alone helps it most; support for all its
    rivals hurts it most, for those `seats` rivals that push it out fit on one ballot.
    """
    names = room.election.candidates
    absent = tuple(name for name in names if name in main.seated.elected)
    if not ballots.disputed:
        return IfDisputed(absent, absent, absent, matters=False)
    best, worst = [], []
    bounds, equals_may_win = _without_partial_lot(room)
    for name in names:
        alone = bounds.count(with_disputed(ballots, Mark(frozenset({name})))).seated
        rivals = bounds.count(with_disputed(ballots, Mark(frozenset(names) - {name}))).seated
        best += [name] if name in alone.elected or (equals_may_win and name in alone.tied) else []
        worst += [name] if name in rivals.elected else []
    all_cast = room.count(with_disputed(ballots, NOBODY))
    matters = not best == worst == list(absent) or all_cast.quorum.met != main.quorum.met
    return IfDisputed(tuple(best), tuple(worst), absent, matters)


def _without_partial_lot(room: _CountingRoom) -> tuple[_CountingRoom, bool]:
    """A lot drawn among some candidates only says nothing of the ties that disputed units might make:
    for the bounds it is set aside, and equals may win.
    """
    lot = room.election.lot
    if lot is None or set(lot) == set(room.election.candidates):
        return room, False
    return _CountingRoom(replace(room.election, lot=None), room.heads, room.pack), True


def _result(room: _CountingRoom, ballots: SortedBallots[Mark], main: _Counted) -> ElectionResult:
    cells, rule = main.marked.cells, room.rule
    facts = Facts(
        election=room.election,
        heads=room.heads,
        ballots=ballots,
        cells=cells,
        quorum=main.quorum,
        disputed=disputed_measure(room.heads, ballots),
        standings=_standings(room, main.marked),
        seated=main.seated,
        if_disputed=_if_disputed(room, ballots, main),
    )
    return ElectionResult(
        **{name: getattr(cells, name) for name in type(cells).__dataclass_fields__},
        total=room.heads.total,
        disputed=facts.disputed,
        quorum=main.quorum,
        candidates=facts.standings,
        elected=main.seated.elected,
        tied=main.seated.tied,
        outcome=main.seated.outcome,
        if_disputed=facts.if_disputed,
        rule=Rule.of(rule.source),
        refused=ballots.refused,
        lines=explain(facts, room.pack, rule),
    )


def _standings(room: _CountingRoom, marked: Marked) -> tuple[Standing, ...]:
    whole: Measure = marked.cells.participating
    pairs = [(name, supported(marked, name)) for name in room.election.candidates]
    asked = room.rule.threshold
    return tuple(Standing(name, support, approval_met(support, whole, asked)) for name, support in pairs)
