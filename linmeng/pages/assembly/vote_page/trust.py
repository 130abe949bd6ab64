"""What a vote's page shows of trust: homes one acts for, and numbers of what is in doubt; never whose."""

from dataclasses import dataclass

from linmeng.assembly.models import Vote
from linmeng.assembly.queries.call_back import CallBackSummary, call_back_summary
from linmeng.assembly.queries.disputes import DisputeCounts, dispute_counts
from linmeng.assembly.queries.entitled import HomeIActFor, homes_i_act_for
from linmeng.assembly.queries.late import late_papers
from linmeng.common.actor import Actor


@dataclass(frozen=True)
class Trust:
    """Homes of others for which the visitor votes; how many ballots are in doubt, late, called back."""

    acting: list[HomeIActFor]
    disputes: DisputeCounts
    late: int
    call_back: CallBackSummary | None


def trust_of(actor: Actor, vote: Vote) -> Trust:
    """Of an announced vote; of a draft nothing."""
    if vote.noticed_on is None:
        return Trust([], DisputeCounts(), 0, None)
    return Trust(
        acting=homes_i_act_for(actor, vote),
        disputes=dispute_counts(vote),
        late=late_papers(vote).count(),
        call_back=call_back_summary(vote),
    )
