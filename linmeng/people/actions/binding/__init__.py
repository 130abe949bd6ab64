from linmeng.people.actions.binding.ask import Answer, Asked, ask_to_be_bound
from linmeng.people.actions.binding.decide import (
    PROOFS,
    Seen,
    accept_binding,
    answer_for_home,
    refuse_binding,
    take_request,
)
from linmeng.people.actions.binding.dispute import (
    dispute_binding,
    leave_home,
    settle_dispute,
    undo_binding,
)

__all__ = [
    "PROOFS",
    "Answer",
    "Asked",
    "Seen",
    "accept_binding",
    "answer_for_home",
    "ask_to_be_bound",
    "dispute_binding",
    "leave_home",
    "refuse_binding",
    "settle_dispute",
    "take_request",
    "undo_binding",
]
