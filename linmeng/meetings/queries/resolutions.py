"""Reading the committee's own decisions, and offering them as evidence to later areas."""

import json
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.meetings.models import MemberVote, Resolution
from linmeng.meetings.queries.meetings import meetings_visible, resolution_path


def resolutions_visible(actor: Actor) -> QuerySet[Resolution]:
    """The resolutions of the meetings this reader may open."""
    rows = Resolution.objects.filter(item__meeting__in=meetings_visible(actor))
    return rows.select_related("item__meeting__compound", "item__meeting__term", "publication", "paper")


def standing_votes(resolution_id: int) -> dict[int, MemberVote]:
    """Seat → what that member signed; a corrected entry stands for the wrong one."""
    rows = MemberVote.objects.filter(resolution_id=resolution_id).select_related("seat__person", "seat__body")
    return {vote.seat_id: vote for vote in rows.order_by("entry")}


def all_entries(resolution_id: int) -> list[MemberVote]:
    """Every entry, also corrected ones, in their order."""
    return list(
        MemberVote.objects.filter(resolution_id=resolution_id).select_related("seat__person", "seat__body")
    )


def facts_of_resolution(resolution: Resolution) -> dict[str, Any]:
    """The frozen facts of a decided resolution; empty while it is being signed."""
    return json.loads(resolution.facts) if resolution.facts else {}


def resolution_evidence(resolution_id: int) -> tuple[str, str, bool]:
    """(path, sha256, passed) of a decided resolution, for later areas; WrongState while it is being signed."""
    resolution = Resolution.objects.get(pk=resolution_id)
    if resolution.state not in ("passed", "failed"):
        raise WrongState(_("This resolution is not decided yet."))
    return resolution_path(resolution.id), resolution.sha256, resolution.state == "passed"


def passed_resolutions(compound_id: int) -> QuerySet[Resolution]:
    """What a committee decided, the newest first: for a later area to choose its evidence from."""
    rows = Resolution.objects.filter(compound_id=compound_id, state="passed")
    return rows.select_related("item__meeting").order_by("-decided_on", "-id")
