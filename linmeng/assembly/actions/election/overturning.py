"""A published recount says otherwise than an election ended: the seats follow it, and what stood before stays."""

from django.utils.translation import gettext as _

from linmeng.assembly.actions.election.following import lot_waits, says_otherwise, settle
from linmeng.assembly.actions.election.steps import keep_step
from linmeng.assembly.actions.term.leaving import report_change
from linmeng.assembly.models import Candidacy, Election, Vote
from linmeng.assembly.queries.recount import published_version
from linmeng.assembly.queries.signatures import newest_version
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.people.actions import end_seat, open_seat
from linmeng.people.models import Role, Seat
from linmeng.people.permissions import COMMITTEE
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import publication_path
from linmeng.record.actions import write

DECIDED = ("voting", "elected", "filed")


def note_result_posted(actor: Actor, vote: Vote, publication: Publication) -> None:
    """The result of an election hangs on the board: its steps are brought up to that.

    Seats of a committee in office are not touched here: whoever runs the election takes the new result.
    """
    rows = Election.objects.select_for_update(of=("self",)).select_related("compound", "vote")
    election = rows.filter(vote=vote).first()
    if election is None:
        return
    if election.state in ("voting", "elected") and not lot_waits(election):
        settle(actor, election)
    elif election.state == "ended" and may_overturn(actor, election) and not _decided_since(election):
        overturn(actor, election)
    path = publication_path(publication)
    keep_step(actor, election, "result_posted", done_on=actor.today, words=publication.title, path=path)


def may_overturn(actor: Actor, election: Election) -> bool:
    """Whether the newest count decides, and otherwise than was written down."""
    return not lot_waits(election) and says_otherwise(actor, election)


def check_overturns(actor: Actor, election: Election) -> None:
    """Refuse where nothing changed, or before the recount hangs on the board."""
    if not says_otherwise(actor, election):
        raise WrongState(_("The newest count says what is written down already; nothing has changed."))
    vote = election.vote
    if vote is None or published_version(vote) != newest_version(vote):
        raise WrongState(_("First the recount is signed and published; then the seats follow it."))
    if _decided_since(election):
        raise WrongState(
            _(
                "Owners have voted on these seats once more since. That vote must be cancelled or settled first."
            )
        )


def overturn(actor: Actor, election: Election) -> None:
    """The newest count replaces what was written down: candidates, state, and seats that are held already."""
    before = {(row.person_id, row.id) for row in election.candidacies.filter(state=Candidacy.State.ELECTED)}
    was = election.state
    _end_what_followed(actor, election)
    settle(actor, election)
    after = {(row.person_id, row.id) for row in election.candidacies.filter(state=Candidacy.State.ELECTED)}
    if election.state == Election.State.FILED:
        _change_seats(actor, election, lost=before - after, won=after - before)
    facts = {"election": str(election.id), "was": was, "state": election.state}
    ids = {
        "lost": sorted(str(pk) for _person, pk in before - after),
        "won": sorted(str(pk) for _person, pk in after - before),
    }
    write(actor, "election_result_corrected", facts | ids)


def _later(election: Election) -> list[Election]:
    later = Election.objects.filter(compound_id=election.compound_id, opened_at__gt=election.opened_at)
    return list(later.exclude(id=election.id).order_by("opened_at", "id").select_related("vote"))


def _decided_since(election: Election) -> bool:
    """Whether owners vote or have voted about the same term once more; a later term is another matter."""
    return any(one.state in DECIDED and one.term_number == election.term_number for one in _later(election))


def _end_what_followed(actor: Actor, election: Election) -> None:
    """An election begun because of the overturned result has lost its ground."""
    for one in _later(election):
        if one.state not in ("filed", "ended") and one.term_number == election.term_number:
            one.state = Election.State.ENDED
            one.reason = _("A recount of the election before changed which seats are free.")
            one.save(update_fields=["state", "reason"])
            write(actor, "election_called_off", {"election": str(one.id), "recount_of": str(election.id)})


def _change_seats(
    actor: Actor, election: Election, *, lost: set[tuple[int, int]], won: set[tuple[int, int]]
) -> None:
    """Who was not elected leaves, who was sits down, and the change is reported to the street."""
    seats = Seat.objects.filter(term_id=election.term_id, role__in=COMMITTEE, valid_to__isnull=True)
    leaving = seats.filter(person_id__in=[person for person, _pk in lost])
    for seat in list(leaving.order_by("id")):
        end_seat(actor, seat_id=seat.id, on=max(actor.today, seat.valid_from))
    term = election.term
    assert term is not None  # noqa: S101  a filed election began or filled a term
    for person_id, _pk in sorted(won):
        if not seats.filter(person_id=person_id).exists():
            open_seat(
                actor,
                person_id=person_id,
                body_id=term.body_id,
                role=Role.COMMITTEE_MEMBER,
                valid_from=actor.today,
            )
    report_change(actor, election.compound_id, handed_over=bool(lost))
