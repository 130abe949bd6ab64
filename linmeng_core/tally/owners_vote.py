"""The count of an owners' vote: what the owners decided, under the law of the day, and why."""

from collections.abc import Iterable

from linmeng_core.errors import BadInput, quoted
from linmeng_core.law.packs import MatterRule, Pack
from linmeng_core.measures import Measure, Threshold
from linmeng_core.tally.cells import Heads, Standing, heads_of, stand
from linmeng_core.tally.explaining import Facts, explain
from linmeng_core.tally.results import Approval, Cells, IfDisputed, Outcome, Quorum, Result, Rule, Turnout
from linmeng_core.tally.sorting import SortedBallots, sort_ballots
from linmeng_core.tally.votes import Ballot, OwnersVote, Policy, RollUnit, check
from linmeng_core.tally.weighing import approval_met, disputed_measure, quorum_met, with_disputed

__all__ = ["Ballot", "OwnersVote", "Policy", "Result", "RollUnit", "Turnout", "count", "turnout"]


def count(vote: OwnersVote, pack: Pack) -> Result:
    """Count `vote` under `pack` (民法典 278; 法释〔2009〕7号 8, 9) by the order of `docs/formats/tally.md`.

    Exact: areas in dm², heads as whole numbers, shares compared by cross-multiplication. A tie is no
    majority. Raises BadInput when the vote cannot be counted at all (see `votes.check`).
    """
    check(vote)
    if vote.matter not in pack.matters:
        raise BadInput("not_one_of", "matter", given=quoted(vote.matter), allowed=", ".join(pack.matters))
    matter = pack.matters[vote.matter]
    heads = heads_of(vote.roll)
    ballots = sort_ballots(vote)
    followers = _followers(vote, ballots)
    standings = _standings(heads, ballots, followers)
    judge = _Judge(heads.total, disputed_measure(heads, ballots), pack.quorum.threshold, matter.threshold)
    silence = vote.policy.silence == "follow_majority"
    bare = judge.outcome([standing.without_silence for standing in standings])
    outcome = judge.outcome([standing.cells for standing in standings]) if silence else bare
    facts = Facts(vote, heads, ballots, standings[0], len(followers))
    return _result(outcome, bare if silence else None, facts, pack, matter)


def _result(
    outcome: Outcome, without_silence: Outcome | None, facts: Facts, pack: Pack, matter: MatterRule
) -> Result:
    return Result(
        **{name: getattr(outcome, name) for name in Outcome.__dataclass_fields__},
        rule=Rule.of(matter.source),
        without_silence=without_silence,
        refused=facts.ballots.refused,
        lines=explain(outcome, without_silence, facts, pack, matter),
    )


def turnout(vote: OwnersVote) -> Turnout:
    """Who has taken part so far, in both measures, without a word on how; for display while it runs."""
    check(vote)
    heads, choices = heads_of(vote.roll), sort_ballots(vote).choices
    cast = [place for place, choice in enumerate(choices) if choice is not None]
    area = sum(heads.areas[place] for place in cast)
    participating = Measure(area, len({heads.head_of[place] for place in cast}))
    return Turnout(participating, heads.total, len(cast), len(choices))


def _followers(vote: OwnersVote, ballots: SortedBallots[str]) -> tuple[int, ...]:
    """Silent units that the clause may count: only where the ballot provably arrived."""
    if vote.policy.silence != "follow_majority":
        return ()
    return tuple(place for place in ballots.silent if vote.roll[place].delivered)


def _standings(heads: Heads, ballots: SortedBallots[str], followers: Iterable[int]) -> tuple[Standing, ...]:
    """The cells with disputed units absent (the result itself), all yes, all no."""
    absent = stand(heads, ballots.choices, followers)
    if not ballots.disputed:
        return absent, absent, absent
    settled = [with_disputed(ballots, choice) for choice in ("yes", "no")]
    return absent, *(stand(heads, choices, followers) for choices in settled)


class _Judge:
    """Step (8): cells against the thresholds of the law."""

    def __init__(self, total: Measure, disputed: Measure, quorum: Threshold, approval: Threshold) -> None:
        self.total, self.disputed = total, disputed
        self.asked_quorum, self.asked_approval = quorum, approval

    def outcome(self, cells: Iterable[Cells]) -> Outcome:
        """The outcome of the first cells; the second and third tell what disputed units would change."""
        absent, yes, no = cells
        verdicts = self.passed(yes), self.passed(no), self.passed(absent)
        return Outcome(
            **{name: getattr(absent, name) for name in Cells.__dataclass_fields__},
            total=self.total,
            disputed=self.disputed,
            quorum=self.quorum(absent),
            approval=self.approval(absent),
            passed=verdicts[2],
            if_disputed=IfDisputed(*verdicts, len(set(verdicts)) > 1),
        )

    def passed(self, cells: Cells) -> bool:
        approval = self.approval(cells)
        return self.quorum(cells).met and approval.area and approval.heads

    def quorum(self, cells: Cells) -> Quorum:
        return quorum_met(cells.participating, self.total, self.asked_quorum)

    def approval(self, cells: Cells) -> Approval:
        return approval_met(cells.yes, cells.participating, self.asked_approval)
