"""A vote that owners asked for: the petition behind a new draft, and its words to begin with."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound
from linmeng.assembly.actions.petition import call_for_petition
from linmeng.assembly.actions.preparing import prepare_for_deed
from linmeng.assembly.models import Petition, Vote
from linmeng.assembly.queries.petition_calls import may_call_for
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.common.second_factor import demand_second_factor
from linmeng.pages.shared.visitor import VisitorRequest


def petition_behind(request: VisitorRequest, compound: Compound) -> Petition | None:
    """What the address says that owners asked for; only where this actor may call them for it."""
    asked, actor = request.GET.get("petition", ""), request.visitor.actor
    if not asked:
        return None
    if not asked.isdigit():
        raise Http404
    petition = get_object_or_404(Petition.objects.select_related("vote"), pk=int(asked), compound=compound)
    if not may_call_for(actor, petition):
        raise NotAllowed(_("For this petition no meeting can be called by you now."))
    demand_second_factor(actor, _("Before this step, please confirm with a code by SMS."))
    return petition


def first_words(petition: Petition | None) -> dict[str, str]:
    """What the draft begins with; whoever calls the vote words the questions."""
    if petition is None:
        return {}
    return {"title": petition.title, "summary": petition.words, "questions": petition.title}


def draft(
    actor: Actor, compound: Compound, petition: Petition | None, asked: dict[str, str], words: dict[str, Any]
) -> Vote:
    """The draft, with the petition accepted and linked where there is one."""
    if petition is None:
        return prepare_for_deed(actor, compound_id=compound.id, **asked, **words)
    return call_for_petition(actor, petition_id=petition.id, **asked, **words)
