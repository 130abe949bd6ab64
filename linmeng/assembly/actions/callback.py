"""Calling a sample back: announced before the seed exists, drawn with it, asked by phone or at the door.

The seed is the last hash of the record on the day of the count, when the last paper is entered: nobody who
casts or enters a ballot can know it, and whoever looks the seal up can make the draw again.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.actions.disputes import open_dispute
from linmeng.assembly.actions.locking import demand, demand_second_key, locked_vote
from linmeng.assembly.bridge.sampling import drawn_homes
from linmeng.assembly.models import CallBack, CallBackRound, Vote
from linmeng.assembly.permissions import may_call_back, may_order_call_back
from linmeng.assembly.queries.call_back import (
    SUBJECT,
    announced,
    homes_with_a_ballot,
    round_of,
    seed_of,
)
from linmeng.assembly.queries.entitled import valid_receipts
from linmeng.assembly.queries.votes import vote_path
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.publishing.actions import publish
from linmeng.publishing.models import Publication
from linmeng.record.actions import write

MOST_HOMES = 200


@action
def announce_call_back(actor: Actor, *, vote_id: int, homes: int) -> Publication:
    """Publish how many homes will be called back, and that the seal of the day of the count draws them."""
    vote = locked_vote(vote_id)
    demand(
        may_order_call_back(actor, vote.compound_id),
        _("Only the committee or the clerk announces a call-back."),
    )
    demand_second_key(actor)
    if vote.state not in ("noticed", "closed"):
        raise WrongState(_("A call-back is announced before the ballots are counted."))
    if announced(vote) is not None:
        raise WrongState(_("The call-back is announced already; its size stands."))
    if not 1 <= homes <= MOST_HOMES:
        raise ValidationError({"homes": _("Please say how many homes: 1 to %s.") % MOST_HOMES})
    with translation.override(settings.LANGUAGE_CODE):
        publication = _published(actor, vote, homes)
    write(actor, "call_back_announced", {"vote": str(vote.id), "homes": homes})
    return publication


def _published(actor: Actor, vote: Vote, homes: int) -> Publication:
    words = {"homes": homes, "title": vote.title}
    return publish(
        actor,
        compound=vote.compound,
        kind="announcement",
        subject=SUBJECT,
        subject_id=vote.id,
        title=(_("Call-back after the vote: %s") % vote.title)[:120],
        facts={
            "vote": str(vote.id),
            "path": vote_path(vote.id),
            "compound": vote.compound.name,
            "homes": homes,
            "paragraphs": [
                _("After the vote “%(title)s” %(homes)s homes are asked whether the ballot in their name is theirs.") % words,
                _("What was chosen is not asked."),
                _("The homes are drawn by the record's seal of the day of the count, which nobody can know today."),
                _("Lot of a home: SHA-256 of the seal's last hash, a line feed and the home's code; the lowest are drawn."),
            ],
        },
    )  # fmt: skip


@action
def draw_call_back(actor: Actor, *, vote_id: int) -> CallBackRound:
    """Draw the announced number of homes with the seal of the day of the count; once."""
    vote = locked_vote(vote_id)
    allowed = may_order_call_back(actor, vote.compound_id) or may_call_back(actor, vote.compound_id)
    demand(allowed, _("The sample is drawn by the committee, the clerk or an auditor."))
    rule = announced(vote)
    if rule is None:
        raise WrongState(_("First the call-back is announced, so that everyone knows its rule."))
    if round_of(vote) is not None:
        raise WrongState(_("The sample is drawn; it stays as it is."))
    seed = seed_of(vote)
    if not seed:
        raise WrongState(
            _("The record of the day of the count is not sealed yet. Come back the day after it.")
        )
    homes = drawn_homes(seed, homes_with_a_ballot(vote), rule.homes)
    drawn = CallBackRound.objects.create(
        vote=vote, seed=seed, size=len(homes), drawn_at=actor.at, drawn_by=actor.seat_title[:60]
    )
    receipts = valid_receipts().filter(vote=vote, entry__unit_code__in=homes).order_by("cast_at", "id")
    CallBack.objects.bulk_create([CallBack(round=drawn, receipt=receipt) for receipt in receipts])
    write(actor, "call_back_drawn", {"vote": str(vote.id), "seed": seed, "homes": len(homes)})
    return drawn


@action
def record_call(actor: Actor, *, call_id: int, result: str, note: str = "") -> CallBack:
    """Write down what an owner said; "that was not me" opens a case about the ballot at once.

    Whoever was not reached can be asked again; what was said stays.
    """
    vote_id = CallBack.objects.values_list("round__vote_id", flat=True).get(id=call_id)
    vote = locked_vote(vote_id)
    demand(may_call_back(actor, vote.compound_id), _("Only the clerk or an auditor calls back."))
    demand_second_key(actor)
    call = CallBack.objects.select_for_update(of=("self",)).select_related("receipt__entry").get(id=call_id)
    if call.result in (CallBack.Result.CONFIRMED, CallBack.Result.DENIED):
        raise WrongState(_("What they said is written down already."))
    if result not in CallBack.Result.values or result == CallBack.Result.WAITING:
        raise ValidationError({"result": _("Please choose what they said.")})
    call.result, call.note = result, note.strip()[:200]
    call.asked_at, call.asked_by = actor.at, actor.seat_title[:60]
    call.save(update_fields=["result", "note", "asked_at", "asked_by"])
    if result == CallBack.Result.DENIED and not call.receipt.disputes.exists():
        call.receipt.vote = vote
        open_dispute(actor, call.receipt, _("Said at the call-back: that was not me. %s") % call.note)
    write(actor, "call_back_asked", {"vote": str(vote.id), "result": result})
    return call
