"""How meetings, resolutions and tasks pass from one state to the next."""

from linmeng.common.states import Transitions

MEETING = Transitions(
    {
        "planned": ("posted", "held", "cancelled"),
        "posted": ("planned", "held", "cancelled"),
        "held": ("minuted",),
        "minuted": ("held", "closed"),
        "closed": ("held",),
        "cancelled": (),
    }
)
"""A moved meeting is planned anew and posted anew; minutes that are put right go back to the table."""

RESOLUTION = Transitions(
    {"open": ("passed", "failed", "withdrawn"), "passed": (), "failed": (), "withdrawn": ()}
)
TASK = Transitions({"open": ("done", "dropped"), "done": ("open",), "dropped": ("open",)})
