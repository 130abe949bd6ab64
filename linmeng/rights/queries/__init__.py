from linmeng.rights.queries.gathering import everything_about
from linmeng.rights.queries.kept import Fate, Kept, fate_of
from linmeng.rights.queries.open_work import OpenWork, open_work
from linmeng.rights.queries.readable import labels
from linmeng.rights.queries.requests import (
    corrections_waiting,
    dues,
    erasures_waiting,
    forgetting_runs,
    own_copies,
    own_corrections,
    own_erasures,
)
from linmeng.rights.queries.seats import (
    PUBLIC_OFFICES,
    SeatLine,
    SeatSearch,
    found_seats,
    may_fill,
    seat_lines,
)

__all__ = [
    "PUBLIC_OFFICES",
    "Fate",
    "Kept",
    "OpenWork",
    "SeatLine",
    "SeatSearch",
    "corrections_waiting",
    "dues",
    "erasures_waiting",
    "everything_about",
    "fate_of",
    "forgetting_runs",
    "found_seats",
    "labels",
    "may_fill",
    "open_work",
    "own_copies",
    "own_corrections",
    "own_erasures",
    "seat_lines",
]
