from linmeng.publishing.models.notice import Delivery, Notice, Topic
from linmeng.publishing.models.preference import BoardRun, Preference
from linmeng.publishing.models.proposal import Proposal
from linmeng.publishing.models.publication import Objection, Posting, Publication

__all__ = [
    "BoardRun",
    "Delivery",
    "Notice",
    "Objection",
    "Posting",
    "Preference",
    "Proposal",
    "Publication",
    "Topic",
]
