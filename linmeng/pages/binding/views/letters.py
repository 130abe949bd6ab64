"""Code letters of a compound: how many doors have one, issue and print, search, revoke."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.alliance.models import Compound
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.actions.forms import take_in_once
from linmeng.pages.binding.letter_forms import IssueForm, RevokeForm
from linmeng.pages.papers.before_issuing import check_characters, letter_texts
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.papers.actions.code_letters import issue_code_letters
from linmeng.people.actions.letters import revoke_letter
from linmeng.people.models import CodeLetter
from linmeng.people.permissions import may_issue_letters
from linmeng.people.queries.letters import letter_counts, letters_of

ROWS_A_PAGE = 50


def _compound(request: VisitorRequest, code: str) -> Compound:
    compound, actor = get_object_or_404(Compound, code=code), request.visitor.actor
    if may_issue_letters(actor, compound.id):
        demand_second_factor(actor, _("Before working with code letters, please confirm with a code by SMS."))
        return compound
    if actor.person_id is None or actor.lives_in(compound.id) or actor.wears("committee_member"):
        raise NotAllowed(
            _("Code letters are issued by the community worker and the director of the compound's committee.")
        )
    raise Http404


@login_required
@require_GET
def letters(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """Counts per building, and the letters themselves; never a code."""
    compound, actor = _compound(request, code), request.visitor.actor
    words = request.GET.get("q", "")[:24]
    found = letters_of(actor, compound.id).filter(unit__code__startswith=words)
    counts = letter_counts(compound.id, actor.today)
    context = {
        "compound": compound,
        "words": words,
        "counts": counts,
        "doors": sum(row.doors for row in counts),
        "valid": sum(row.valid for row in counts),
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "binding/letters.html", context)


@login_required
def issue(request: VisitorRequest, slug: str, code: str) -> HttpResponse:
    """For the compound, one building or one door: letters before them stop being good."""
    compound = _compound(request, code)
    form = IssueForm(request.POST or None, compound=compound, today=request.visitor.actor.today)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_issue_once(request, slug, compound, form))
        except ValidationError as fault:
            form.add_error(None, fault.messages)  # type: ignore[arg-type]
        except WrongState as fault:
            form.add_error(None, fault.sentence)
    return render(request, "binding/letters_issue.html", {"compound": compound, "form": form})


def _issue_once(request: VisitorRequest, slug: str, compound: Compound, form: IssueForm) -> str:
    actor, told = request.visitor.actor, form.told()

    def perform() -> str:
        check_characters(letter_texts(compound, told["building_id"], told["units"]))
        run = issue_code_letters(actor, compound_id=compound.id, **told)
        return f"/a/{slug}/prints/{run.id}/"

    return take_in_once(actor, act="issue_letters", key=request.POST.get("once", "")[:40], perform=perform)


@login_required
def revoke(request: VisitorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """This letter opens nothing any more."""
    compound = _compound(request, code)
    letter: CodeLetter = get_object_or_404(letters_of(request.visitor.actor, compound.id), pk=pk)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        revoke_letter(request.visitor.actor, letter_id=pk, reason=form.cleaned_data["reason"])
        return redirect("code_letters", slug, code)
    return render(
        request, "binding/letter_revoke.html", {"compound": compound, "letter": letter, "form": form}
    )
