"""How an errand passes from one state to the next."""

from linmeng.common.states import Transitions

ERRAND = Transitions({"open": ("done", "called_off"), "done": ("open",), "called_off": ()})
"""A tick by mistake is taken back with a trace; what was called off stays so."""
