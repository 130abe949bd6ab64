"""Who is elected, as counted: no top five, no chair's vote. Equals draw a lot in public."""

import json
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.counting import recount
from linmeng.assembly.actions.election.following import lot_waits, newest_count, settle
from linmeng.assembly.actions.election.locking import demand_run, demand_state, locked_election
from linmeng.assembly.actions.election.overturning import check_overturns, overturn
from linmeng.assembly.actions.election.steps import step_done
from linmeng.assembly.actions.locking import demand, demand_second_key, locked_vote
from linmeng.assembly.models import Count, Election, VoteDecision
from linmeng.assembly.permissions import may_count
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.record.actions import write


@action
def draw_lot(actor: Actor, *, election_id: int, order: Sequence[int], witnesses: str) -> list[Count]:
    """Equals stood on both sides of the last seat: their numbers in the order drawn before witnesses.

    Recorded with the vote, and counted again with the lot as a new version; the first count stays.
    """
    election = locked_election(election_id)
    demand(
        may_count(actor, election.compound_id),
        _("Only the owners' committee, the clerk or a scrutineer counts a vote."),
    )
    demand_second_key(actor)
    demand_state(election, "voting", "elected", "ended", "filed")
    if election.vote_id is None:
        raise WrongState(_("The ballots are not counted yet."))
    vote, count = locked_vote(election.vote_id), newest_count(election)
    tied = [int(number) for number in json.loads(count.result)["tied"]]
    if not lot_waits(election):
        raise WrongState(_("No lot is to be drawn: the count decides by itself."))
    if sorted(order) != sorted(tied):
        raise ValidationError({"order": _("The lot orders just those who are equal: each of them once.")})
    if len(witnesses.strip()) < 2:
        raise ValidationError({"witnesses": _("Please say before whom the lot was drawn.")})
    election.lot = list(order)
    election.save(update_fields=["lot"])
    said = _("Drawn before %(who)s: %(order)s") % {
        "who": witnesses.strip(),
        "order": "、".join(str(number) for number in order),
    }
    VoteDecision.objects.create(
        vote=vote,
        kind=VoteDecision.Kind.LOT,
        reason=said[:300],
        by_seat=actor.seat_title[:60],
        happened_at=actor.at,
    )
    write(actor, "lot_drawn", {"election": str(election.id), "vote": str(vote.id), "order": list(order)})
    return recount(actor, vote_id=vote.id, reason=_("With the lot drawn among equals"))


@action
def take_result(actor: Actor, *, election_id: int) -> Election:
    """Write the newest count down as the election's outcome: who is elected, and what follows.

    Below the minimum the election ends with those elected kept, and the next action is a by-election (or,
    with too few, an election anew); without quorum nobody is elected.

    A recount that hangs on the board overturns what was written down, also of an election that has ended or
    been filed: seats change, what stood before stays readable. Refused where nothing changed.
    """
    election = locked_election(election_id)
    demand_run(actor, election)
    demand_state(election, "voting", "elected", "ended", "filed")
    vote = election.vote
    if vote is None or vote.state not in ("counted", "published", "archived"):
        raise WrongState(_("The ballots are not counted yet."))
    if lot_waits(election):
        raise WrongState(_("Equals stand on both sides of the last seat. First the lot is drawn."))
    if election.state == Election.State.VOTING:
        settle(actor, election)
        return election
    if step_done(election, "result") is None:
        raise WrongState(_("This election was called off; no result was ever written down."))
    check_overturns(actor, election)
    if election.state == Election.State.FILED:
        demand_second_key(actor)
    overturn(actor, election)
    return election
