from linmeng.alliance.actions.buildings import (
    correct_building,
    move_building,
    move_entrance,
    rename_entrance,
)
from linmeng.alliance.actions.charter import propose_charter, record_adoption
from linmeng.alliance.actions.committees import begin_term, set_committee_state
from linmeng.alliance.actions.corrections import (
    close_compound,
    correct_compound,
    correct_service_start,
    describe_area,
    rename_body,
)
from linmeng.alliance.actions.profile import (
    add_facility,
    add_strength,
    adopt_rules_of_procedure,
    edit_facility,
    edit_strength,
    set_share_switch,
)
from linmeng.alliance.actions.set_up import (
    add_body,
    add_building,
    add_compound,
    add_entrance,
    end_service,
    start_service,
)

__all__ = [
    "add_body",
    "add_building",
    "add_compound",
    "add_entrance",
    "add_facility",
    "add_strength",
    "adopt_rules_of_procedure",
    "begin_term",
    "close_compound",
    "correct_building",
    "correct_compound",
    "correct_service_start",
    "describe_area",
    "edit_facility",
    "edit_strength",
    "end_service",
    "move_building",
    "move_entrance",
    "propose_charter",
    "record_adoption",
    "rename_body",
    "rename_entrance",
    "set_committee_state",
    "set_share_switch",
    "start_service",
]
