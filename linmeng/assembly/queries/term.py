"""The committee's life in one compound: who sits, until when, what is filed and handed over, what is due."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from linmeng.alliance.models import CommitteeTerm, Compound
from linmeng.alliance.queries import CommitteeStanding, committee_state, committee_states, present_term
from linmeng.assembly.bridge.election import LawDay, law_days
from linmeng.assembly.bridge.term import filing_papers
from linmeng.assembly.models import Candidacy, Election, Filing, HandOver, Leaving
from linmeng.assembly.permissions import COMMITTEE
from linmeng.assembly.queries.substitutes import waiting_substitutes
from linmeng.assembly.queries.ways_on import Way, language, ways_on
from linmeng.common.actor import Actor
from linmeng.common.dues import Due
from linmeng.people.models import Seat
from linmeng.people.queries import in_force
from linmeng.projects.queries import site_path

SEATED = ("in_office", "in_reelection")
ACTING_ARTICLE = "指导规则 58；上海市居民委员会工作条例 20"
EMERGENCY_ARTICLE = "上海市住宅物业管理规定 73"
AHEAD = 30
"""So many days before its last day a clock of the term stands on the desk: the house's own reminder."""


@dataclass(frozen=True)
class CommitteeLife:
    """Everything on the page of a committee's life."""

    compound: Compound
    standing: CommitteeStanding
    term: CommitteeTerm | None
    seats: list[Seat]
    ways: list[Way]
    days: list[LawDay]
    election: Election | None
    filings: list[Filing]
    hand_overs: list[HandOver]
    leavings: list[Leaving]
    substitutes: list[Candidacy]
    """Next in line for a free seat, where the law of the place knows them."""

    @property
    def free(self) -> int:
        """Seats of the term that nobody holds."""
        return max(0, self.term.members - len(self.seats)) if self.term is not None else 0

    @property
    def is_seated(self) -> bool:
        """Somebody can decide for the owners."""
        return self.standing.state in SEATED


def running_election(compound_id: int) -> Election | None:
    """The election that is under way."""
    return _running([compound_id]).first()


def _running(compound_ids: list[int]) -> QuerySet[Election]:
    return Election.objects.filter(compound_id__in=compound_ids).exclude(state__in=["filed", "ended"])


def committee_life(compound: Compound, day: date) -> CommitteeLife:
    """How the committee stands, with the clocks of its term; the same number of queries for each compound."""
    term = present_term(compound.id)
    seated = Seat.objects.filter(in_force(day), body__compound=compound, role__in=COMMITTEE)
    seats = list(seated.select_related("person").order_by("role", "id"))
    gone = Count("items", filter=Q(items__state__in=["received", "missing"]))
    hand_overs = HandOver.objects.filter(compound=compound).annotate(done=gone, listed=Count("items"))
    ready = Count("papers", filter=Q(papers__ready_at__isnull=False))
    filings = Filing.objects.filter(compound=compound).annotate(ready=ready, listed=Count("papers"))
    leavings = Leaving.objects.filter(compound=compound).select_related("person", "vote")
    return CommitteeLife(
        compound=compound,
        standing=committee_state(compound.id),
        term=term,
        seats=seats,
        ways=ways_on(compound, day),
        days=_calendar(compound, term),
        election=running_election(compound.id),
        filings=list(filings.order_by("-opened_on", "-id")[:20]),
        hand_overs=list(hand_overs.order_by("-opened_on", "-id")[:20]),
        leavings=list(leavings.order_by("-opened_at", "-id")[:20]),
        substitutes=waiting_substitutes(term) if term is not None else [],
    )


def _calendar(compound: Compound, term: CommitteeTerm | None) -> list[LawDay]:
    if term is None or term.ends_on is None:
        return []
    return sorted(
        law_days(compound.place, "term_end", term.ends_on, language()).values(), key=lambda one: one.due
    )


def day_words(what: str) -> str:
    """A legal day in a few words."""
    words = {
        "expiry_reported": _("Report to the street that the term ends"),
        "election_group": _("The street has formed the election group"),
        "filing": _("File the election"),
        "archive_to_office": _("Seal, books and archive into keeping"),
    }
    return words.get(what, what)


def paper_titles(filing: Filing) -> dict[str, str]:
    """The papers of a filing in the reader's language, by their keys."""
    chinese = language() == "zh"
    listed = filing_papers(filing.compound.place, filing.opened_on)
    titles = {paper.key: paper.title if chinese else paper.title_en for paper in listed}
    return titles | {"change": _("Report of the change of members")}


def term_dues(actor: Actor) -> list[Due]:
    """What the clocks of committees ask of this officer; as many queries however many compounds there are."""
    if actor.hat is None or not actor.wears(*COMMITTEE, "clerk"):
        return []
    compounds = list(Compound.objects.filter(id__in=actor.hat.compounds).order_by("code"))
    ids = [compound.id for compound in compounds]
    running = set(_running(ids).values_list("compound_id", flat=True))
    resting = [compound for compound in compounds if compound.id not in running]
    found = [*_open_work(actor, compounds), *_term_ends(actor, resting)]
    if actor.wears("clerk"):
        found += _vacancies(actor, resting)
    root = site_path("")
    return [replace(due, path=root + due.path) for due in found]


def _due(actor: Actor, compound: Compound, by: date, what: str, page: tuple[str, str]) -> Due:
    """`page`: where the work is, below the alliance's address, and the article that asks for it."""
    assert actor.hat is not None  # noqa: S101  asked for above
    path, article = page
    return Due(by, what, path, article, actor.hat.role, compound.id)


def _open_work(actor: Actor, compounds: list[Compound]) -> list[Due]:
    by_id = {compound.id: compound for compound in compounds}
    filings = Filing.objects.filter(compound_id__in=by_id, state__in=["preparing", "sent_back"])
    hand_overs = HandOver.objects.filter(compound_id__in=by_id, finished_at__isnull=True)
    found = []
    for filing in filings.order_by("due_on"):
        place = by_id[filing.compound_id]
        what = _("File the committee: %s") % place.name
        found.append(_due(actor, place, filing.due_on, what, (f"filings/{filing.id}/", "")))
    for hand_over in hand_overs.order_by("due_on"):
        place = by_id[hand_over.compound_id]
        what = _("Hand over seal and archive: %s") % place.name
        found.append(_due(actor, place, hand_over.due_on, what, (f"hand-overs/{hand_over.id}/", "")))
    return found


def _vacancies(actor: Actor, resting: list[Compound]) -> list[Due]:
    """Seen on day one: a compound without a committee, until an election runs."""
    standings = committee_states([compound.id for compound in resting])
    return [
        _due(
            actor,
            compound,
            actor.today,
            _("No committee in office: choose the lawful way on for %s") % compound.name,
            (f"c/{compound.code}/committee/life/", ACTING_ARTICLE),
        )
        for compound in resting
        if standings[compound.id].is_vacant
    ]


def _term_ends(actor: Actor, resting: list[Compound]) -> list[Due]:
    by_id = {compound.id: compound for compound in resting}
    terms = CommitteeTerm.objects.filter(body__compound_id__in=by_id, state=CommitteeTerm.State.IN_OFFICE)
    return [
        _due(
            actor,
            compound,
            one.due,
            f"{day_words(one.what)}: {compound.name}",
            (f"c/{compound.code}/committee/life/", one.article),
        )
        for term in terms.select_related("body").order_by("ends_on", "id")
        for compound in [by_id[term.body.compound_id or 0]]
        for one in _calendar(compound, term)
        if (one.due - actor.today).days <= AHEAD
    ]
