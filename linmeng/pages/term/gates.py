"""What a request may reach of a committee's filing and hand-over."""

from collections.abc import Callable

from django.shortcuts import get_object_or_404

from linmeng.alliance.models import Compound
from linmeng.assembly.models import Filing, HandOver
from linmeng.assembly.permissions import may_see_term
from linmeng.common.actor import Actor
from linmeng.pages.alliance.keeping import kept
from linmeng.pages.shared.visitor import VisitorRequest


def filing_for(request: VisitorRequest, pk: int, may: Callable[[Actor, int], bool] = may_see_term) -> Filing:
    """A filing this visitor may read, or work on."""
    found = get_object_or_404(Filing.objects.select_related("compound", "election"), pk=pk)
    kept(request, found.compound.code, may)
    return found


def hand_over_for(
    request: VisitorRequest, pk: int, may: Callable[[Actor, int], bool] = may_see_term
) -> HandOver:
    """A hand-over this visitor may read, or sign for."""
    found = get_object_or_404(HandOver.objects.select_related("compound", "from_term", "to_term"), pk=pk)
    kept(request, found.compound.code, may)
    return found


def compound_of(code: str) -> Compound:
    """The committee's life is public."""
    return get_object_or_404(Compound, code=code)
