from linmeng.people.actions.log_in import user_for_known_phone
from linmeng.people.actions.persons import add_contact_way, add_person, add_qualification, register_residence
from linmeng.people.actions.roll_fill import RollCounts, fill_compound
from linmeng.people.actions.roll_import import commit_roll, preview_roll, set_aside_roll
from linmeng.people.actions.seats import end_seat, open_seat
from linmeng.people.actions.transfers import name_representative, register_transfer

__all__ = [
    "RollCounts",
    "add_contact_way",
    "add_person",
    "add_qualification",
    "commit_roll",
    "end_seat",
    "fill_compound",
    "name_representative",
    "open_seat",
    "preview_roll",
    "register_residence",
    "register_transfer",
    "set_aside_roll",
    "user_for_known_phone",
]
