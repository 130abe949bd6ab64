"""Written mandates: given by owners, taken in from paper, read at the count."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from linmeng.assembly import actions
from linmeng.assembly.models import Proxy, RollEntry, Vote
from linmeng.assembly.permissions import may_see_mandates, may_take_mandates
from linmeng.assembly.queries.entitled import entitled_now, signers_of
from linmeng.assembly.queries.proxies import law_of_mandates, mandates_of, may_still_cast
from linmeng.assembly.queries.votes import questions_of
from linmeng.assembly.states import phase
from linmeng.common.errors import AgainstTheLaw, WrongState
from linmeng.ground.actions.documents import Upload, document_path
from linmeng.pages.assembly.gates import inside_vote, vote_for
from linmeng.pages.assembly.mandate_papers import agent_of, gives_for, mandate_for, revocable_for
from linmeng.pages.assembly.mandate_words import written_words
from linmeng.pages.assembly.trust_forms import HomeForm, MandateForm, PaperMandateForm, RevokeForm
from linmeng.pages.papers.gates import private
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.actions import note_look

MANDATES_A_PAGE = 50


@require_GET
def mandates(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """Who votes for whom; never how."""
    vote, actor = inside_vote(request, pk, may_see_mandates), request.visitor.actor
    page = Paginator(mandates_of(vote), MANDATES_A_PAGE).get_page(request.GET.get("page"))
    context = {"vote": vote, "page": page, "takes": may_take_mandates(actor, vote.compound_id)}
    context["phase"] = phase(vote, actor.at)
    return render(request, "assembly/trust/mandates.html", context)


def my_mandate(request: VisitorRequest, slug: str, pk: int, entry_pk: int) -> HttpResponse:
    """The owner lets somebody else vote, or takes it back."""
    vote, actor = vote_for(request, pk), request.visitor.actor
    entry = RollEntry.objects.filter(pk=entry_pk, vote=vote).first()
    owner = gives_for(actor, vote, entry) if entry is not None else ""
    if entry is None or not owner:
        raise Http404
    law, questions = law_of_mandates(vote, actor.today), questions_of(vote.id)
    form = MandateForm(request.POST or None, questions=questions, bound=law.bound)
    if request.method == "POST" and form.is_valid() and _given(request, entry, owner, form):
        return redirect(request.path)
    given = Proxy.objects.filter(entry=entry, principal=owner, revoked_at=None).first()
    context = {"vote": vote, "entry": entry, "form": form, "given": given, "limit": vote.proxy_limit}
    context["wrote"] = written_words(questions, given.instructions) if given is not None else []
    context |= {"may_revoke": given is not None and may_still_cast(vote, given), "binds": law.binds}
    return render(request, "assembly/trust/my_mandate.html", context)


def _given(
    request: VisitorRequest,
    entry: RollEntry,
    owner: str,
    form: MandateForm,
    scan: Upload | None = None,
) -> bool:
    try:
        actions.give_mandate(
            request.visitor.actor,
            entry_id=entry.id,
            principal=owner,
            agent=agent_of(form),
            instructions=form.choices(),
            scan=scan,
        )
    except (ValidationError, AgainstTheLaw, WrongState) as fault:
        form.add_error(None, fault.messages if isinstance(fault, ValidationError) else fault.sentence)  # type: ignore[arg-type]
        return False
    messages.success(request, _("The mandate is written down."))
    return True


def paper_mandate(request: VisitorRequest, slug: str, pk: int) -> HttpResponse:
    """The committee or the clerk takes a signed mandate in: first the home, then what stands on it."""
    vote = inside_vote(request, pk, may_take_mandates)
    unit = request.GET.get("unit", "").strip()
    entry = RollEntry.objects.filter(vote=vote, unit_code=unit).first()
    if entry is None:
        form = HomeForm({"unit": unit} if unit else None)
        if unit:
            form.add_error("unit", _("No home of this vote has this code."))
        return render(request, "assembly/trust/paper_mandate.html", {"vote": vote, "form": form})
    return _paper_of_home(request, vote, entry)


def _paper_of_home(request: VisitorRequest, vote: Vote, entry: RollEntry) -> HttpResponse:
    actor = request.visitor.actor
    owners = set(entitled_now(vote, entry).owners)
    signers = [(one.key, one.words) for one in signers_of(vote, entry, actor.today) if one.key in owners]
    form = PaperMandateForm(
        request.POST or None,
        request.FILES or None,
        questions=questions_of(vote.id),
        bound=law_of_mandates(vote, actor.today).bound,
        owners=signers,
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if _given(request, entry, given["principal"], form, given["scan"]):
            return redirect("vote_mandates", request.visitor.alliance.slug, vote.id)
    context = {"vote": vote, "entry": entry, "form": form}
    return render(request, "assembly/trust/paper_mandate.html", context)


@require_GET
def mandate(request: VisitorRequest, slug: str, pk: int, proxy_pk: int) -> HttpResponse:
    """What an owner wrote: for the owner, the agent, and at the count for those who count."""
    vote, proxy = mandate_for(request, pk, proxy_pk)
    note_look(request.visitor.actor, person_ids=[int(proxy.principal)], what="mandate", path=request.path)
    wrote = written_words(questions_of(vote.id), proxy.instructions)
    context = {"vote": vote, "proxy": proxy, "wrote": wrote, "cast": not may_still_cast(vote, proxy)}
    return render(request, "assembly/trust/mandate.html", context)


@require_GET
def mandate_scan(request: VisitorRequest, slug: str, pk: int, proxy_pk: int) -> HttpResponse:
    """The signed paper, through the same gate."""
    _vote, proxy = mandate_for(request, pk, proxy_pk)
    if proxy.mandate is None:
        raise Http404
    note_look(request.visitor.actor, person_ids=[int(proxy.principal)], what="mandate", path=request.path)
    content = document_path(proxy.mandate).read_bytes()
    return private(content, proxy.mandate.media_type, proxy.mandate.name, attachment=True)


def revoke(request: VisitorRequest, slug: str, pk: int, proxy_pk: int) -> HttpResponse:
    """Take a mandate back before it is used."""
    vote, proxy = revocable_for(request, pk, proxy_pk)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.revoke_mandate(request.visitor.actor, proxy_id=proxy.id, why=form.cleaned_data["why"])
        messages.success(request, _("The mandate is taken back."))
        return redirect("vote", slug, pk)
    context = {"vote": vote, "form": form, "action_label": _("Take it back")}
    context["title"] = _("Take back the mandate for %s?") % proxy.entry.unit_code
    context["lead"] = _("%s can then no longer vote for this home.") % proxy.agent_name
    context["back"] = reverse("vote", args=[slug, pk])
    return render(request, "assembly/decide.html", context)
