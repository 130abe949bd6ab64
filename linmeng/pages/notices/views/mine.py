"""How I am reached, and how I was."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.ground.messages import NotSent
from linmeng.pages.notices import asking
from linmeng.pages.notices.forms import AddressForm, LandlineForm
from linmeng.pages.notices.gates import helped_person, log_for_office, own_person
from linmeng.pages.notices.reach_page import reach_page, take_in_wishes
from linmeng.pages.shared.visitor import VisitorRequest, site_address
from linmeng.pages.shared.workbook import workbook, workbook_response
from linmeng.people.actions import add_contact_way, note_look
from linmeng.publishing import actions
from linmeng.publishing.queries.delivery_log import deliveries_to, narrowed

ROWS_A_PAGE = 20
MOST_EXCEL_ROWS = 5_000


@login_required
def reach(request: VisitorRequest, slug: str) -> HttpResponse:
    """My switches: topic × way, quiet hours, digest, large print."""
    person = own_person(request)
    context = reach_page(request, person)
    if request.method == "POST" and take_in_wishes(request, context):
        messages.success(request, _("Kept. From now on we reach you in this way."))
        return redirect("my_reach", slug)
    context |= {"address": AddressForm(), "landline": LandlineForm(), "helped": False}
    return render(request, "notices/reach.html", context)


@login_required
def reach_for(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The same for a neighbour without a log-in, typed by a helper."""
    person = helped_person(request, pk)
    note_look(request.visitor.actor, person_ids=[pk], what="contact", path=request.path)
    context = reach_page(request, person) | {"rows": log_for_office(request, person)}
    if request.method == "POST" and take_in_wishes(request, context):
        messages.success(request, _("Kept, and recorded as helped. The neighbour is told."))
        return redirect("reach_for", slug, pk)
    return render(request, "notices/reach.html", context | {"helped": True})


@login_required
@require_POST
def add_way(request: VisitorRequest, slug: str) -> HttpResponse:
    """Type an e-mail address (a letter asks back) or a landline of one's own."""
    person, actor = own_person(request), request.visitor.actor
    address, landline = AddressForm(request.POST), LandlineForm(request.POST)
    try:
        if address.is_valid():
            actions.ask_mail_address(actor, site=site_address(""), **address.cleaned_data)
            messages.success(request, _("A letter is on its way: open the link in it, then we know."))
        elif landline.is_valid():
            number = landline.cleaned_data["landline"]
            add_contact_way(actor, person_id=person.id, kind="landline", value=number)
            messages.success(request, _("Kept. You may now choose calls to your landline."))
        else:
            messages.error(request, _("Please type an e-mail address or a number with area code."))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    except NotSent:
        messages.error(request, _("The letter could not be sent just now. Please try again later."))
    return redirect("my_reach", slug)


def confirm_mail(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """The link of the letter: one press, and the address is kept."""
    context: dict[str, object] = {"done": False, "fault": ""}
    if request.method == "POST":
        try:
            actions.confirm_mail_address(request.visitor.actor, token=token)
            context["done"] = True
        except ValidationError as fault:
            context["fault"] = " ".join(fault.messages)
    return render(request, "notices/confirm_mail.html", context)


def stop(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """The link at the foot of an e-mail: no more of these."""
    topic = asking.topic_of_token(token)
    if topic is None:
        raise Http404
    done = request.method == "POST"
    if done:
        actions.stop_mails(request.visitor.actor, token=token)
    return render(request, "notices/stop.html", {"topic": topic, "done": done})


@login_required
@require_GET
def reached(request: VisitorRequest, slug: str) -> HttpResponse:
    """How we reached me: every message, its way, what became of it."""
    rows = deliveries_to(own_person(request).id)
    asked = asking.log_search(request.GET)
    page = Paginator(narrowed(rows, asked), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": list(page.object_list), "tabs": asking.way_tabs(request.GET)}
    return render(request, "notices/reached.html", context)


@login_required
@require_GET
def reached_excel(request: VisitorRequest, slug: str) -> HttpResponse:
    """The same as a table."""
    rows = narrowed(deliveries_to(own_person(request).id), asking.log_search(request.GET))
    lines = [
        (row.notice.created_at.date(), row.notice.title, row.notice.words, *asking.way_and_state(row))
        for row in rows[:MOST_EXCEL_ROWS]
    ]
    headers = [_("Day"), _("Title"), _("Words"), _("Way"), _("State"), _("Why not")]
    content = workbook(_("How we reached you"), headers, [12, 28, 60, 12, 16, 28], lines)
    return workbook_response(content, "reached")
