"""Who may call owners to a vote on a matter: one answer with its reason, for pages and acts alike."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from linmeng.alliance.models import CommitteeTerm
from linmeng.alliance.queries.committees import committee_state, present_term
from linmeng.assembly.models import Election, Petition
from linmeng.assembly.permissions import may_call_in_stead, may_call_votes
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day

ELECTS = "elect_committee"
IN_STEAD = "指导规则 58；上海市居民委员会工作条例 20"
CONVENES = "上海市住宅物业管理规定 25；指导规则 51"
OVER = ("filed", "ended")


@dataclass(frozen=True)
class Calling:
    """Whether this actor may call owners to decide this matter; if not, why not."""

    may: bool
    reason: str = ""
    article: str = ""
    in_stead: bool = False
    """The residents' committee, where the compound has no committee or elects one."""


def running_election(compound_id: int) -> Election | None:
    """The election under way in a compound, if any."""
    return Election.objects.filter(compound_id=compound_id).exclude(state__in=OVER).first()


def calling(actor: Actor, compound_id: int, matter_class: str) -> Calling:
    """The compound's own committee; elections, and whatever a compound without committee must decide, the
    residents' committee, which writes for the election group too.
    """
    if may_call_votes(actor, compound_id):
        return Calling(True)
    if not may_call_in_stead(actor, compound_id):
        return Calling(
            False,
            _("Only the owners' committee of this compound prepares votes; where there is none, the residents' committee."),
        )  # fmt: skip
    return _in_stead(compound_id, matter_class)


def _in_stead(compound_id: int, matter_class: str) -> Calling:
    done = Q(vote__state__in=["published", "archived"])
    convened = Petition.objects.filter(~done, compound_id=compound_id, state="convened")
    if matter_class == ELECTS or convened.exists():
        return Calling(True, article=CONVENES, in_stead=True)
    if has_committee(compound_id):
        return Calling(False, _("Only the owners' committee of this compound prepares votes: it has one."))
    if running_election(compound_id) is not None:
        return Calling(
            False, _("A committee is being elected here; it will call this vote once it is filed."), IN_STEAD
        )
    return Calling(True, article=IN_STEAD, in_stead=True)


def has_committee(compound_id: int) -> bool:
    """Whether an elected committee is there: in office, or in re-election at the end of its term."""
    return committee_state(compound_id).state in (
        CommitteeTerm.State.IN_OFFICE,
        CommitteeTerm.State.IN_REELECTION,
    )


def group_formed_on(compound_id: int, today: date) -> date | None:
    """Since when an election group is at work; None where nobody elects."""
    election = running_election(compound_id)
    if election is not None:
        group = election.steps.filter(key="group", withdrawn_at__isnull=True).first()
        if group is not None:
            return group.done_on
        return None if election.state == Election.State.PREPARING else local_day(election.opened_at)
    term = present_term(compound_id)
    if term is None or term.state != CommitteeTerm.State.IN_REELECTION:
        return None
    return term.state_since or today
