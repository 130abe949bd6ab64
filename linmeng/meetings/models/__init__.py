from linmeng.meetings.models.decision import (
    SIGNED_HOW,
    MemberVote,
    Minutes,
    MinutesSignature,
    Resolution,
    Task,
)
from linmeng.meetings.models.meeting import (
    AgendaItem,
    Attendance,
    DemandSignature,
    Invitation,
    Meeting,
    MeetingDemand,
)

__all__ = [
    "SIGNED_HOW",
    "AgendaItem",
    "Attendance",
    "DemandSignature",
    "Invitation",
    "Meeting",
    "MeetingDemand",
    "MemberVote",
    "Minutes",
    "MinutesSignature",
    "Resolution",
    "Task",
]
