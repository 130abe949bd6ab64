"""A seat falls free: the substitute next in line moves up for the rest of the term, where the law knows them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.alliance.models import CommitteeTerm, Compound
from linmeng.alliance.queries import present_term
from linmeng.assembly.actions.election.nomination import check_owner
from linmeng.assembly.actions.locking import demand, demand_second_key
from linmeng.assembly.actions.term.leaving import report_change
from linmeng.assembly.bridge import committee_law
from linmeng.assembly.models import Candidacy
from linmeng.assembly.permissions import may_complete_filing
from linmeng.assembly.queries.substitutes import waiting_substitutes
from linmeng.assembly.queries.ways_on import members_today
from linmeng.assembly.states import CANDIDACY
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, WrongState
from linmeng.ground.acts import action
from linmeng.people.actions import open_seat
from linmeng.people.models import Role, Seat
from linmeng.publishing.actions import NoticeWords, publish_notice
from linmeng.publishing.models import Publication
from linmeng.record.actions import write

FEWEST_WORDS = 4


@action
def move_up_substitute(actor: Actor, *, compound_id: int) -> Seat:
    """The next in line takes the free seat from today; owners read it on the board, the street is told.

    Refused where the law of the place knows no substitutes, while no seat is free, and for somebody who owns
    nothing here any more: such a one is passed over with a reason first.
    """
    compound, term = _term(actor, compound_id)
    demand_second_key(actor)
    article = _article(compound, actor)
    if members_today(term, actor.today) >= term.members:
        raise WrongState(_("No seat of this committee is free."))
    chosen = next(iter(waiting_substitutes(term)), None)
    if chosen is None:
        raise WrongState(_("Nobody is next in line. The seat is filled by a by-election."))
    check_owner(chosen.election, chosen.person, actor)
    seat = open_seat(
        actor,
        person_id=chosen.person_id,
        body_id=term.body_id,
        role=Role.COMMITTEE_MEMBER,
        valid_from=actor.today,
    )
    with translation.override(settings.LANGUAGE_CODE):
        publication = publish_notice(actor, compound_id=compound_id, notice=_words(chosen, term, article))
    report_change(actor, compound_id, handed_over=False)
    facts = {"candidacy": str(chosen.id), "seat": str(seat.id), "rank": chosen.rank}
    write(actor, "substitute_moved_up", facts | {"sha256": publication.facts_sha256})
    return seat


@action
def pass_over_substitute(actor: Actor, *, candidacy_id: int, reason: str) -> Candidacy:
    """A substitute steps back or may not serve any more: the line closes up, the reason stays."""
    found = Candidacy.objects.select_related("election").get(id=candidacy_id)
    _compound, _present = _term(actor, found.election.compound_id)
    demand_second_key(actor)
    row = Candidacy.objects.select_for_update().get(id=candidacy_id)
    if row.state != Candidacy.State.SUBSTITUTE or Seat.objects.filter(
        term_id=found.election.term_id, person_id=row.person_id
    ):
        raise WrongState(_("Only who is still next in line steps back."))
    CANDIDACY.check(row.state, "withdrawn", what=_("the substitute"))
    if len(reason.strip()) < FEWEST_WORDS:
        raise ValidationError({"reason": _("Please say in a few words why, and from which paper.")})
    row.state, row.reason = Candidacy.State.WITHDRAWN, reason.strip()[:300]
    row.save(update_fields=["state", "reason"])
    write(actor, "substitute_passed_over", {"candidacy": str(row.id), "rank": row.rank})
    return row


def _term(actor: Actor, compound_id: int) -> tuple[Compound, CommitteeTerm]:
    compound = Compound.objects.select_for_update().get(id=compound_id)
    demand(
        may_complete_filing(actor, compound_id),
        _("The community worker enters who moves up."),
    )
    term = present_term(compound_id)
    if term is None or term.state not in ("in_office", "in_reelection"):
        raise WrongState(_("No committee is in office here."))
    return compound, term


def _article(compound: Compound, actor: Actor) -> str:
    """Where the law lets substitutes move up."""
    law = committee_law(compound.place, actor.today)
    if law is None or not law.has_substitutes:
        raise AgainstTheLaw(
            _("The law of this place knows no substitutes; a free seat is filled by a by-election."),
            article=law.article("substitutes.allowed") if law else "",
        )
    return law.article("substitutes.allowed")


def _words(chosen: Candidacy, term: CommitteeTerm, article: str) -> NoticeWords:
    told = {"name": chosen.person.name, "n": term.number, "rank": chosen.rank}
    return NoticeWords(
        kind=Publication.Kind.STATUTORY,
        title=_("A substitute moves up to the owners' committee, term %s") % term.number,
        words=_(
            "A seat of the committee is free. %(name)s, substitute No. %(rank)s by the votes of the election, "
            "takes it for the rest of term %(n)s."
        )
        % told,
        article=article,
    )
