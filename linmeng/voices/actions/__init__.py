from linmeng.voices.actions.answer import answer, decline, finish_matter
from linmeng.voices.actions.edit import edit_matter
from linmeng.voices.actions.erase_person import erase_person
from linmeng.voices.actions.hand_over_seat import hand_over_seat
from linmeng.voices.actions.imports import ImportedVoice, import_voices
from linmeng.voices.actions.say import say
from linmeng.voices.actions.slips import take_in_slip
from linmeng.voices.actions.sort import join_matter, move_voice, take_up
from linmeng.voices.actions.steps import record_step
from linmeng.voices.actions.support import support
from linmeng.voices.actions.talent import (
    answer_request,
    ask_neighbour,
    recommend_neighbour,
    take_back_request,
)
from linmeng.voices.actions.tickets import (
    forget_ticket_files,
    name_columns,
    place_tickets,
    set_aside_tickets,
    upload_tickets,
)
from linmeng.voices.actions.tickets_taken_in import take_in_tickets
from linmeng.voices.actions.worry import record_worry

__all__ = [
    "ImportedVoice",
    "answer",
    "answer_request",
    "ask_neighbour",
    "decline",
    "edit_matter",
    "erase_person",
    "finish_matter",
    "forget_ticket_files",
    "hand_over_seat",
    "import_voices",
    "join_matter",
    "move_voice",
    "name_columns",
    "place_tickets",
    "recommend_neighbour",
    "record_step",
    "record_worry",
    "say",
    "set_aside_tickets",
    "support",
    "take_back_request",
    "take_in_slip",
    "take_in_tickets",
    "take_up",
    "upload_tickets",
]
