"""Steps of a sheet from the printer to what was read on it, and of a scanned page."""

from linmeng.common.states import Transitions

SHEET = Transitions(
    {
        "printed": ("carried", "delivered", "returned", "read_once", "settled", "void"),
        "carried": ("carried", "delivered", "returned", "read_once", "settled", "void"),
        "delivered": ("returned", "read_once", "settled", "void"),
        "returned": ("read_once", "settled", "void"),
        "read_once": ("read_apart", "settled", "void"),
        "read_apart": ("settled", "void"),
        "settled": (),
        "void": (),
    }
)
OUT = ("printed", "carried", "delivered")
"""Sheets that have not come back."""
HALF_READ = ("read_once", "read_apart")

RUN = Transitions(
    {
        "waiting": ("made", "fault"),
        "fault": ("waiting",),
        "made": ("forgotten",),
        "forgotten": ("waiting",),
    }
)

SCAN = Transitions(
    {
        "waiting": ("read", "unsure", "no_code", "foreign", "twice"),
        "read": (),
        "unsure": ("settled", "set_aside"),
        "no_code": ("settled", "unsure", "set_aside"),
        "foreign": ("set_aside",),
        "twice": ("set_aside",),
        "settled": (),
        "set_aside": (),
    }
)
TO_LOOK_AT = ("unsure", "no_code")
"""Pages that wait for a person."""
MARKS = ("page", "qr", "anchors", "anchor_side", "boxes", "groups")
"""The part of a run's layout that is measured; beside it stand `may_be_empty`, `written`, `several`, `alone`."""
