from linmeng.projects.actions.decision import Evidence, record_gate_evidence, renew_gate_evidence
from linmeng.projects.actions.gates import back_to_legal, check_legality, mark_voting
from linmeng.projects.actions.hand_over_seat import hand_over_seat
from linmeng.projects.actions.project import drop, edit_project, start_project
from linmeng.projects.actions.steps import tell_matters

__all__ = [
    "Evidence",
    "back_to_legal",
    "check_legality",
    "drop",
    "edit_project",
    "hand_over_seat",
    "mark_voting",
    "record_gate_evidence",
    "renew_gate_evidence",
    "start_project",
    "tell_matters",
]
