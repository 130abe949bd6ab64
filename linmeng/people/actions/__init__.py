from linmeng.people.actions.consents import give_consent, withdraw_consent
from linmeng.people.actions.erase_person import erase_person
from linmeng.people.actions.log_in import user_for_proved_phone
from linmeng.people.actions.looks import note_look
from linmeng.people.actions.persons import add_contact_way, add_person, register_residence
from linmeng.people.actions.roll_fill import RollCounts, fill_compound
from linmeng.people.actions.roll_import import commit_roll, preview_roll, set_aside_roll
from linmeng.people.actions.seats import end_seat, open_seat
from linmeng.people.actions.talent import (
    add_qualification,
    answer_recommendation,
    edit_qualification,
    recommend,
    withdraw_qualification,
    withdraw_recommendation,
)
from linmeng.people.actions.transfers import name_representative, register_transfer

__all__ = [
    "RollCounts",
    "add_contact_way",
    "add_person",
    "add_qualification",
    "answer_recommendation",
    "commit_roll",
    "edit_qualification",
    "end_seat",
    "erase_person",
    "fill_compound",
    "give_consent",
    "name_representative",
    "note_look",
    "open_seat",
    "preview_roll",
    "recommend",
    "register_residence",
    "register_transfer",
    "set_aside_roll",
    "user_for_proved_phone",
    "withdraw_consent",
    "withdraw_qualification",
    "withdraw_recommendation",
]
