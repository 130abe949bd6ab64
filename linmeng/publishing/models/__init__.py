from linmeng.publishing.models.notice import Delivery, Notice
from linmeng.publishing.models.publication import Objection, Posting, Publication

__all__ = ["Delivery", "Notice", "Objection", "Posting", "Publication"]
