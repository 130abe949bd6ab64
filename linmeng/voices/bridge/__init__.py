from linmeng.voices.bridge.answers import AnswerCells, AnsweredTable, answers_workbook
from linmeng.voices.bridge.columns import FIELDS, Field, guessed_columns
from linmeng.voices.bridge.faults import TicketFault
from linmeng.voices.bridge.placing import KnownCompound, building_in, placed_in
from linmeng.voices.bridge.tickets import ReadTicket, TicketReading, TicketTable, read_table, read_tickets

__all__ = [
    "FIELDS",
    "AnswerCells",
    "AnsweredTable",
    "Field",
    "KnownCompound",
    "ReadTicket",
    "TicketFault",
    "TicketReading",
    "TicketTable",
    "answers_workbook",
    "building_in",
    "guessed_columns",
    "placed_in",
    "read_table",
    "read_tickets",
]
