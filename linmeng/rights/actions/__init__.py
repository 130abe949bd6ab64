from linmeng.rights.actions.consents import withdraw
from linmeng.rights.actions.copies import make_copy
from linmeng.rights.actions.corrections import ask_for_correction, decide_correction, take_back_correction
from linmeng.rights.actions.erasures import ask_for_erasure, decide_erasure, take_back_erasure
from linmeng.rights.actions.forgetting import forget_what_is_over
from linmeng.rights.actions.hand_over import hand_over_seat

__all__ = [
    "ask_for_correction",
    "ask_for_erasure",
    "decide_correction",
    "decide_erasure",
    "forget_what_is_over",
    "hand_over_seat",
    "make_copy",
    "take_back_correction",
    "take_back_erasure",
    "withdraw",
]
