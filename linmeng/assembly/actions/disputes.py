""" "That was not me": a ballot is frozen at once, and somebody who did not enter it decides whether it stands."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand, demand_second_key, locked_vote
from linmeng.assembly.actions.turnout import take_out_void
from linmeng.assembly.bridge import sha256
from linmeng.assembly.models import BallotDispute, Receipt
from linmeng.assembly.permissions import is_owner_on_roll, may_call_back, may_decide_disputes
from linmeng.assembly.queries.disputes import entered_by, may_say_not_me
from linmeng.assembly.queries.votes import vote_path
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.publishing.actions import notify
from linmeng.record.actions import write

OPEN_TO_DOUBT = ("noticed", "closed", "counted", "published")
SHORTEST_REASON = 4


def _locked(receipt_id: int) -> Receipt:
    vote_id = Receipt.objects.values_list("vote_id", flat=True).get(id=receipt_id)
    vote = locked_vote(vote_id)
    receipt = Receipt.objects.select_related("entry", "paper").get(id=receipt_id)
    receipt.vote = vote
    if vote.state not in OPEN_TO_DOUBT:
        raise WrongState(
            _("This vote is archived. The residents' committee tells you what can still be done.")
        )
    return receipt


@action
def say_not_me(actor: Actor, *, receipt_id: int, words: str = "") -> BallotDispute:
    """The owner says: this ballot is not mine. It is frozen until the clerk or a scrutineer has decided."""
    receipt = _locked(receipt_id)
    demand(may_say_not_me(actor, receipt), _("Only the owner whose ballot it is can say so."))
    return open_dispute(actor, receipt, words)


@action
def open_case(actor: Actor, *, receipt_id: int, words: str) -> BallotDispute:
    """Somebody in office found something wrong with a ballot: at a call-back, with a mandate, with a name."""
    receipt = _locked(receipt_id)
    compound = receipt.vote.compound_id
    allowed = may_decide_disputes(actor, compound) or may_call_back(actor, compound)
    demand(allowed, _("Only the clerk, a scrutineer or an auditor opens a case about a ballot."))
    demand_second_key(actor)
    if len(words.strip()) < SHORTEST_REASON:
        raise ValidationError({"words": _("Please say in a few words what was found.")})
    return open_dispute(actor, receipt, words)


def open_dispute(actor: Actor, receipt: Receipt, words: str) -> BallotDispute:
    """Freeze a ballot, as part of the act that found it in doubt; once decided it is not asked again."""
    before = receipt.disputes.order_by("-opened_at", "-id").first()
    if before is not None and before.state == BallotDispute.State.OPEN:
        raise WrongState(_("This ballot is being looked into already."))
    if before is not None:
        raise WrongState(_("This was looked into and decided: %s") % before.reason)
    dispute = BallotDispute.objects.create(
        vote=receipt.vote,
        entry=receipt.entry,
        receipt=receipt,
        said_by=str(actor.person_id or actor.system),
        words=words.strip()[:400],
        opened_at=actor.at,
    )
    write(actor, "ballot_disputed", _facts(receipt))
    return dispute


def void_at_once(actor: Actor, receipt: Receipt, reason: str) -> BallotDispute:
    """Keep a ballot that can never count, void, as part of the act that took it in."""
    dispute = BallotDispute.objects.create(
        vote=receipt.vote,
        entry=receipt.entry,
        receipt=receipt,
        said_by=str(actor.person_id or actor.system),
        words=reason[:400],
        state=BallotDispute.State.VOID,
        opened_at=actor.at,
        decided_at=actor.at,
        decided_by=actor.seat_title[:60],
        reason=reason[:300],
    )
    write(actor, "ballot_void", _facts(receipt))
    return dispute


def _facts(receipt: Receipt) -> dict[str, object]:
    return {"vote": str(receipt.vote_id), "receipt_sha256": sha256(receipt.code), "channel": receipt.channel}


@action
def decide_dispute(actor: Actor, *, dispute_id: int, stands: bool, reason: str) -> BallotDispute:
    """Decide whether a frozen ballot stands or is void. Never by who entered that paper, who opened the
    case, or an owner of the home. After `void` the owner may cast again while the vote is open.
    """
    receipt_id = BallotDispute.objects.values_list("receipt_id", flat=True).get(id=dispute_id)
    receipt = _locked(receipt_id)
    dispute = BallotDispute.objects.select_for_update().get(id=dispute_id)
    _check_decider(actor, dispute, receipt)
    if dispute.state != BallotDispute.State.OPEN:
        raise WrongState(_("This case is decided already."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": _("Please say in a few words what was found.")})
    dispute.state = BallotDispute.State.STANDS if stands else BallotDispute.State.VOID
    dispute.decided_at, dispute.decided_by = actor.at, actor.seat_title[:60]
    dispute.reason = reason.strip()[:300]
    dispute.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    if not stands:
        take_out_void(receipt.vote, receipt)
    _tell(actor, dispute, receipt)
    write(actor, "dispute_decided", _facts(receipt) | {"stands": stands})
    return dispute


def _check_decider(actor: Actor, dispute: BallotDispute, receipt: Receipt) -> None:
    demand(
        may_decide_disputes(actor, receipt.vote.compound_id),
        _("Disputed ballots are decided by the clerk or a scrutineer."),
    )
    demand_second_key(actor)
    if actor.person_id in entered_by(receipt):
        raise NotAllowed(_("You read this paper; somebody else must decide about it."))
    if is_owner_on_roll(actor, receipt.entry):
        raise NotAllowed(_("Nobody decides about the ballot of their own home."))
    if dispute.said_by == str(actor.person_id):
        raise NotAllowed(_("You opened this case; somebody else must decide it."))


def _tell(actor: Actor, dispute: BallotDispute, receipt: Receipt) -> None:
    """The owner hears what was decided; nothing of what was chosen."""
    with translation.override(settings.LANGUAGE_CODE):
        stands = dispute.state == BallotDispute.State.STANDS
        title = (
            _("Your ballot stands")
            if stands
            else _("The ballot is void; you can vote again while the vote is open")
        )
        notify(
            actor,
            person_id=int(receipt.by),
            subject="vote",
            subject_id=receipt.vote_id,
            title=title,
            words=f"{receipt.entry.unit_code}: {dispute.reason}"[:200],
            path=vote_path(receipt.vote_id),
        )
