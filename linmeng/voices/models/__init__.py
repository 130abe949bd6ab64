"""What neighbours say, the matters it becomes, and what became of it."""

from linmeng.voices.models.requests import SkillRequest
from linmeng.voices.models.speaking import Matter, Outcome, Support, Voice, VoicePhoto
from linmeng.voices.models.tickets import Ticket, TicketImport, TicketSource
from linmeng.voices.models.worry import Worry

__all__ = [
    "Matter",
    "Outcome",
    "SkillRequest",
    "Support",
    "Ticket",
    "TicketImport",
    "TicketSource",
    "Voice",
    "VoicePhoto",
    "Worry",
]
