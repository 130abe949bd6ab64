"""An election follows its vote: what was announced, counted and published becomes its steps and its outcome."""

import json
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.actions.election.steps import keep_step, step_done
from linmeng.assembly.bridge import area_dm2, committee_law
from linmeng.assembly.models import Candidacy, Count, Election
from linmeng.assembly.queries.candidates import seats_of_term
from linmeng.assembly.queries.ways_on import chain_of, elected_so_far, language
from linmeng.common.actor import Actor
from linmeng.common.clock import local_day
from linmeng.common.errors import WrongState
from linmeng.record.actions import write

COMPLETE, LOT_NEEDED, NO_QUORUM = "complete", "lot_needed", "no_quorum"


def newest_count(election: Election) -> Count:
    """The count that stands."""
    found = Count.objects.filter(question_id=election.question_id).order_by("-version").first()
    if found is None:
        raise WrongState(_("The ballots are not counted yet."))
    return found


def lot_waits(election: Election) -> bool:
    """Whether equals on both sides of the last seat wait for a lot."""
    return bool(json.loads(newest_count(election).result)["outcome"] == LOT_NEEDED)


def settle(actor: Actor, election: Election) -> None:
    """The newest count becomes the election's outcome; the callers have checked that it decides."""
    count = newest_count(election)
    result: dict[str, Any] = json.loads(count.result)
    if step_done(election, "result") is not None and says_otherwise(actor, election):
        _withdraw_first_meeting(actor, election)
    _seat_candidates(actor, election, result)
    with translation.override(settings.LANGUAGE_CODE):  # everybody reads these words, whoever clicks
        _note_notice(actor, election)
        _keep_result(actor, election, count, result)
        # of a committee that sits already only the seats follow
        if election.state != Election.State.FILED:
            _end_or_go_on(actor, election, result)
    facts = {"election": str(election.id), "outcome": result["outcome"], "elected": result["elected"]}
    write(actor, "election_result_taken", facts | {"result_sha256": count.result_sha256})


def _end_or_go_on(actor: Actor, election: Election, result: dict[str, Any]) -> None:
    enough = result["outcome"] == COMPLETE and elected_so_far(election) >= _minimum(election)
    election.state = Election.State.ELECTED if enough else Election.State.ENDED
    election.reason = "" if enough else _ended_words(actor, election, result)[:300]
    election.save(update_fields=["state", "reason"])


def _keep_result(actor: Actor, election: Election, count: Count, result: dict[str, Any]) -> None:
    day, recounted = local_day(count.counted_at), step_done(election, "result") is not None
    told: tuple[str, ...] = (_counted_words(result), _result_words(election))
    if recounted:  # what stood here is kept among the steps taken back
        again = _("Count %(version)s: %(words)s")
        told = tuple(again % {"version": count.version, "words": words} for words in told)
    keep_step(actor, election, "ballot", done_on=day, words=told[0])
    keep_step(actor, election, "result", done_on=day, words=told[1])


def _withdraw_first_meeting(actor: Actor, election: Election) -> None:
    """Others are elected: they choose their director anew."""
    election.candidacies.exclude(office="").update(office="")
    election.steps.filter(key="first_meeting", withdrawn_at__isnull=True).update(withdrawn_at=actor.at)


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
    places = _places(actor, election, result)
    for row in election.candidacies.filter(number__gt=0):
        row.state, row.rank = _kept_back(row, places)
        row.save(update_fields=["state", "rank"])


def _kept_back(row: Candidacy, places: dict[int, tuple[str, int]]) -> tuple[str, int]:
    """A substitute who stepped back since does not become one again."""
    place = places[row.number]
    stepped_back = row.state == Candidacy.State.WITHDRAWN and place[0] == Candidacy.State.SUBSTITUTE
    return (str(row.state), place[1]) if stepped_back else place


def _places(actor: Actor, election: Election, result: dict[str, Any]) -> dict[int, tuple[str, int]]:
    """By number what a candidate became, and the place among those who became the same."""
    places = {int(one["candidate"]): (str(Candidacy.State.NOT_ELECTED), 0) for one in result["candidates"]}
    for rank, number in enumerate(result["elected"], start=1):
        places[int(number)] = (str(Candidacy.State.ELECTED), rank)
    for rank, number in enumerate(_next_in_line(actor, election, result), start=1):
        places[number] = (str(Candidacy.State.SUBSTITUTE), rank)
    return places


def says_otherwise(actor: Actor, election: Election) -> bool:
    """Whether the newest count places candidates otherwise than was written down."""
    places = _places(actor, election, json.loads(newest_count(election).result))
    rows = election.candidacies.filter(number__gt=0)
    written = step_done(election, "result") is not None
    return written and any((row.state, row.rank) != _kept_back(row, places) for row in rows)


def _next_in_line(actor: Actor, election: Election, result: dict[str, Any]) -> list[int]:
    """Those with the majority and without a seat, where the law of the place knows substitutes: in the order
    of the count, no more than the committee has members (北京市物业管理条例 39).
    """
    law = committee_law(election.compound.place, actor.today)
    if law is None or not law.has_substitutes or result["outcome"] in (NO_QUORUM, LOT_NEEDED):
        return []
    over = [
        one
        for one in result["candidates"]
        if all(one["approval"].values()) and one["candidate"] not in result["elected"]
    ]
    drawn = {number: place for place, number in enumerate(election.lot or ())}
    ranked = sorted(
        over,
        key=lambda one: (-one["heads"], -area_dm2(one["area_m2"]), drawn.get(int(one["candidate"]), 0)),
    )
    return [int(one["candidate"]) for one in ranked][: seats_of_term(election)]


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
