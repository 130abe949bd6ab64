"""What may become of a voice and of a matter, step by step; every correction leaves a trace."""

from linmeng.common.states import Transitions

VOICE = Transitions(
    {
        "received": ("taken_up", "answered", "declined"),
        "taken_up": ("received",),
        "answered": ("taken_up", "received"),
        "declined": ("taken_up", "received"),
    }
)

MATTER = Transitions(
    {
        "open": ("listed", "in_project", "done", "answered", "declined"),
        "listed": ("open", "in_project", "decided", "done"),
        "in_project": ("open", "listed", "decided", "done"),
        "decided": ("open", "listed", "in_project", "done"),
        "done": ("open",),
        "answered": ("open", "listed", "in_project", "done", "declined"),
        "declined": ("open", "listed"),
    }
)

SETTLED = ("done", "answered", "declined")
"""States in which nobody waits for a next step."""

TICKET_IMPORT = Transitions(
    {
        "uploaded": ("mapped", "set_aside"),
        "mapped": ("mapped", "taken_in", "set_aside"),
        "taken_in": (),
        "set_aside": (),
    }
)

REQUEST = Transitions(
    {
        "asked": ("accepted", "declined", "taken_back"),
        "accepted": ("taken_back",),
        "declined": (),
        "taken_back": (),
    }
)
"""A neighbour who said yes may take it back: then the way to reach them is gone."""
