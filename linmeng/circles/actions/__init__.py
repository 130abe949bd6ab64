from linmeng.circles.actions.circles import add_member, close_circle, end_membership, found_circle
from linmeng.circles.actions.duties import assign_doors, end_duty, pass_on_duties
from linmeng.circles.actions.errands import (
    call_off_errands,
    finish_errand,
    finish_errand_at,
    give_errands,
    note_nobody_there,
    reopen_errand,
)
from linmeng.circles.actions.hand_over_seat import hand_over_seat

__all__ = [
    "add_member",
    "assign_doors",
    "call_off_errands",
    "close_circle",
    "end_duty",
    "end_membership",
    "finish_errand",
    "finish_errand_at",
    "found_circle",
    "give_errands",
    "hand_over_seat",
    "note_nobody_there",
    "pass_on_duties",
    "reopen_errand",
]
