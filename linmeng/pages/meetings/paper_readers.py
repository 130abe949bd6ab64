"""What the pages of minutes and decisions show, with what the reader may do there."""

import json
from typing import Any

from linmeng.common.actor import Actor
from linmeng.meetings.actions.minutes import published_minutes
from linmeng.meetings.models import Meeting, Minutes, MinutesSignature, Resolution
from linmeng.meetings.permissions import may_enter_signed_paper, may_put_resolution, may_sign
from linmeng.meetings.queries import all_entries, facts_of_resolution, resolutions_of, standing_votes
from linmeng.pages.circles.readers import seat_names
from linmeng.pages.meetings.readers import read_meeting, vote_lines
from linmeng.pages.templatetags.ui_formats import in_chinese
from linmeng.publishing.permissions import may_publish


def resolution_context(actor: Actor, found: Resolution) -> dict[str, Any]:
    """One decision: signatures, explanation, and the steps that are open to this reader."""
    facts, votes = facts_of_resolution(found), standing_votes(found.id)
    lines = vote_lines(actor, found, votes)
    own = actor.hat.seat_id if actor.hat is not None else 0
    waiting = {line.seat_id for line in lines} - set(votes)
    here, is_open = found.compound_id, found.state == "open"
    decided = found.state in ("passed", "failed") and found.publication_id is None
    return {
        "resolution": found,
        "meeting": found.item.meeting,
        "lines": lines,
        "entries": [one for one in all_entries(found.id) if one.because],
        "agreed": sum(vote.choice == "yes" for vote in votes.values()),
        "open_signatures": len(waiting),
        "explained": facts.get("lines" if in_chinese() else "lines_en", []),
        "signs": is_open and may_sign(actor, here, own) and own in waiting,
        "enters": is_open and may_enter_signed_paper(actor, here),
        "keeps": may_enter_signed_paper(actor, here),
        "withdraws": is_open and may_put_resolution(actor, here),
        "publishes": decided and may_publish(actor, here),
    }


def minutes_context(actor: Actor, meeting: Meeting, minutes: Minutes) -> dict[str, Any]:
    """The minutes as frozen, their signatures, and whether they hang."""
    page, signed = read_meeting(actor, meeting), _signed(actor, minutes)
    own = actor.hat.seat_id if actor.hat is not None else None
    here = [one for one in page.here if one.row.present and one.row.seat_id]
    return {
        "page": page,
        "meeting": meeting,
        "minutes": minutes,
        "content": json.loads(minutes.content),
        "versions": list(Minutes.objects.filter(meeting_id=meeting.id)),
        "resolutions": {one.number: one for one in resolutions_of(meeting.id)},
        "signed": signed,
        "unsigned": [one for one in here if one.row.seat_id not in signed],
        "signs": own in {one.row.seat_id for one in here} and own not in signed,
        "posts": meeting.compound_id is not None and may_publish(actor, meeting.compound_id),
        "hangs": published_minutes(meeting.id),
    }


def _signed(actor: Actor, minutes: Minutes) -> dict[int, tuple[str, MinutesSignature]]:
    rows = list(
        MinutesSignature.objects.filter(minutes=minutes).select_related(
            "seat__person", "seat__body", "seat__building"
        )
    )
    names = seat_names(actor, [row.seat for row in rows])
    return {row.seat_id: (names[row.seat_id], row) for row in rows}
