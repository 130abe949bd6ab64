from linmeng.assembly.actions.election.calling import call_election
from linmeng.assembly.actions.election.checking import check_reason, decide_candidacy, give_pledge
from linmeng.assembly.actions.election.group import NewMember, form_group
from linmeng.assembly.actions.election.group_posting import post_group
from linmeng.assembly.actions.election.nomination import (
    answer_nomination,
    close_nomination,
    edit_statement,
    name_candidate,
    open_nomination,
    reopen_nomination,
    withdraw_candidacy,
)
from linmeng.assembly.actions.election.office import hold_first_meeting
from linmeng.assembly.actions.election.opening import call_off_election, change_plan, open_election
from linmeng.assembly.actions.election.outcome import draw_lot, take_result
from linmeng.assembly.actions.election.posting import draw_numbers, post_candidates, take_posting_back
from linmeng.assembly.actions.election.steps import record_step, withdraw_step

__all__ = [
    "NewMember",
    "answer_nomination",
    "call_election",
    "call_off_election",
    "change_plan",
    "check_reason",
    "close_nomination",
    "decide_candidacy",
    "draw_lot",
    "draw_numbers",
    "edit_statement",
    "form_group",
    "give_pledge",
    "hold_first_meeting",
    "name_candidate",
    "open_election",
    "open_nomination",
    "post_candidates",
    "post_group",
    "record_step",
    "reopen_nomination",
    "take_posting_back",
    "take_result",
    "withdraw_candidacy",
    "withdraw_step",
]
