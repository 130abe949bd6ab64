"""Count night: the screen in the hall, the signatures under the count, its papers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.assembly import actions
from linmeng.assembly.permissions import may_count, may_publish_result, may_sign_count
from linmeng.assembly.queries import newest_counts, turnout
from linmeng.assembly.queries.count_night import count_night, night_mark, paper_progress
from linmeng.assembly.queries.recount import published_result, published_version
from linmeng.assembly.queries.signatures import missing_signatures, newest_version, signed
from linmeng.pages.assembly.gates import inside_vote, vote_for
from linmeng.pages.assembly.hall import hall_of
from linmeng.pages.assembly.night_forms import SignForm
from linmeng.pages.shared.visitor import VisitorRequest


@require_GET
def night(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """For everyone in the hall and at home; asked every few seconds, it answers only what is new."""
    vote = vote_for(request, pk)
    if vote.noticed_on is None or vote.state == "cancelled":
        raise Http404
    part = "HX-Request" in request.headers
    if part and request.GET.get("seen") == night_mark(vote, paper_progress(vote), turnout(vote)):
        return HttpResponse(status=204)
    actor = request.visitor.actor
    hall = hall_of(actor, vote, count_night(vote))
    context = {"vote": vote, "hall": hall, "night": hall.night, "board": published_result(vote)}
    context["counts"] = may_count(actor, vote.compound_id)
    return render(request, "assembly/_night_now.html" if part else "assembly/night.html", context)


def sign(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Look at the newest count and sign it, or say with what one does not agree."""
    vote, actor = inside_vote(request, pk, may_sign_count), request.visitor.actor
    version = newest_version(vote)
    form = SignForm(request.POST or None, initial={"version": version})
    if request.method == "POST" and form.is_valid():
        actions.sign_count(actor, vote_id=pk, **form.cleaned_data)
        messages.success(request, _("You have signed the count."))
        return redirect("vote_sign", slug, pk)
    rows = signed(vote, version)
    context = {"vote": vote, "form": form, "version": version, "counts": newest_counts(vote), "signed": rows}
    context["mine"] = any(row.signature.person_id == actor.person_id for row in rows)
    context["missing"] = missing_signatures(vote, version) if version else ""
    context["publishes"] = may_publish_result(actor, vote.compound_id)
    context["on_board"] = published_version(vote) == version
    return render(request, "assembly/sign.html", context)


@require_GET
def papers(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Poster, report, stub register, late register, statistics: everything that a count leaves behind."""
    vote = inside_vote(request, pk, may_count)
    if not newest_version(vote):
        raise Http404
    board = published_result(vote)
    context: dict[str, object] = {
        "vote": vote,
        "board": board,
        "late": vote.late_papers.count(),
        "version": newest_version(vote),
    }
    context["missing"] = missing_signatures(vote, newest_version(vote))
    context["publishes"] = may_publish_result(request.visitor.actor, vote.compound_id)
    return render(request, "assembly/count_papers.html", context)
