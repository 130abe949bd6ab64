from linmeng.assembly.models.ballot import BallotPaper, CastBallot, Receipt
from linmeng.assembly.models.count import Count, CountSignature, ReReading
from linmeng.assembly.models.election import (
    Candidacy,
    Election,
    ElectionStep,
    GroupMember,
    QualificationCheck,
)
from linmeng.assembly.models.petition import Petition, PetitionSignature
from linmeng.assembly.models.proxy import Proxy
from linmeng.assembly.models.roll import BallotDelivery, RollEntry, RollSupplement
from linmeng.assembly.models.term import Filing, FilingPaper, HandOver, HandOverItem, Leaving
from linmeng.assembly.models.trust import (
    BallotDispute,
    CallBack,
    CallBackRound,
    CityResult,
    LatePaper,
)
from linmeng.assembly.models.turnout import HeadTurnout, VoteTurnout
from linmeng.assembly.models.vote import Question, Vote, VoteDecision

__all__ = [
    "BallotDelivery",
    "BallotDispute",
    "BallotPaper",
    "CallBack",
    "CallBackRound",
    "Candidacy",
    "CastBallot",
    "CityResult",
    "Count",
    "CountSignature",
    "Election",
    "ElectionStep",
    "Filing",
    "FilingPaper",
    "GroupMember",
    "HandOver",
    "HandOverItem",
    "HeadTurnout",
    "LatePaper",
    "Leaving",
    "Petition",
    "PetitionSignature",
    "Proxy",
    "QualificationCheck",
    "Question",
    "ReReading",
    "Receipt",
    "RollEntry",
    "RollSupplement",
    "Vote",
    "VoteDecision",
    "VoteTurnout",
]
