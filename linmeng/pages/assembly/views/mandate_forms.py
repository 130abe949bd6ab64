"""The mandate as a paper: blank for everyone, with the own home, or as it was written."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.assembly.models import RollEntry, Vote
from linmeng.assembly.permissions import may_take_mandates
from linmeng.assembly.states import phase
from linmeng.common.errors import WrongState
from linmeng.pages.assembly.gates import vote_for
from linmeng.pages.assembly.mandate_form import blank_form, written_form
from linmeng.pages.assembly.mandate_papers import gives_for, mandate_for
from linmeng.pages.printing.mandate_form import mandate_form_pdf
from linmeng.pages.printing.responses import printed
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.actions import note_look


@require_GET
def blank(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The form to fill in by hand; `home=<roll line>` puts the own home on it."""
    vote = vote_for(request, pk)
    if phase(vote, request.visitor.actor.at) not in ("noticed", "open", "suspended"):
        raise WrongState(_("Mandates are given between notice and the closing instant."))
    entry, sample = _home(request, vote), request.visitor.alliance.is_sample
    facts = blank_form(vote, slug, entry=entry, sample=sample)
    return printed(lambda: mandate_form_pdf(facts), f"mandate-{pk}")


def _home(request: VisitorRequest, vote: Vote) -> RollEntry | None:
    """Only the own home, or any for who takes signed mandates in."""
    asked, actor = request.GET.get("home", ""), request.visitor.actor
    if not asked:
        return None
    entry = RollEntry.objects.filter(pk=int(asked), vote=vote).first() if asked.isdigit() else None
    if entry is None or not (may_take_mandates(actor, vote.compound_id) or gives_for(actor, vote, entry)):
        raise Http404
    return entry


@require_GET
def written(request: VisitorRequest, slug: str, pk: int, proxy_pk: int) -> HttpResponse:
    """A mandate as it was written, to print and sign: for whoever may read it; each look is recorded."""
    vote, proxy = mandate_for(request, pk, proxy_pk)
    note_look(request.visitor.actor, person_ids=[int(proxy.principal)], what="mandate", path=request.path)
    facts = written_form(vote, slug, proxy, sample=request.visitor.alliance.is_sample)
    return printed(lambda: mandate_form_pdf(facts), f"mandate-{pk}-{proxy_pk}")
