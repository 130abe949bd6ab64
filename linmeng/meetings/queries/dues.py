"""What is due about meetings, by clock, with the article that demands it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.dues import Due
from linmeng.ground.directory import slug_in_force
from linmeng.meetings import bridge
from linmeng.meetings.models import Invitation, Meeting, MeetingDemand, MemberVote, Resolution, Task
from linmeng.meetings.permissions import CALLS, COMMITTEE
from linmeng.meetings.queries.meetings import place_of

MINUTES_DAYS = 3
"""Our own measure for talks; a committee's decisions have the law's."""
AT_MOST = 100


def dues(actor: Actor) -> list[Due]:
    """Agenda to post, letters to send, meetings to hold, minutes, signatures, publications, tasks."""
    if actor.hat is None:
        return []
    root = f"/a/{slug_in_force()}/"
    return [
        *_tasks(actor, root),
        *_meetings(actor, root),
        *(_committee(actor, root) if actor.wears(*COMMITTEE) else ()),
        *(_publications(actor, root) if actor.wears(*COMMITTEE, "clerk") else ()),
    ]


def _in_words(article: str, article_en: str) -> str:
    return article_en if get_language() == "en" else article


def _due(actor: Actor, compound_id: int | None, by: date, what: str, *, path: str, article: str = "") -> Due:
    return Due(by, what, path, article, actor.hat.role if actor.hat else "", compound_id)


def _tasks(actor: Actor, root: str) -> Iterator[Due]:
    assert actor.hat is not None  # noqa: S101  asked by dues
    mine = Task.objects.filter(seat_id=actor.hat.seat_id, state="open").select_related("meeting")
    for task in mine.order_by("due_on")[:AT_MOST]:
        path = task.path or f"{root}meetings/{task.meeting_id}/"
        yield _due(actor, task.meeting.compound_id, task.due_on, _("Task: %s") % task.text, path=path)


def _meetings(actor: Actor, root: str) -> Iterator[Due]:
    """Of the kinds of meetings that this hat calls, everywhere it reaches."""
    assert actor.hat is not None  # noqa: S101  asked by dues
    kinds = [kind for kind, roles in CALLS.items() if actor.wears(*roles)]
    if not kinds:
        return
    rows = Meeting.objects.filter(
        Q(compound_id__in=actor.hat.compounds) | Q(compound__isnull=True),
        kind__in=kinds,
        state__in=["planned", "posted", "held"],
    )
    told = Invitation.objects.filter(meeting=OuterRef("pk"), whom="residents_committee")
    rows = rows.select_related("compound").annotate(told=Exists(told))
    for meeting in rows.order_by("starts_at")[:AT_MOST]:
        yield from _of_meeting(actor, meeting, f"{root}meetings/{meeting.id}/")


def _of_meeting(actor: Actor, meeting: Meeting, path: str) -> Iterator[Due]:
    day, place, title, here = (
        local_day(meeting.starts_at),
        place_of(meeting),
        meeting.title,
        meeting.compound_id,
    )
    deadline = bridge.agenda_deadline(meeting.kind, place, day)
    if meeting.state == "planned" and deadline is not None:
        article = _in_words(deadline.article, deadline.article_en)
        yield _due(actor, here, deadline.by, _("Post the agenda: %s") % title, path=path, article=article)
    if deadline is not None and not meeting.told and meeting.state != "held":  # type: ignore[attr-defined]
        article = _in_words(*_telling_article(meeting.kind, place, day))
        what = _("Invite the residents' committee: %s") % title
        yield _due(actor, here, deadline.by, what, path=path, article=article)
    if meeting.state == "posted" or (meeting.state == "planned" and deadline is None):
        yield _due(actor, here, day, _("Meeting: %s") % title, path=path)
    if meeting.state == "held":
        by = bridge.posted_by(place, day)
        article = _in_words(by.article, by.article_en) if by and meeting.kind == "committee" else ""
        last = by.by if by is not None else day
        yield _due(actor, here, last, _("Write the minutes: %s") % title, path=path, article=article)


def _telling_article(kind: str, place: str, day: date) -> tuple[str, str]:
    if kind == "owners_assembly":
        return bridge.assembly_tells(place, day) or ("", "")
    return bridge.committee_article(place, day)


def _committee(actor: Actor, root: str) -> Iterator[Due]:
    """A member's: the next regular meeting, a demanded one, resolutions to sign."""
    assert actor.hat is not None  # noqa: S101  asked by dues
    for compound_id in sorted(actor.hat.compounds):
        yield from _rhythm(actor, root, compound_id)
    demands = MeetingDemand.objects.filter(
        compound_id__in=actor.hat.compounds, meeting__isnull=True, met_on__isnull=False
    ).select_related("compound")
    for demand in demands:
        by = bridge.demanded_by(demand.compound.place, demand.met_on) if demand.met_on else None
        if by is not None:
            what = _("Hold the meeting that members demand: %s") % demand.reason
            path = f"{root}meetings/call/?kind=committee&demand={demand.id}"
            article = _in_words(by.article, by.article_en)
            yield _due(actor, demand.compound_id, by.by, what, path=path, article=article)
    yield from _to_sign(actor, root)


def _rhythm(actor: Actor, root: str, compound_id: int) -> Iterator[Due]:
    """At least every two months (SH 26); counted from the last meeting kept here, silent before the first."""
    own = Meeting.objects.filter(kind="committee", compound_id=compound_id).exclude(state="cancelled")
    found = own.aggregate(last=Max("held_at"), coming=Count("id", filter=Q(state__in=["planned", "posted"])))
    if found["last"] is None or found["coming"]:
        return
    place = Meeting.objects.filter(compound_id=compound_id).values_list("compound__place", flat=True)[0]
    by = bridge.next_regular(place, local_day(found["last"]))
    if by is not None:
        path = f"{root}meetings/call/?kind=committee"
        what = _("The committee's next regular meeting")
        article = _in_words(by.article, by.article_en)
        yield _due(actor, compound_id, by.by, what, path=path, article=article)


def _to_sign(actor: Actor, root: str) -> Iterator[Due]:
    assert actor.hat is not None  # noqa: S101  asked by dues
    seat = actor.hat.seat_id
    signed = MemberVote.objects.filter(resolution=OuterRef("pk"), seat_id=seat)
    waiting = Resolution.objects.filter(
        state="open",
        compound_id__in=actor.hat.compounds,
        item__meeting__attendances__seat_id=seat,
        item__meeting__attendances__present=True,
    ).exclude(Exists(signed))
    for one in waiting.order_by("put_at")[:AT_MOST]:
        path = f"{root}resolutions/{one.id}/"
        what, day = _("Sign: %s") % one.text, local_day(one.put_at)
        yield _due(actor, one.compound_id, day, what, path=path, article=one.article)


def _publications(actor: Actor, root: str) -> Iterator[Due]:
    """A decision is closed, and posted within three days (SH 26)."""
    assert actor.hat is not None  # noqa: S101  asked by dues
    rows = Resolution.objects.filter(
        Q(state="open") | Q(state="passed", publication__isnull=True), compound_id__in=actor.hat.compounds
    ).select_related("compound")
    for one in rows.order_by("put_at")[:AT_MOST]:
        by = bridge.posted_by(one.compound.place, one.decided_on or local_day(one.put_at))
        if by is not None:
            said = _("Close the signing: %s") if one.state == "open" else _("Publish the decision: %s")
            path, what = f"{root}resolutions/{one.id}/", said % one.text
            article = _in_words(by.article, by.article_en)
            yield _due(actor, one.compound_id, by.by, what, path=path, article=article)
