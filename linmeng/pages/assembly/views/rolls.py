"""The roll of one vote: posted before notice, frozen with it, supplemented after."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from linmeng.assembly import actions
from linmeng.assembly.models import Vote
from linmeng.assembly.permissions import may_see_draft, may_see_register
from linmeng.assembly.queries import roll_on
from linmeng.assembly.queries.linked import partner_of
from linmeng.assembly.queries.postings import posted_rows
from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.assembly.gates import called_vote, inside_vote
from linmeng.pages.assembly.life_forms import PostingForm
from linmeng.pages.assembly.vote_roll import HEADS, WIDTHS, cells_of, read_roll
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.shared.workbook import workbook, workbook_response
from linmeng.people.permissions import may_keep_roll

HOMES_A_PAGE = 60


def _seen(request: VisitorRequest, pk: int) -> Vote:
    """Before notice only those who prepare it; afterwards neighbours and those who carry and count."""
    vote = inside_vote(request, pk, may_see_register)
    if vote.state == "draft" and not may_see_draft(request.visitor.actor, vote.compound_id):
        raise Http404
    return vote


@require_GET
def roll(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The roll of this vote with masked names, what hangs, what was corrected and what came after."""
    vote = _seen(request, pk)
    page = read_roll(request.visitor.actor, vote, request.GET.get("q", "").strip()[:24])
    homes = Paginator(page.rows, HOMES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "assembly/roll.html", {"vote": vote, "here": page, "page": homes})


def post(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Hang the masked roll with the questions, for objections."""
    vote, actor = called_vote(request, pk), request.visitor.actor
    form = PostingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["days"]

        def perform() -> str:
            return str(actions.post_roll(actor, vote_id=pk, days=days).token)

        take_in_once(actor, act="post_roll", key=request.POST.get("once", "")[:40], perform=perform)
        messages.success(request, _("The roll hangs on the board. Objections come to you."))
        return redirect("vote_roll", slug, pk)
    rows = posted_rows(roll_on(vote, actor.today)) if vote.state == "draft" else []
    context = {"vote": vote, "form": form, "rows": rows[:8], "homes": len(rows), "partner": partner_of(vote)}
    return render(request, "assembly/post_roll.html", context)


@require_GET
def excel(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The roll as a table, names masked."""
    vote = _seen(request, pk)
    page = read_roll(request.visitor.actor, vote, "")
    rows = [cells_of(row) for row in page.rows]
    content = workbook(_("Roll"), [str(head) for head in HEADS], WIDTHS, rows)
    return workbook_response(content, f"vote-roll-{pk}")


@require_POST
def take_in(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Look for transfers registered since notice, and publish them as a supplement."""
    vote = inside_vote(request, pk, may_keep_roll)
    taken = actions.take_in_transfers(request.visitor.actor, vote_id=vote.id, also_earlier=True)
    said = ngettext("%(n)s home changed hands.", "%(n)s homes changed hands.", len(taken)) % {"n": len(taken)}
    messages.success(request, said if taken else _("No home of this roll changed hands since notice."))
    return redirect("vote_roll", slug, pk)
