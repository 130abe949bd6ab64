from linmeng.assembly.models.ballot import BallotPaper, CastBallot, Receipt
from linmeng.assembly.models.count import Count
from linmeng.assembly.models.vote import BallotDelivery, Question, RollEntry, Vote, VoteDecision

__all__ = [
    "BallotDelivery",
    "BallotPaper",
    "CastBallot",
    "Count",
    "Question",
    "Receipt",
    "RollEntry",
    "Vote",
    "VoteDecision",
]
