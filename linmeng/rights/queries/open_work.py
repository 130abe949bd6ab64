"""What goes along when an office changes hands, shown before anybody confirms."""

from dataclasses import dataclass

from linmeng.assembly.queries import dues as of_votes
from linmeng.circles.queries import dues as of_circles
from linmeng.common.actor import Actor
from linmeng.common.dues import Due
from linmeng.meetings.queries import dues as of_meetings
from linmeng.people.models import Seat
from linmeng.people.queries import holder_of_seat
from linmeng.projects.queries import dues as of_projects
from linmeng.publishing.queries import dues as of_publishing
from linmeng.voices.queries import dues as of_voices

SHOWN = 12


@dataclass(frozen=True)
class OpenWork:
    """What lies open on an office's desk."""

    total: int
    next_due: list[Due]


def open_work(actor: Actor, seat: Seat) -> OpenWork:
    """The open things on an office's desk: rights follow the office, so they wait for its next holder."""
    holder = holder_of_seat(seat.id, actor.at)
    every = sorted(
        [
            *of_voices(holder),
            *of_projects(holder),
            *of_votes(holder),
            *of_publishing(holder),
            *of_circles(holder),
            *of_meetings(holder),
        ]
    )
    return OpenWork(len(every), every[:SHOWN])
