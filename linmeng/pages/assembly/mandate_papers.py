"""Who may read a mandate with its instructions; the agent of a form."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from linmeng.assembly.actions.proxies import Agent
from linmeng.assembly.models import Proxy, RollEntry, Vote
from linmeng.assembly.permissions import may_see_mandates, may_take_mandates
from linmeng.assembly.queries.entitled import PROXY, voices_for
from linmeng.assembly.queries.proxies import known_agent
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.pages.assembly.gates import vote_for
from linmeng.pages.assembly.trust_forms import MandateForm
from linmeng.pages.shared.visitor import VisitorRequest

AT_THE_COUNT = ("over", "closed", "counted", "published", "archived")


def gives_for(actor: Actor, vote: Vote, entry: RollEntry) -> str:
    """The owner for whom this person may give the mandate of a home: themselves, a ward …; "" if none."""
    voices = [voice for voice in voices_for(actor, vote, entry) if voice.ground != PROXY]
    return voices[0].owner if voices else ""


def reads_mandate(actor: Actor, vote: Vote, proxy: Proxy) -> bool:
    """The owner, the agent who must vote as it is written, and at the count those who count."""
    if actor.person_id is not None and actor.person_id == proxy.agent_person_id:
        return True
    if gives_for(actor, vote, proxy.entry) == proxy.principal:
        return True
    return may_see_mandates(actor, vote.compound_id) and phase(vote, actor.at) in AT_THE_COUNT


def mandate_for(request: VisitorRequest, pk: int, proxy_pk: int) -> tuple[Vote, Proxy]:
    """A mandate this visitor may read; for those who count, before the closing instant: not yet."""
    vote, actor = vote_for(request, pk), request.visitor.actor
    proxy = get_object_or_404(Proxy.objects.select_related("entry", "mandate"), pk=proxy_pk, vote=vote)
    if reads_mandate(actor, vote, proxy):
        return vote, proxy
    if may_see_mandates(actor, vote.compound_id):
        raise NotAllowed(_("What stands in a mandate is read at the count, not before."))
    raise Http404


def revocable_for(request: VisitorRequest, pk: int, proxy_pk: int) -> tuple[Vote, Proxy]:
    """A mandate this visitor may take back: the owner, or the office from the owner's paper."""
    vote, actor = vote_for(request, pk), request.visitor.actor
    proxy = get_object_or_404(Proxy.objects.select_related("entry"), pk=proxy_pk, vote=vote)
    own = gives_for(actor, vote, proxy.entry) == proxy.principal
    if not own and not may_take_mandates(actor, vote.compound_id):
        raise Http404
    return vote, proxy


def agent_of(form: MandateForm) -> Agent:
    """As the action takes it; somebody this house knows if name and phone are both right."""
    given = form.cleaned_data
    known = known_agent(given["agent_name"], given["agent_phone"])
    return Agent(given["agent_name"], given["relation"], known.id if known is not None else None)
