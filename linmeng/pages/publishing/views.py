"""Public pages of what was published, its papers, and the answer slips."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.common.errors import NotAllowed
from linmeng.pages.printing.poster import Size
from linmeng.pages.publishing import papers, slip_run
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.publishing import actions
from linmeng.publishing.models import Publication
from linmeng.publishing.permissions import may_withdraw
from linmeng.publishing.queries import facts_of, publication_by_token, publications_of_code, slips_waiting


def _publication(token: str) -> Publication:
    return get_object_or_404(publication_by_token(token))


def _inline(content: bytes, media_type: str, name: str) -> HttpResponse:
    disposition = f'inline; filename="{name}"'
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})


@require_GET
def publication(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """The frozen facts on the screen, same numbers as on every paper."""
    one = _publication(token)
    actor = request.visitor.actor
    context = {
        "publication": one,
        "facts": facts_of(one),
        "body": f"publishing/facts_{one.subject}.html",
        "may_withdraw": one.compound_id is not None and may_withdraw(actor, one.compound_id),
        "is_open": one.period_ends_at is not None and one.period_ends_at > request.at,
    }
    return render(request, "publishing/publication.html", context)


@require_GET
def poster(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """The A3 (or A4) poster as PDF."""
    one = _publication(token)
    size: Size = "a4" if request.GET.get("size") == "a4" else "a3"
    content = papers.poster_pdf(one, request.visitor.alliance, size=size, lang=_language())
    return _inline(content, "application/pdf", f"{one.check_code}-{size}.pdf")


@require_GET
def picture(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """The long picture for a WeChat group."""
    one = _publication(token)
    content = papers.picture_png(one, request.visitor.alliance, lang=_language())
    return _inline(content, "image/png", f"{one.check_code}.png")


@require_GET
def group(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """What goes into a WeChat group: the text to copy and the long picture."""
    one = _publication(token)
    text = papers.group_words(one, request.visitor.alliance, lang=_language())
    return render(request, "publishing/group.html", {"publication": one, "text": text})


@require_GET
def facts(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """The canonical facts, byte for byte as hashed."""
    one = _publication(token)
    return HttpResponse(
        one.facts, content_type="application/json", headers={"X-Facts-SHA256": one.facts_sha256}
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Why is it withdrawn?"), max_length=200)


@login_required
def withdraw(request: VisitorRequest, slug: str, token: str) -> HttpResponse:
    """Take a publication back, with a reason that stays readable."""
    one = _publication(token)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(request.visitor.actor, publication_id=one.id, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return redirect("publication", slug, token)
    return render(request, "publishing/withdraw.html", {"publication": one, "form": form})


@require_GET
def check(request: VisitorRequest, slug: str) -> HttpResponse:
    """Compare the check code of a paper with what was published."""
    code = request.GET.get("code", "").strip().lower()[:8]
    found = list(publications_of_code(code)[:5]) if len(code) == 8 else []
    return render(request, "publishing/check.html", {"code": code.upper(), "found": found})


@login_required
def slips(request: VisitorRequest, slug: str) -> HttpResponse:
    """Answer slips that wait for a door; print them, carry them, tick them."""
    actor = request.visitor.actor
    waiting = _my_slips(request)
    if request.method == "POST":
        chosen = {int(i) for i in request.POST.getlist("slip") if i.isdigit()}
        done = actions.hand_over_slips(actor, delivery_ids=[s.id for s in waiting if s.id in chosen])
        messages.success(request, _("%(n)s slips ticked as handed over.") % {"n": done})
        return redirect("slips", slug)
    return render(request, "publishing/slips.html", {"slips": waiting, "doors": slip_run.doors(waiting)})


@require_GET
@login_required
def slips_pdf(request: VisitorRequest, slug: str) -> HttpResponse:
    """The waiting slips on paper, in walking order."""
    waiting = _my_slips(request)
    if not waiting:
        return redirect("slips", slug)
    content = slip_run.pdf(waiting, request.visitor.alliance, request.at, lang=_language())
    return _inline(content, "application/pdf", "answer-slips.pdf")


def _my_slips(request: VisitorRequest) -> list[slip_run.Slip]:
    hat = request.visitor.actor.hat
    if hat is None or hat.role not in (
        "clerk",
        "building_leader",
        "volunteer",
        "committee_director",
        "committee_member",
    ):
        raise NotAllowed(
            _("Answer slips are carried by clerks, committees, building leaders and volunteers.")
        )
    return list(slips_waiting(hat.compounds, hat.building_id)[: slip_run.MOST_SLIPS])


def _language() -> str:
    return "en" if get_language() == "en" else "zh"
