"""An election follows its vote: what was announced, counted and published becomes its steps and its outcome."""

import json
from typing import Any

from django.utils.translation import gettext as _

from linmeng.assembly.actions.election.steps import keep_step, step_done
from linmeng.assembly.bridge import committee_law
from linmeng.assembly.models import Candidacy, Count, Election, Vote
from linmeng.assembly.queries.candidates import seats_of_term
from linmeng.assembly.queries.ways_on import chain_of, elected_so_far, language
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.errors import WrongState
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import publication_path
from linmeng.record.actions import write

COMPLETE, LOT_NEEDED, NO_QUORUM = "complete", "lot_needed", "no_quorum"


def newest_count(election: Election) -> Count:
    """The count that stands."""
    found = Count.objects.filter(question_id=election.question_id).order_by("-version").first()
    if found is None:
        raise WrongState(_("The ballots are not counted yet."))
    return found


def note_result_posted(actor: Actor, vote: Vote, publication: Publication) -> None:
    """The result of an election hangs on the board: its steps are brought up to that."""
    rows = Election.objects.select_for_update(of=("self",)).select_related("compound", "vote")
    election = rows.filter(vote=vote).first()
    if election is None:
        return
    count = newest_count(election)
    if election.state in ("voting", "elected") and json.loads(count.result)["outcome"] != LOT_NEEDED:
        settle(actor, election)
    words = publication.title
    path = publication_path(publication)
    keep_step(actor, election, "result_posted", done_on=actor.today, words=words, path=path)


def settle(actor: Actor, election: Election) -> None:
    """The newest count becomes the election's outcome; the callers have checked that it decides."""
    count = newest_count(election)
    result: dict[str, Any] = json.loads(count.result)
    _note_notice(actor, election)
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


def _note_notice(actor: Actor, election: Election) -> None:
    vote = election.vote
    if vote is None or vote.noticed_on is None or step_done(election, "vote") is not None:
        return
    words = _("Ballots from %(opens)s to %(closes)s.") % {
        "opens": local_day(vote.opens_at).isoformat() if vote.opens_at else "",
        "closes": vote.last_day.isoformat() if vote.last_day else "",
    }
    keep_step(actor, election, "vote", done_on=vote.noticed_on, words=words)


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
