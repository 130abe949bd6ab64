"""Owners ask for a meeting or a member's removal: opened, signed, handed in, answered, called by others."""

from linmeng.assembly.actions.petition.answering import answer_petition, link_petition_vote, step_in
from linmeng.assembly.actions.petition.calling import call_for_petition
from linmeng.assembly.actions.petition.opening import hand_in_petition, open_petition, withdraw_petition
from linmeng.assembly.actions.petition.paper import take_in_signatures
from linmeng.assembly.actions.petition.signing import sign_petition, withdraw_signature

__all__ = [
    "answer_petition",
    "call_for_petition",
    "hand_in_petition",
    "link_petition_vote",
    "open_petition",
    "sign_petition",
    "step_in",
    "take_in_signatures",
    "withdraw_petition",
    "withdraw_signature",
]
