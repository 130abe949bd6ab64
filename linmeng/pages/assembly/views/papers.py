"""Paper ballots: printing, carrying to the doors, reading twice."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.assembly import actions
from linmeng.assembly.models import BallotPaper, RollEntry, Vote
from linmeng.assembly.permissions import (
    may_enter_paper_ballots,
    may_enter_paper_of,
    may_print_papers,
)
from linmeng.common.errors import NotAllowed
from linmeng.pages.assembly.forms import PaperForm, ReasonForm
from linmeng.pages.assembly.gates import inside_vote
from linmeng.pages.assembly.papers_at_hand import (
    about_paper,
    paper_by_sign,
    papers_waiting,
    reading_words,
    scan_of,
)
from linmeng.pages.papers.before_issuing import ballot_texts, check_characters
from linmeng.pages.printing.ballot_papers import ballot_layout
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.actions import note_look


def papers(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Issue the numbered papers; print them all or by entrance."""
    vote = inside_vote(request, pk, may_print_papers)
    if request.method == "POST":
        check_characters(ballot_texts(vote))
        layout = ballot_layout(vote, sample=request.visitor.alliance.is_sample)
        issued = actions.print_papers(request.visitor.actor, vote_id=pk, layout=layout)
        messages.success(request, _("%s papers issued; now they can be printed.") % issued)
        return redirect("vote_papers", slug, pk)
    issued = BallotPaper.objects.filter(~Q(sheet__state="void"), vote=vote, prepared_by="").count()
    entrances = list(
        RollEntry.objects.filter(vote=vote, papers__prepared_by="")
        .order_by("building_name", "entrance_name")
        .values_list("building_name", "entrance_name", "unit__entrance_id")
        .distinct()
    )
    context = {"vote": vote, "issued": issued, "missing": vote.roll_units - issued, "entrances": entrances}
    return render(request, "assembly/papers.html", context)


def enter(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """By number or code to one paper, then what stands on it. Nobody sees what was read before."""
    vote, actor = inside_vote(request, pk, may_enter_paper_ballots), request.visitor.actor
    sign = request.GET.get("paper", "")
    if not sign:
        return render(request, "assembly/enter_which.html", {"vote": vote} | papers_waiting(actor, vote))
    paper = paper_by_sign(vote, sign)
    if paper is None:
        messages.error(request, _("No paper of this vote has this number."))
        return redirect("vote_enter", slug, pk)
    if not may_enter_paper_of(actor, vote, paper.entry):
        raise NotAllowed(_("Nobody enters the ballot of their own home."))
    form = PaperForm(request.POST or None, **about_paper(actor, vote, paper))
    if request.method == "POST" and form.is_valid():
        return _entered(request, slug, vote, paper, form)
    note_look(actor, person_ids=map(int, paper.entry.owners), what="ballot", path=request.path)
    context = {"vote": vote, "paper": paper, "form": form, "scan": scan_of(actor, paper)}
    return render(request, "assembly/enter.html", context)


def _entered(
    request: VisitorRequest, slug: str, vote: Vote, paper: BallotPaper, form: PaperForm
) -> HttpResponse:
    scan = scan_of(request.visitor.actor, paper)
    if form.cleaned_data.get("lay") == "late":
        actions.keep_late_paper(request.visitor.actor, vote_id=vote.id, number=paper.token)
        messages.success(
            request, _("Paper %s stands in the late register. It is not counted.") % paper.number
        )
        return redirect("vote_enter", slug, vote.id)
    kept = actions.enter_paper(
        request.visitor.actor,
        vote_id=vote.id,
        token_or_number=paper.token,
        choices=form.choices(),
        signed_by=form.cleaned_data["signed_by"],
        scan_id=scan.id if scan is not None else None,
    )
    messages.success(request, reading_words(kept))
    return redirect("vote_enter", slug, vote.id)


def void(request: VisitorRequest, slug: str, pk: int, paper_pk: int) -> HttpResponse:
    """Set a spoilt or unsigned paper aside, with a reason."""
    vote = inside_vote(request, pk, may_enter_paper_ballots)
    paper = get_object_or_404(BallotPaper.objects.select_related("sheet"), pk=paper_pk, vote=vote)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.void_paper(request.visitor.actor, paper_id=paper.id, reason=form.cleaned_data["reason"])
        return redirect("vote_enter", slug, pk)
    context = {"vote": vote, "form": form, "title": _("Set paper No. %s aside?") % paper.number}
    context["action_label"], context["lead"] = (
        _("Set it aside"),
        _("It will not count. A new paper can be printed."),
    )
    return render(request, "assembly/decide.html", context)


@require_GET
def scanned(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """Behind the code on a paper: for those who count its entry page, for everyone else the vote."""
    papers = BallotPaper.objects.select_related("vote", "sheet")
    paper = get_object_or_404(papers, sheet__token=token.upper())
    if may_enter_paper_ballots(request.visitor.actor, paper.vote.compound_id):
        return redirect(reverse("vote_enter", args=[slug, paper.vote_id]) + f"?paper={paper.token}")
    return redirect("vote", slug, paper.vote_id)
