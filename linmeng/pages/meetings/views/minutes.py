"""The minutes: finished, read and printed, signed, posted, put right."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linmeng.meetings import actions
from linmeng.meetings.models import Meeting
from linmeng.meetings.queries import newest_minutes
from linmeng.pages.meetings import gates, readers
from linmeng.pages.meetings.forms import ReasonForm
from linmeng.pages.meetings.paper_readers import minutes_context
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.voices.taking import act_and_return


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
    context = minutes_context(request.visitor.actor, meeting, minutes)
    return render(request, "meetings/minutes.html", context)


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
