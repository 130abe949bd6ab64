"""Filing (备案): the papers gathered, handed in, sent back, completed; then the committee is in office."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.actions import begin_term
from linmeng.alliance.models import Body, CommitteeTerm, Compound
from linmeng.assembly.actions.locking import demand, demand_second_key
from linmeng.assembly.actions.term.hand_over import open_hand_over
from linmeng.assembly.bridge.election import law_days
from linmeng.assembly.bridge.term import filing_papers
from linmeng.assembly.models import Candidacy, Election, Filing, FilingPaper
from linmeng.assembly.permissions import may_complete_filing, may_file
from linmeng.assembly.queries.candidates import elected_members, seats_of_term
from linmeng.assembly.queries.ways_on import language
from linmeng.assembly.states import FILING
from linmeng.common.actor import Actor
from linmeng.common.clock import years_after
from linmeng.common.errors import WrongState
from linmeng.ground.actions.documents import Upload, keep_upload
from linmeng.ground.acts import action
from linmeng.people.actions import end_seat, open_seat
from linmeng.people.models import Role, Seat
from linmeng.people.permissions import COMMITTEE
from linmeng.record.actions import write

CHANGE = "change"
"""The one paper of a filing that only reports a change."""


@action
def open_filing(actor: Actor, *, compound_id: int, election_id: int | None = None) -> Filing:
    """Begin a filing: of a new committee with the law's list of papers, or the report of a change (a member
    left, a by-election filled seats of a running term).
    """
    compound = Compound.objects.select_for_update().get(id=compound_id)
    demand(may_file(actor, compound_id), _("The committee, the clerk and the election group file."))
    election = _elected(election_id, compound_id) if election_id is not None else None
    is_change = election is None or election.term_id is not None
    kind, name = ("committee_changed", "filing_of_changes") if is_change else ("committee_elected", "filing")
    since = _elected_on(election) if election else actor.today
    days = law_days(compound.place, kind, since, language())
    if name not in days:
        raise WrongState(_("No law pack is in force for this place today."))
    filing = Filing.objects.create(
        compound=compound,
        election=election,
        is_change=is_change,
        opened_on=actor.today,
        due_on=days[name].due,
    )
    keys = [CHANGE] if is_change else [paper.key for paper in filing_papers(compound.place, actor.today)]
    FilingPaper.objects.bulk_create([FilingPaper(filing=filing, key=key) for key in keys])
    write(actor, "filing_opened", {"filing": str(filing.id), "papers": keys})
    return filing


def _elected(election_id: int, compound_id: int) -> Election:
    election = Election.objects.select_for_update(of=("self",)).get(id=election_id, compound_id=compound_id)
    if election.state != Election.State.ELECTED:
        raise WrongState(_("First the owners elect; then the election is filed."))
    if Filing.objects.filter(election=election).exists():
        raise WrongState(_("The filing of this election has begun already."))
    return election


def _elected_on(election: Election) -> date:
    done = election.steps.filter(key="result", withdrawn_at__isnull=True).first()
    if done is None:
        raise WrongState(_("First the result of the count is taken as the outcome of the election."))
    return done.done_on


def _locked(actor: Actor, filing_id: int) -> Filing:
    filing = Filing.objects.select_for_update(of=("self",)).select_related("compound").get(id=filing_id)
    demand(may_file(actor, filing.compound_id), _("The committee, the clerk and the election group file."))
    return filing


@action
def lay_in_paper(actor: Actor, *, paper_id: int, upload: Upload | None = None, path: str = "") -> FilingPaper:
    """One paper is ready: as a file laid in, or as a page this house prints. Laid in again, the new one stands."""
    paper = FilingPaper.objects.select_related("filing").get(id=paper_id)
    filing = _locked(actor, paper.filing_id)
    if filing.state not in (Filing.State.PREPARING, Filing.State.SENT_BACK):
        raise WrongState(_("The filing is handed in; its papers stay as they are."))
    if upload is None and not path:
        raise ValidationError({"file": _("Please choose the file, or the page this house prints.")})
    kept = keep_upload(actor, upload) if upload is not None else None
    paper.file, paper.path = kept, path[:160]
    paper.ready_at, paper.by_seat = actor.at, actor.seat_title[:60]
    paper.save(update_fields=["file", "path", "ready_at", "by_seat"])
    facts = {"filing": str(filing.id), "paper": paper.key, "sha256": kept.sha256 if kept else ""}
    write(actor, "filing_paper_ready", facts)
    return paper


@action
def hand_in_filing(actor: Actor, *, filing_id: int) -> Filing:
    """All papers are there and go to the street; refused while one is missing, with the names of those."""
    filing = _locked(actor, filing_id)
    FILING.check(filing.state, "handed_in", what=_("the filing"))
    missing = filing.papers.filter(ready_at__isnull=True).count()
    if missing:
        raise WrongState(_("%s papers are still missing.") % missing)
    filing.state, filing.handed_in_on, filing.note = Filing.State.HANDED_IN, actor.today, ""
    filing.save(update_fields=["state", "handed_in_on", "note"])
    write(actor, "filing_handed_in", {"filing": str(filing.id), "on": actor.today.isoformat()})
    return filing


@action
def send_filing_back(actor: Actor, *, filing_id: int, reason: str) -> Filing:
    """The street wants something completed: the papers can be changed again."""
    filing = _locked(actor, filing_id)
    demand(may_complete_filing(actor, filing.compound_id), _("The clerk enters what the street answered."))
    FILING.check(filing.state, "sent_back", what=_("the filing"))
    if len(reason.strip()) < 4:
        raise ValidationError({"reason": _("Please say in a few words what is missing.")})
    filing.state, filing.note = Filing.State.SENT_BACK, reason.strip()[:300]
    filing.save(update_fields=["state", "note"])
    write(actor, "filing_sent_back", {"filing": str(filing.id)})
    return filing


@action
def complete_filing(actor: Actor, *, filing_id: int, certificate: str, seal_text: str, on: date) -> Filing:
    """The certificate is there: the elected take their seats in a new term, and the hand-over to them begins."""
    filing = _locked(actor, filing_id)
    demand(may_complete_filing(actor, filing.compound_id), _("The clerk enters what the street answered."))
    demand_second_key(actor)
    FILING.check(filing.state, "completed", what=_("the filing"))
    _check_completion(actor, filing, certificate, on)
    filing.state, filing.completed_on = Filing.State.COMPLETED, on
    filing.certificate, filing.seal_text = certificate.strip(), seal_text.strip()
    filing.full_clean(exclude=["alliance", "compound", "election"], validate_constraints=False)
    filing.save(update_fields=["state", "completed_on", "certificate", "seal_text"])
    if filing.election_id is not None:
        _take_office(actor, filing, on)
    write(actor, "filing_completed", {"filing": str(filing.id), "certificate": filing.certificate})
    return filing


def _check_completion(actor: Actor, filing: Filing, certificate: str, on: date) -> None:
    if not certificate.strip():
        raise ValidationError({"certificate": _("Please enter the number of the filing certificate.")})
    if filing.handed_in_on is None or not filing.handed_in_on <= on <= actor.today:
        raise ValidationError({"on": _("This day lies between the handing in and today.")})


def _take_office(actor: Actor, filing: Filing, on: date) -> None:
    election = Election.objects.select_for_update(of=("self",)).get(id=filing.election_id)
    if election.state != Election.State.ELECTED:
        raise WrongState(_("A recount changed the result of this election; what was filed no longer stands."))
    body = Body.objects.get(kind=Body.Kind.OWNERS_COMMITTEE, compound_id=filing.compound_id)
    members = elected_members(election)
    term, before = election.term, None
    if term is None:
        before = CommitteeTerm.objects.filter(body=body).exclude(state="ended").first()
        _end_seats(actor, body, on)
        term = _begin(actor, election, body, filing, on)
    for chosen in members:
        _seat(actor, chosen, body, term, on)
    election.term, election.state = term, Election.State.FILED
    election.save(update_fields=["term", "state"])
    if not filing.is_change:
        open_hand_over(
            actor,
            compound_id=filing.compound_id,
            kind="to_new",
            from_term_id=before.id if before else None,
            to_term_id=term.id,
            since=on,
        )


def _seat(actor: Actor, chosen: Candidacy, body: Body, term: CommitteeTerm, on: date) -> None:
    """The director by the first meeting's choice; who sits already stays."""
    if Seat.objects.filter(term=term, person_id=chosen.person_id, valid_to__isnull=True).exists():
        return
    heads = chosen.office == Candidacy.Office.DIRECTOR
    role = Role.COMMITTEE_DIRECTOR if heads else Role.COMMITTEE_MEMBER
    open_seat(actor, person_id=chosen.person_id, body_id=body.id, role=role, valid_from=on)


