"""Filing: the papers gathered one by one, handed in, answered by the street."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from linmeng.assembly import permissions
from linmeng.assembly.actions import term as actions
from linmeng.assembly.bridge.term import filing_article
from linmeng.assembly.models import Filing, FilingPaper
from linmeng.assembly.queries.term import paper_titles
from linmeng.ground.actions.documents import document_path
from linmeng.pages.alliance.keeping import form_page, kept, once
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.pages.term.forms import CompletionForm, CorrectionForm, PaperForm, WhyForm, filing_elections
from linmeng.pages.term.gates import filing_for


@require_POST
def begin(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Begin the filing of an election, or the report of a change."""
    compound = kept(request, code, permissions.may_file)
    asked = request.POST.get("election", "")
    if asked and int(asked or 0) not in dict(filing_elections(compound)):
        raise Http404
    election_id = int(asked) if asked else None
    actor = request.visitor.actor
    home = reverse("committee_life", args=[slug, code])
    return redirect(
        once(
            request,
            home,
            lambda: actions.open_filing(actor, compound_id=compound.id, election_id=election_id),
        )
    )


def _home(slug: str, pk: int) -> str:
    return reverse("filing", args=[slug, pk])


@require_GET
def filing(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """What is ready, what is missing, by when; the files only for those who file."""
    found, actor = filing_for(request, pk), request.visitor.actor
    titles = paper_titles(found)
    papers = [(paper, titles.get(paper.key, paper.key)) for paper in found.papers.select_related("file")]
    context = {
        "filing": found,
        "papers": papers,
        "missing": sum(1 for paper, _title in papers if paper.ready_at is None),
        "article": filing_article(found.compound.place, found.opened_on) if not found.is_change else "",
        "may_file": permissions.may_file(actor, found.compound_id),
        "may_answer": permissions.may_complete_filing(actor, found.compound_id),
        "may_change": found.state in ("preparing", "sent_back"),
    }
    return render(request, "term/filing.html", context)


def _paper(found: Filing, paper_pk: int) -> FilingPaper:
    return get_object_or_404(FilingPaper.objects.select_related("file"), pk=paper_pk, filing=found)


def paper(request: VisitorRequest, slug: str, pk: int, paper_pk: int) -> HttpResponse:
    """Lay one paper in."""
    found = filing_for(request, pk, permissions.may_file)
    one = _paper(found, paper_pk)
    form = PaperForm(request.POST or None, request.FILES or None)
    return form_page(
        request, found.compound, form, paper_titles(found).get(one.key, one.key),
        lambda: actions.lay_in_paper(
            request.visitor.actor, paper_id=one.id, upload=form.cleaned_data["file"]
        ),
        home=_home(slug, pk),
    )  # fmt: skip


@require_GET
def paper_file(request: VisitorRequest, slug: str, pk: int, paper_pk: int) -> FileResponse:
    """A paper as it was laid in, for those who file."""
    one = _paper(filing_for(request, pk, permissions.may_file), paper_pk)
    if one.file is None:
        raise Http404
    response = FileResponse(document_path(one.file).open("rb"), content_type=one.file.media_type)
    response["Content-Disposition"] = f'inline; filename="{one.key}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
def hand_in(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """All papers go to the street."""
    filing_for(request, pk, permissions.may_file)
    actions.hand_in_filing(request.visitor.actor, filing_id=pk)
    return redirect("filing", slug, pk)


def answer(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The street sent the papers back."""
    found = filing_for(request, pk, permissions.may_complete_filing)
    form = WhyForm(request.POST or None)
    return form_page(
        request, found.compound, form, _("What does the street want completed?"),
        lambda: actions.send_filing_back(request.visitor.actor, filing_id=pk, **form.cleaned_data),
        home=_home(slug, pk),
    )  # fmt: skip


def complete(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The certificate is there."""
    found = filing_for(request, pk, permissions.may_complete_filing)
    form = CompletionForm(request.POST or None, initial={"on": request.visitor.actor.today})
    lead = _("The elected take their seats, the term before ends, and the hand-over begins.")
    return form_page(
        request, found.compound, form, _("The filing is complete"),
        lambda: actions.complete_filing(request.visitor.actor, filing_id=pk, **form.cleaned_data),
        home=_home(slug, pk), lead="" if found.is_change else lead,
    )  # fmt: skip


def correct(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """A slip of the pen in the certificate."""
    found = filing_for(request, pk, permissions.may_complete_filing)
    initial = {"certificate": found.certificate, "seal_text": found.seal_text}
    form = CorrectionForm(request.POST or None, initial=initial)
    return form_page(
        request, found.compound, form, _("Correct the certificate"),
        lambda: actions.correct_filing(request.visitor.actor, filing_id=pk, **form.cleaned_data),
        home=_home(slug, pk),
    )  # fmt: skip
