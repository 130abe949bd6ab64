from linmeng.assembly.models.ballot import BallotPaper, CastBallot, Receipt
from linmeng.assembly.models.box import BallotBox, BoxEvent
from linmeng.assembly.models.bundle import PreparedBundle, VoteBundle
from linmeng.assembly.models.count import Count, CountSignature, RecountReading, ReReading
from linmeng.assembly.models.election import (
    Candidacy,
    Election,
    ElectionStep,
    GroupMember,
    QualificationCheck,
)
from linmeng.assembly.models.petition import Petition, PetitionSignature, PetitionStep
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
from linmeng.assembly.models.turnout import HeadHomes, VoteTurnout
from linmeng.assembly.models.vote import Question, Vote, VoteDecision

__all__ = [
    "BallotBox",
    "BallotDelivery",
    "BallotDispute",
    "BallotPaper",
    "BoxEvent",
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
    "HeadHomes",
    "LatePaper",
    "Leaving",
    "Petition",
    "PetitionSignature",
    "PetitionStep",
    "PreparedBundle",
    "Proxy",
    "QualificationCheck",
    "Question",
    "ReReading",
    "Receipt",
    "RecountReading",
    "RollEntry",
    "RollSupplement",
    "Vote",
    "VoteBundle",
    "VoteDecision",
    "VoteTurnout",
]
