"""How an owners' committee passes from one state to the next."""

from linmeng.common.states import Transitions

COMMITTEE_TERM = Transitions(
    {
        "vacant": ("acting", "ended"),
        "acting": ("vacant", "ended"),
        "in_office": ("in_reelection", "acting", "vacant", "ended"),
        "in_reelection": ("in_office", "acting", "vacant", "ended"),
        "ended": (),
    }
)
"""A newly elected committee is a new term with its own number, so nothing leads from vacant to in office."""

DECIDING = ("in_office", "in_reelection")
"""States in which a committee meets and decides for itself."""
