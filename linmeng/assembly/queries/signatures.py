"""Who signed a count, and whether enough did for it to be published."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from linmeng.alliance.models import Body
from linmeng.assembly.models import Count, CountSignature, Vote
from linmeng.assembly.permissions import COMMITTEE
from linmeng.assembly.queries.bundle import bundle_awaited
from linmeng.common.clock import local_day
from linmeng.common.dues import Problem
from linmeng.people.models import Seat
from linmeng.people.queries.actors import in_force
from linmeng.projects.queries import site_path

SIGNERS = 2
"""House rule: two people sign, and one of them sits outside the committee that called the vote."""


@dataclass(frozen=True)
class CountSigned:
    """One signature under one version of a count."""

    seat: str
    agrees: bool
    words: str
    signature: CountSignature


def signed(vote: Vote, version: int) -> list[CountSigned]:
    """The signatures under a version, in their order; seats, never names."""
    rows = CountSignature.objects.filter(vote=vote, version=version).order_by("signed_at", "id")
    return [CountSigned(row.seat, row.agrees, row.words, row) for row in rows]


def newest_version(vote: Vote) -> int:
    """The number of the newest count; 0 while there is none."""
    return max(Count.objects.filter(vote=vote).values_list("version", flat=True), default=0)


def final_version(vote: Vote) -> int:
    """The newest version that enough people signed: the one that stands; 0 while there is none."""
    versions = Count.objects.filter(vote=vote).order_by("-version").values_list("version", flat=True)
    return next((n for n in dict.fromkeys(versions) if not missing_signatures(vote, n)), 0)


def missing_signatures(vote: Vote, version: int) -> str:
    """A sentence on who must still sign; empty when enough have."""
    rows = list(CountSignature.objects.filter(vote=vote, version=version))
    if len({row.person_id for row in rows}) < SIGNERS:
        return _("Two people must sign the count before it is published; %s has signed so far.") % len(rows)
    inside = _committee_members(vote, local_day(rows[0].signed_at))
    if all(row.person_id in inside for row in rows):
        return _("One of those who sign must not sit on the owners' committee: a scrutineer or the clerk.")
    return ""


def _committee_members(vote: Vote, day: date) -> set[int]:
    seats = Seat.objects.filter(
        in_force(day),
        body__compound_id=vote.compound_id,
        body__kind=Body.Kind.OWNERS_COMMITTEE,
        role__in=COMMITTEE,
    )
    return set(seats.values_list("person_id", flat=True))


def problems_before_publishing(vote: Vote, at: datetime) -> list[Problem]:
    """What stands in the way of the board."""
    missing = missing_signatures(vote, newest_version(vote))
    problems = [Problem(missing, path=site_path(f"votes/{vote.id}/sign/"))] if missing else []
    if bundle_awaited(vote, at):
        making = _(
            "The bundle with which anyone can count %(n)s homes again is being made; it takes a minute."
        )
        problems.append(Problem(making % {"n": vote.roll.count()}))
    return problems
