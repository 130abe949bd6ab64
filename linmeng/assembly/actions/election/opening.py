"""Beginning an election by a lawful way, correcting its plan, calling it off."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.actions import add_body
from linmeng.alliance.models import Body, CommitteeTerm, Compound
from linmeng.alliance.queries import present_term
from linmeng.assembly.actions.election.locking import demand_run, demand_state, locked_election
from linmeng.assembly.actions.election.steps import keep_step
from linmeng.assembly.actions.locking import demand
from linmeng.assembly.bridge import CommitteeLaw, committee_law
from linmeng.assembly.models import Election
from linmeng.assembly.permissions import may_run_by_election, may_run_elections
from linmeng.assembly.queries.ways_on import (
    Way,
    language,
    size_of_compound,
    unfinished_election,
    ways_on,
)
from linmeng.assembly.states import BEFORE_BALLOT, ELECTION
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, WrongState
from linmeng.ground.acts import action
from linmeng.record.actions import write

SHORTEST_REASON = 4


@action
def open_election(
    actor: Actor,
    *,
    compound_id: int,
    kind: str,
    seats: int = 0,
    years: int = 3,
    reason: str = "",
    asked_on: date | None = None,
) -> Election:
    """Begin by one of the ways that the law leaves today (`queries.ways_on`); the term's number follows.

    Refuses a kind the law does not offer now, a second election at a time, and a size of the committee
    that the law does not allow here (SH 20). `reason` and `asked_on` are the written request, report or
    order with which it begins; a by-election needs none.
    """
    compound = Compound.objects.select_for_update().get(id=compound_id)
    may = may_run_by_election if kind == Election.Kind.BY_ELECTION else may_run_elections
    demand(may(actor, compound_id), _("The clerk of the residents' committee begins an election."))
    way, law = _lawful_way(compound, kind, actor), _law(compound, actor)
    wanted = way.seats or seats
    least = _check_plan(compound, law, actor, wanted, years, by_election=kind == "by_election")
    before, by_election = unfinished_election(compound_id), kind == Election.Kind.BY_ELECTION
    if not by_election and len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": _("Please say with which paper it begins, and who wrote it.")})
    if asked_on is not None and asked_on > actor.today:
        raise ValidationError({"asked_on": _("This day is still to come.")})
    election = Election.objects.create(
        compound=compound,
        kind=kind,
        term_number=_term_number(compound_id, kind, before),
        term=_running_term(compound_id, kind, before),
        after=before if kind == "by_election" else None,
        seats=wanted,
        minimum=wanted if kind == "by_election" else min(least, wanted),
        years=before.years if before and kind == "by_election" else years,
        opened_at=actor.at,
        reason=reason.strip()[:300],
    )
    _enter_body(actor, compound)
    if not by_election:
        keep_step(actor, election, "report", done_on=asked_on or actor.today, words=reason)
    facts = {"election": str(election.id), "kind": kind, "seats": wanted, "term": election.term_number}
    write(actor, "election_opened", facts | {"compound": str(compound_id)})
    return election


def _enter_body(actor: Actor, compound: Compound) -> None:
    """A compound that never had a committee gets the body whose first term is to be elected."""
    if not Body.objects.filter(kind=Body.Kind.OWNERS_COMMITTEE, compound=compound).exists():
        name = f"{compound.name}业主委员会"
        add_body(actor, kind=Body.Kind.OWNERS_COMMITTEE, name=name, compound_id=compound.id)


def _law(compound: Compound, actor: Actor) -> CommitteeLaw:
    law = committee_law(compound.place, actor.today)
    if law is None:
        raise WrongState(_("No law pack is in force for this place today."))
    return law


def _lawful_way(compound: Compound, kind: str, actor: Actor) -> Way:
    running = Election.objects.filter(compound=compound).exclude(state__in=["filed", "ended"])
    if running.exists():
        raise WrongState(_("An election is running in this compound already."))
    way = next((way for way in ways_on(compound, actor.today) if way.kind == kind), None)
    if way is None:
        raise AgainstTheLaw(
            _("The law does not offer this way today: a committee is in office, or another way is due."),
            article="上海市住宅物业管理规定 28、31、32",
        )
    return way


def _check_plan(
    compound: Compound, law: CommitteeLaw, actor: Actor, seats: int, years: int, *, by_election: bool
) -> int:
    """The least number of members; refuses a size or a term against the law."""
    area, homes = size_of_compound(compound.id, actor.today)
    allowed, least, lines = law.size(seats, area_dm2=area, homes=homes, language=language())
    if not allowed and not by_election:
        raise AgainstTheLaw(" ".join(lines), article=law.article("size.least"))
    shortest, longest = law.years
    if not shortest <= years <= longest:
        raise AgainstTheLaw(
            _("A term lasts %(least)s to %(most)s years here.") % {"least": shortest, "most": longest},
            article=law.article("term.most"),
        )
    return least


def _term_number(compound_id: int, kind: str, before: Election | None) -> int:
    if kind == "by_election" and before is not None:
        return before.term_number
    last = CommitteeTerm.objects.filter(body__compound_id=compound_id).order_by("-number").first()
    number = last.number if last else 0
    return number if kind == "by_election" else number + 1


def _running_term(compound_id: int, kind: str, before: Election | None) -> CommitteeTerm | None:
    if kind != "by_election" or before is not None:
        return None
    return present_term(compound_id)


@action
def change_plan(actor: Actor, *, election_id: int, seats: int, years: int) -> Election:
    """Correct seats and years before the candidates hang on the board; the record keeps what stood before."""
    election = locked_election(election_id)
    demand_run(actor, election)
    demand_state(election, *BEFORE_BALLOT)
    by_election = election.kind == Election.Kind.BY_ELECTION
    if by_election:
        raise WrongState(_("A by-election fills the seats that are free, neither more nor fewer."))
    law = _law(election.compound, actor)
    least = _check_plan(election.compound, law, actor, seats, years, by_election=False)
    facts = {"election": str(election.id), "seats_before": election.seats, "years_before": election.years}
    election.seats, election.minimum, election.years = seats, min(least, seats), years
    election.save(update_fields=["seats", "minimum", "years"])
    write(actor, "election_plan_changed", facts | {"seats": seats, "years": years})
    return election


@action
def call_off_election(actor: Actor, *, election_id: int, reason: str) -> Election:
    """End it without a committee, with a reason everyone reads; a running vote must be cancelled first."""
    election = locked_election(election_id)
    demand_run(actor, election)
    ELECTION.check(election.state, "ended", what=_("The election"))
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": _("Please say in a few words why the election ends.")})
    if election.vote is not None and election.vote.state in ("noticed", "closed"):
        raise WrongState(_("Owners are voting. First the vote is cancelled, with its own reason."))
    counted = election.vote is not None and election.vote.state in ("counted", "published", "archived")
    if election.state == Election.State.ELECTED or counted:
        raise WrongState(_("The owners have elected; what they decided cannot be called off."))
    election.state, election.reason = Election.State.ENDED, reason.strip()[:300]
    election.save(update_fields=["state", "reason"])
    write(actor, "election_called_off", {"election": str(election.id)})
    return election
