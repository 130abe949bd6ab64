from linmeng.publishing.models.notice import Delivery, Notice, Topic
from linmeng.publishing.models.preference import BoardRun, Preference
from linmeng.publishing.models.publication import Objection, Posting, Publication

__all__ = ["BoardRun", "Delivery", "Notice", "Objection", "Posting", "Preference", "Publication", "Topic"]
