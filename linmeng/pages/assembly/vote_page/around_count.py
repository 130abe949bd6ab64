"""What stands around a result: which count it is, who signed it, what silence and disputes would change."""

from dataclasses import dataclass

from linmeng.assembly.actions.count_facts import doubts_of
from linmeng.assembly.models import Vote
from linmeng.assembly.permissions import may_count
from linmeng.assembly.queries import newest_counts
from linmeng.assembly.queries.count_figures import CountFigures, count_figures
from linmeng.assembly.queries.recount import published_version
from linmeng.assembly.queries.signatures import CountSigned, newest_version, signed
from linmeng.common.actor import Actor


@dataclass(frozen=True)
class AroundCount:
    """Of the version that is shown."""

    version: int
    figures: CountFigures
    doubts: tuple[str, ...]
    signed: list[CountSigned]
    on_board: bool
    """Whether this version is the one that hangs on the board."""


def version_shown(actor: Actor, vote: Vote) -> int:
    """Those who count see the newest count, everyone else the one that was published; 0: none yet."""
    if may_count(actor, vote.compound_id):
        return newest_version(vote)
    return published_version(vote)


def around_count(vote: Vote, version: int) -> AroundCount | None:
    """Everything around one version of the count; None before there is one to show."""
    counts = newest_counts(vote, version) if version else []
    if not counts:
        return None
    figures = count_figures(vote, version)
    return AroundCount(
        version=version,
        figures=figures,
        doubts=tuple(doubt for counted in counts for doubt in doubts_of(vote, counted, figures)),
        signed=signed(vote, version),
        on_board=published_version(vote) == version,
    )
