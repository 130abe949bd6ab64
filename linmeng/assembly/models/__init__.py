from linmeng.assembly.models.ballot import BallotPaper, CastBallot, PaperEntry, Receipt
from linmeng.assembly.models.count import Count
from linmeng.assembly.models.vote import BallotDelivery, Question, RollEntry, Vote, VoteDecision

__all__ = [
    "BallotDelivery",
    "BallotPaper",
    "CastBallot",
    "Count",
    "PaperEntry",
    "Question",
    "Receipt",
    "RollEntry",
    "Vote",
    "VoteDecision",
]
