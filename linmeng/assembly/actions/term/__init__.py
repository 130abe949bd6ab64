from linmeng.assembly.actions.term.filing import (
    complete_filing,
    correct_filing,
    hand_in_filing,
    lay_in_paper,
    open_filing,
    send_filing_back,
)
from linmeng.assembly.actions.term.hand_over import (
    add_item,
    finish_hand_over,
    give_item,
    miss_item,
    open_hand_over,
    receive_item,
)
from linmeng.assembly.actions.term.leaving import decide_leaving, propose_leaving, take_back_leaving
from linmeng.assembly.actions.term.substitutes import move_up_substitute, pass_over_substitute

__all__ = [
    "add_item",
    "complete_filing",
    "correct_filing",
    "decide_leaving",
    "finish_hand_over",
    "give_item",
    "hand_in_filing",
    "lay_in_paper",
    "miss_item",
    "move_up_substitute",
    "open_filing",
    "open_hand_over",
    "pass_over_substitute",
    "propose_leaving",
    "receive_item",
    "send_filing_back",
    "take_back_leaving",
]
