"""The phone fills in a numbered paper; only the owner's signature makes it a ballot."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from linmeng.assembly import actions
from linmeng.assembly.models import BallotPaper, RollEntry, Vote
from linmeng.assembly.queries.entitled import voices_for
from linmeng.assembly.queries.prepared_paper import prepared_papers
from linmeng.assembly.queries.votes import entry_with_vote, questions_of
from linmeng.assembly.states import phase
from linmeng.pages.assembly.forms import WEB_ANSWERS, AnswersForm
from linmeng.pages.assembly.vote_page import closing_words
from linmeng.pages.printing.prepared_ballot import prepared_layout, prepared_pdf
from linmeng.pages.printing.responses import printed
from linmeng.pages.shared.visitor import VisitorRequest


def prepare_paper(request: VisitorRequest, slug: str, pk: int, entry_pk: int) -> HttpResponse:
    """GET: the answers. POST: read once more; POST with `sure`: the paper, marked, as a PDF."""
    actor, found = request.visitor.actor, entry_with_vote(entry_pk, pk)
    voices = voices_for(actor, found[0].vote, found[0]) if found else []
    if not any(voice.proxy is None for voice in voices):
        raise Http404
    vote, entry = found[0].vote, found[0]
    if not vote.paper_by_phone or phase(vote, actor.at) not in ("noticed", "open"):
        return redirect("vote", slug, pk)
    form = AnswersForm(request.POST or None, questions=questions_of(vote.id))
    context = _page(vote, entry, form)
    if request.method != "POST" or not form.is_valid():
        actions.note_opened(actor, entry_id=entry.id)
        papers = list(prepared_papers(actor, vote).filter(entry=entry))
        return render(request, "assembly/prepare_paper.html", context | {"papers": papers})
    if "sure" not in request.POST:
        return render(request, "assembly/prepare_paper_confirm.html", context | {"chosen": form.chosen()})
    return _paper(request, slug, entry, form)


def _page(vote: Vote, entry: RollEntry, form: AnswersForm) -> dict[str, Any]:
    return {"vote": vote, "entry": entry, "form": form, "answers": WEB_ANSWERS, "closes": closing_words(vote)}


def _paper(request: VisitorRequest, slug: str, entry: RollEntry, form: AnswersForm) -> HttpResponse:
    """The numbered sheet; what was chosen goes onto it and is forgotten with this answer."""
    sample = request.visitor.alliance.is_sample
    paper = _issued(request, entry, sample=sample)
    return printed(lambda: prepared_pdf(paper, form.choices(), slug, sample=sample), f"ballot-{paper.number}")


def _issued(request: VisitorRequest, entry: RollEntry, *, sample: bool) -> BallotPaper:
    return actions.prepare_paper(
        request.visitor.actor,
        vote_id=entry.vote_id,
        entry_id=entry.id,
        layout=prepared_layout(entry.vote, sample=sample),
        key=request.POST.get("once", ""),
    )