def _end_seats(actor: Actor, body: Body, on: date) -> None:
    """The seats of the term before end with it."""
    seats = Seat.objects.filter(body=body, role__in=COMMITTEE, valid_to__isnull=True)
    for seat_id in list(seats.order_by("id").values_list("id", flat=True)):
        end_seat(actor, seat_id=seat_id, on=on)


def _begin(actor: Actor, election: Election, body: Body, filing: Filing, on: date) -> CommitteeTerm:
    return begin_term(
        actor,
        body_id=body.id,
        number=election.term_number,
        members=seats_of_term(election),
        starts_on=on,
        ends_on=years_after(on, election.years),
        filing=filing.certificate,
    )


@action
def correct_filing(actor: Actor, *, filing_id: int, certificate: str, seal_text: str) -> Filing:
    """Mend a slip of the pen in the certificate's number or the seal's words; the record keeps both."""
    filing = _locked(actor, filing_id)
    demand(may_complete_filing(actor, filing.compound_id), _("The clerk enters what the street answered."))
    if filing.state != Filing.State.COMPLETED:
        raise WrongState(_("Only a completed filing has a certificate to correct."))
    if not certificate.strip():
        raise ValidationError({"certificate": _("Please enter the number of the filing certificate.")})
    was = filing.certificate
    filing.certificate, filing.seal_text = certificate.strip()[:60], seal_text.strip()[:80]
    filing.save(update_fields=["certificate", "seal_text"])
    write(
        actor, "filing_corrected", {"filing": str(filing.id), "was": was, "certificate": filing.certificate}
    )
    return filing
