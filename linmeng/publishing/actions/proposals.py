"""A property company asks for an announcement; the committee or the community worker issues it or sends it back."""

from django.utils.translation import gettext as _

from linmeng.alliance.models import Body, Compound
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.common.wording import clean_line, fitting
from linmeng.ground.acts import action
from linmeng.publishing.actions.free_notices import REASON_MOST, NoticeWords, checked_notice, publish_notice
from linmeng.publishing.actions.notify import notify
from linmeng.publishing.models import Proposal, Publication
from linmeng.publishing.permissions import may_propose_notices, may_publish
from linmeng.publishing.queries.proposals import proposal_path
from linmeng.publishing.states import PROPOSAL
from linmeng.record.actions import write


def proposed_words(proposal: Proposal) -> NoticeWords:
    """The proposal as a draft has it: always an announcement, for a company invites no objections."""
    return NoticeWords(
        kind=Publication.Kind.ANNOUNCEMENT, title=proposal.title, words=proposal.words, days=proposal.days
    )


@action
def propose_notice(
    actor: Actor, *, compound_id: int, title: str, words: str, days: int | None = None
) -> Proposal:
    """An announcement in the company's words, checked like any draft; nobody outside reads it before it hangs."""
    if actor.hat is None or not may_propose_notices(actor, compound_id):
        raise NotAllowed(_("The manager of this compound's property company proposes announcements."))
    kind = Publication.Kind.ANNOUNCEMENT
    good = checked_notice(NoticeWords(kind=kind, title=title, words=words, days=days))
    proposal = Proposal.objects.create(
        compound=Compound.objects.get(id=compound_id),
        company=Body.objects.get(id=actor.hat.body_id),
        title=good.title,
        words=good.words,
        days=good.days,
        proposed_at=actor.at,
        by_person_id=actor.person_id,
        by_seat=actor.seat_title[:80],
    )
    write(actor, "notice_proposed", {"proposal": str(proposal.id), "compound": str(compound_id)})
    return proposal


@action
def issue_proposal(actor: Actor, *, proposal_id: int) -> Publication:
    """Hang it in the name of the issuer's body, saying whose words they are; needs a second factor."""
    proposal = _locked(proposal_id)
    PROPOSAL.check(proposal.state, Proposal.State.ISSUED, what=proposal.title)
    publication = publish_notice(
        actor,
        compound_id=proposal.compound_id,
        notice=proposed_words(proposal),
        proposed_by=proposal.company.name,
    )
    proposal.publication = publication
    _decide(actor, proposal, Proposal.State.ISSUED)
    _tell(actor, proposal, _("Your announcement hangs on the board"))
    facts = {"proposal": str(proposal.id), "publication": str(publication.id)}
    write(actor, "proposal_issued", facts)
    return publication


@action
def return_proposal(actor: Actor, *, proposal_id: int, reason: str) -> Proposal:
    """Send it back, with a reason the company reads; it may propose anew."""
    proposal = _locked(proposal_id)
    if not may_publish(actor, proposal.compound_id):
        raise NotAllowed(_("Only the body that may publish here decides about proposals."))
    PROPOSAL.check(proposal.state, Proposal.State.RETURNED, what=proposal.title)
    proposal.reason = fitting(clean_line(reason), field="reason", fewest=4, most=REASON_MOST)
    _decide(actor, proposal, Proposal.State.RETURNED)
    _tell(actor, proposal, _("Your announcement was returned: %s") % proposal.reason)
    write(actor, "proposal_returned", {"proposal": str(proposal.id)})
    return proposal


@action
def take_back_proposal(actor: Actor, *, proposal_id: int) -> Proposal:
    """The company does not want it announced any more."""
    proposal = _locked(proposal_id)
    own = actor.hat is not None and actor.hat.body_id == proposal.company_id
    if not (own and may_propose_notices(actor, proposal.compound_id)):
        raise NotAllowed(_("Only the company that proposed this takes it back."))
    PROPOSAL.check(proposal.state, Proposal.State.TAKEN_BACK, what=proposal.title)
    _decide(actor, proposal, Proposal.State.TAKEN_BACK)
    write(actor, "proposal_taken_back", {"proposal": str(proposal.id)})
    return proposal


def _locked(proposal_id: int) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("company", "compound")
    return rows.get(id=proposal_id)


def _decide(actor: Actor, proposal: Proposal, state: str) -> None:
    proposal.state, proposal.decided_at, proposal.decided_by = state, actor.at, actor.seat_title[:80]
    proposal.save(update_fields=["state", "decided_at", "decided_by", "reason", "publication"])


def _tell(actor: Actor, proposal: Proposal, words: str) -> None:
    if proposal.by_person_id is not None:
        notify(
            actor,
            person_id=proposal.by_person_id,
            subject="proposal",
            subject_id=proposal.id,
            title=proposal.title,
            words=words,
            path=proposal_path(proposal),
        )
