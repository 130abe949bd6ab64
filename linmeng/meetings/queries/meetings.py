"""Reading meetings: whoever lives or acts in a compound reads its own, from the posted agenda on."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.dues import Problem
from linmeng.common.errors import AgainstTheLaw
from linmeng.ground.directory import slug_in_force
from linmeng.meetings import bridge
from linmeng.meetings.models import AgendaItem, Meeting, MeetingDemand, Minutes, Resolution, Task
from linmeng.meetings.permissions import SITS_IN


def meeting_path(meeting_id: int) -> str:
    """Where a meeting's page is, in the alliance in force."""
    return f"/a/{slug_in_force()}/meetings/{meeting_id}/"


def resolution_path(resolution_id: int) -> str:
    """Where a resolution's page is."""
    return f"/a/{slug_in_force()}/resolutions/{resolution_id}/"


def meetings_visible(actor: Actor) -> QuerySet[Meeting]:
    """The meetings this reader may open; the same rule as `may_see_meeting`, as a condition on rows."""
    rows = Meeting.objects.select_related("compound", "term__body", "publication")
    seen = Q(compound_id__in=actor.homes) & ~Q(state="planned")
    if actor.hat is not None and actor.wears(*SITS_IN):
        seen |= Q(compound_id__in=actor.hat.compounds) | Q(compound__isnull=True)
    return rows.filter(seen)


@dataclass(frozen=True)
class MeetingSearch:
    """What was asked of the list of meetings."""

    compound: str = ""
    kind: str = ""
    time: str = ""
    words: str = ""


def find_meetings(actor: Actor, asked: MeetingSearch) -> QuerySet[Meeting]:
    """The meetings asked for: what is still to come first by its day, then what was."""
    rows = meetings_visible(actor)
    if asked.compound:
        rows = rows.filter(compound__code=asked.compound)
    if asked.kind in Meeting.Kind.values:
        rows = rows.filter(kind=asked.kind)
    if asked.words:
        rows = rows.filter(Q(title__contains=asked.words) | Q(items__title__contains=asked.words)).distinct()
    if asked.time == "coming":
        return rows.filter(state__in=["planned", "posted"]).order_by("starts_at", "id")
    if asked.time == "past":
        rows = rows.filter(state__in=["held", "minuted", "closed"])
    return rows.order_by("-starts_at", "-id")


def items_of(meeting_id: int) -> QuerySet[AgendaItem]:
    """The agenda, without what was taken off."""
    return AgendaItem.objects.filter(meeting_id=meeting_id, withdrawn_because="").order_by("number")


def place_of(meeting: Meeting) -> str:
    """Whose law holds: the compound's; talks of the whole alliance need none."""
    return meeting.compound.place if meeting.compound is not None else "cn"


def undecidable_items(meeting: Meeting, items: list[AgendaItem]) -> set[int]:
    """Items that stood in no agenda in time (case 34): they may be talked about, not decided."""
    posted = [(item.id, item.posted_on) for item in items]
    return bridge.undecidable(meeting.kind, place_of(meeting), local_day(meeting.starts_at), posted)


def check_freeze(meeting: Meeting, *, matter: str, emergency: bool, day: date) -> None:
    """Refuse what the law closes to a committee in re-election, and name the way that stays open (case 35)."""
    term = meeting.term
    formed = term.state_since if term is not None and term.state == "in_reelection" else None
    found = bridge.freeze_of(place_of(meeting), day, matter=matter, group_formed=formed, emergency=emergency)
    if found is None:
        return
    raise AgainstTheLaw(
        _(
            "The committee is in re-election: until the new one is elected it cannot decide this."
            " What is dangerous may still be repaired at once as an emergency (%(article)s)."
        )
        % {"article": found.emergency_article},
        article=found.article,
    )


def problems_before_posting(meeting: Meeting, day: date) -> list[Problem]:
    """All that stands in the way of hanging the agenda up."""
    found = [] if items_of(meeting.id).exists() else [Problem(_("The agenda has no item yet."))]
    deadline = bridge.agenda_deadline(meeting.kind, place_of(meeting), local_day(meeting.starts_at))
    if deadline is not None and day > deadline.by and meeting.posted_on is None:
        words = _("An agenda hangs at least %(n)s days before the meeting: the last day was %(day)s.")
        found.append(Problem(words % {"n": deadline.length, "day": deadline.by}, deadline.article))
    return found


def resolutions_of(meeting_id: int) -> QuerySet[Resolution]:
    """What the members decided or decide at a meeting, in the order of the agenda."""
    rows = Resolution.objects.filter(item__meeting_id=meeting_id).exclude(state="withdrawn")
    return rows.select_related("item", "publication", "paper").order_by("item__number", "id")


def newest_minutes(meeting_id: int) -> Minutes | None:
    """The minutes that hold."""
    return Minutes.objects.filter(meeting_id=meeting_id).order_by("-version").first()


def tasks_of(meeting_id: int) -> QuerySet[Task]:
    """What follows from a meeting."""
    rows = Task.objects.filter(meeting_id=meeting_id).select_related("seat__body", "seat__building", "item")
    return rows.order_by("due_on", "id")


def open_demands(compound_ids: frozenset[int]) -> QuerySet[MeetingDemand]:
    """Demands for a meeting that none was called for yet."""
    rows = MeetingDemand.objects.filter(compound_id__in=compound_ids, meeting__isnull=True)
    return rows.select_related("compound", "term").annotate(signed=Count("signatures")).order_by("made_at")
