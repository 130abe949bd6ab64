"""How a request about one's own data passes from one state to the next."""

from linmeng.common.states import Transitions

CORRECTION = Transitions(
    {"asked": ("done", "refused", "taken_back"), "done": (), "refused": (), "taken_back": ()}
)
ERASURE = Transitions(
    {"asked": ("done", "refused", "taken_back"), "done": (), "refused": (), "taken_back": ()}
)
