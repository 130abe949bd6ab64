"""The minutes: finished, read and printed, signed, posted, put right."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linmeng.meetings import actions
from linmeng.meetings.actions.minutes import published_minutes
from linmeng.meetings.models import Meeting, Minutes, MinutesSignature
from linmeng.meetings.queries import newest_minutes, resolutions_of
from linmeng.pages.meetings import gates, readers
from linmeng.pages.meetings.forms import ReasonForm
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.voices.taking import act_and_return
from linmeng.publishing.permissions import may_publish


@require_http_methods(["GET", "POST"])
def finish(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Freeze what was written."""
    meeting, before = gates.meeting_to_minute(request, pk), newest_minutes(pk)
    form = ReasonForm(request.POST or None) if before is not None else None
    if request.method == "POST" and (form is None or form.is_valid()):
        because = form.cleaned_data["because"] if form is not None else ""
        actions.finish_minutes(request.visitor.actor, meeting_id=pk, because=because)
        return redirect("minutes", slug, pk)
    page = readers.read_meeting(request.visitor.actor, meeting)
    return render(request, "meetings/finish.html", {"meeting": meeting, "page": page, "form": form})


@require_GET
def read(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The minutes on one sheet, as they were frozen."""
    meeting = gates.meeting_at(request, pk)
    minutes = newest_minutes(pk)
    if minutes is None:
        raise Http404
    actor = request.visitor.actor
    page = readers.read_meeting(actor, meeting)
    signed = _signed(request, minutes)
    own = actor.hat.seat_id if actor.hat is not None else None
    here = {one.row.seat_id for one in page.here if one.row.present}
    context = {
        "page": page,
        "meeting": meeting,
        "minutes": minutes,
        "content": json.loads(minutes.content),
        "versions": list(Minutes.objects.filter(meeting_id=pk)),
        "resolutions": {one.number: one for one in resolutions_of(pk)},
        "signed": signed,
        "unsigned": [
            one for one in page.here if one.row.present and one.row.seat_id and one.row.seat_id not in signed
        ],
        "signs": own in here and own not in signed,
        "posts": meeting.compound_id is not None and may_publish(actor, meeting.compound_id),
        "hangs": published_minutes(pk),
    }
    return render(request, "meetings/minutes.html", context)


def _signed(request: VisitorRequest, minutes: Minutes) -> dict[int, tuple[str, MinutesSignature]]:
    rows = list(
        MinutesSignature.objects.filter(minutes=minutes).select_related(
            "seat__person", "seat__body", "seat__building"
        )
    )
    names = readers.seat_names(request.visitor.actor, [row.seat for row in rows])
    return {row.seat_id: (names[row.seat_id], row) for row in rows}


@require_POST
def step(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Sign, enter a signature from the paper, post, put right, close."""
    meeting = gates.meeting_at(request, pk)
    act = request.POST.get("do", "")
    done = {
        "sign": _("You signed the minutes."),
        "paper": _("The signature is entered."),
        "publish": _("The minutes hang on the board."),
        "reopen": _("The minutes are open again; finish them anew with a reason."),
        "close": _("The meeting is closed."),
    }
    if act not in done:
        raise Http404
    back = reverse("minutes_write" if act == "reopen" else "minutes", args=[slug, pk])
    return act_and_return(request, back, lambda: _do(request, meeting, act), done=done[act])


def _do(request: VisitorRequest, meeting: Meeting, act: str) -> None:
    actor, seat = request.visitor.actor, request.POST.get("seat", "0")
    if act == "sign":
        actions.sign_minutes(actor, meeting_id=meeting.id)
    elif act == "paper":
        seat_id = int(seat) if seat.isdigit() else 0
        actions.enter_minutes_signature(actor, meeting_id=meeting.id, seat_id=seat_id)
    elif act == "publish":
        actions.publish_minutes(actor, meeting_id=meeting.id)
    elif act == "reopen":
        actions.reopen_minutes(actor, meeting_id=meeting.id)
    else:
        actions.close_meeting(actor, meeting_id=meeting.id)
