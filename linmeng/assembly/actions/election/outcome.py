"""Who is elected, as counted: no top five, no chair's vote. Equals draw a lot in public."""

import json
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.counting import recount
from linmeng.assembly.actions.election.calling import follow_vote
from linmeng.assembly.actions.election.locking import demand_run, demand_state, locked_election
from linmeng.assembly.actions.election.steps import keep_step
from linmeng.assembly.actions.locking import demand, demand_second_key, locked_vote
from linmeng.assembly.bridge import committee_law
from linmeng.assembly.models import Candidacy, Count, Election, VoteDecision
from linmeng.assembly.permissions import may_count
from linmeng.assembly.queries.candidates import seats_of_term
from linmeng.assembly.queries.ways_on import chain_of, elected_so_far, language
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.record.actions import write

COMPLETE, LOT_NEEDED, NO_QUORUM = "complete", "lot_needed", "no_quorum"


def newest_count(election: Election) -> Count:
    """The count that stands."""
    counts = Count.objects.filter(question_id=election.question_id).order_by("-version")
    found = counts.first()
    if found is None:
        raise WrongState(_("The ballots are not counted yet."))
    return found


@action
def draw_lot(actor: Actor, *, election_id: int, order: Sequence[int], witnesses: str) -> list[Count]:
    """Equals stood on both sides of the last seat: their numbers in the order drawn before witnesses.

    Recorded with the vote, and counted again with the lot as a new version; the first count stays.
    """
    election = locked_election(election_id)
    vote = locked_vote(election.vote_id or 0)
    demand(
        may_count(actor, election.compound_id),
        _("Only the owners' committee, the clerk or a scrutineer counts a vote."),
    )
    demand_second_key(actor)
    demand_state(election, "voting")
    count = newest_count(election)
    tied = [int(number) for number in json.loads(count.result)["tied"]]
    if election.lot is not None or json.loads(count.result)["outcome"] != LOT_NEEDED:
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
    """
    election = locked_election(election_id)
    demand_run(actor, election)
    demand_state(election, "voting", "elected")
    vote = election.vote
    if vote is None or vote.state not in ("counted", "published", "archived"):
        raise WrongState(_("The ballots are not counted yet."))
    count = newest_count(election)
    result: dict[str, Any] = json.loads(count.result)
    if result["outcome"] == LOT_NEEDED:
        raise WrongState(_("Equals stand on both sides of the last seat. First the lot is drawn."))
    follow_vote(actor, election)
    _seat_candidates(actor, election, result)
    day = local_day(count.counted_at)
    keep_step(actor, election, "ballot", done_on=day, words=_counted_words(result))
    keep_step(actor, election, "result", done_on=day, words=_result_words(election))
    enough = result["outcome"] == COMPLETE and elected_so_far(election) >= _minimum(election)
    election.state = Election.State.ELECTED if enough else Election.State.ENDED
    election.reason = "" if enough else _ended_words(actor, election, result)[:300]
    election.save(update_fields=["state", "reason"])
    facts = {"election": str(election.id), "outcome": result["outcome"], "elected": result["elected"]}
    write(actor, "election_result_taken", facts | {"result_sha256": count.result_sha256})
    return election


def _minimum(election: Election) -> int:
    """In a chain of by-elections the committee as a whole must reach its size."""
    return chain_of(election)[-1].minimum


def _seat_candidates(actor: Actor, election: Election, result: dict[str, Any]) -> None:
    elected = [int(number) for number in result["elected"]]
    next_in_line = _next_in_line(actor, election, result)
    rows = election.candidacies.filter(number__gt=0)
    for row in rows:
        row.state, row.rank = Candidacy.State.NOT_ELECTED, 0
        if row.number in elected:
            row.state, row.rank = Candidacy.State.ELECTED, elected.index(row.number) + 1
        elif row.number in next_in_line:
            row.state, row.rank = Candidacy.State.SUBSTITUTE, next_in_line.index(row.number) + 1
        row.save(update_fields=["state", "rank"])


def _next_in_line(actor: Actor, election: Election, result: dict[str, Any]) -> list[int]:
    """Those with the majority and without a seat, where the law of the place knows substitutes."""
    law = committee_law(election.compound.place, actor.today)
    if law is None or not law.has_substitutes:
        return []
    over = [
        one
        for one in result["candidates"]
        if all(one["approval"].values()) and one["candidate"] not in result["elected"]
    ]
    ranked = sorted(over, key=lambda one: (one["heads"], one["area_m2"]), reverse=True)
    return [int(one["candidate"]) for one in ranked]


def _counted_words(result: dict[str, Any]) -> str:
    part, whole = result["participating"], result["total"]
    return _("%(part)s of %(whole)s owners took part, with %(area)s of %(all)s ㎡.") % {
        "part": part["heads"],
        "whole": whole["heads"],
        "area": part["area_m2"],
        "all": whole["area_m2"],
    }


def _result_words(election: Election) -> str:
    rows = (
        election.candidacies.filter(state=Candidacy.State.ELECTED).select_related("person").order_by("rank")
    )
    names = "、".join(row.person.name for row in rows)
    return _("Elected: %s.") % names if names else _("Nobody is elected.")


def _ended_words(actor: Actor, election: Election, result: dict[str, Any]) -> str:
    if result["outcome"] == NO_QUORUM:
        return _("Too few owners took part, so nobody is elected. The election begins anew.")
    law = committee_law(election.compound.place, actor.today)
    size, left = seats_of_term(election), elected_so_far(election)
    lines = law.after_loss(size=size, left=left, language=language())[1] if law is not None else ()
    told = _("Below the least number of members: %(left)s of %(size)s seats are filled.")
    return " ".join([told % {"left": left, "size": size}, *lines])
