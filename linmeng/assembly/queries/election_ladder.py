"""The steps from an empty committee to one in office, with the days that the law sets for each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from linmeng.alliance.models import CommitteeTerm
from linmeng.assembly.bridge import LawDay, law_days
from linmeng.assembly.models import Election, ElectionStep
from linmeng.assembly.queries.ways_on import language
from linmeng.common.clock import local_day
from linmeng.projects.queries import site_path

BY_HAND = ("report", "archive", "talks", "talents", "street_report")
"""Steps that people do elsewhere and record here; the others follow from what is done on their own pages."""
BESIDE = ("group_posted", "archive", "talks", "talents")
"""Steps that run beside the others and hold nobody up."""
FROM_NAMES_ON = (
    "talks", "talents", "nomination", "checks", "street_report", "numbers", "posted", "vote", "ballot",
    "result", "result_posted", "first_meeting", "filing",
)  # fmt: skip
KEYS: dict[str, tuple[str, ...]] = {
    "first": ("report", "group", "group_posted", *FROM_NAMES_ON),
    "reelection": ("report", "group", "group_posted", "archive", *FROM_NAMES_ON),
    "early": ("report", "group", "group_posted", "archive", *FROM_NAMES_ON),
    "by_election": tuple(key for key in FROM_NAMES_ON if key != "talks"),
}


@dataclass(frozen=True)
class Rung:
    """One step: done, next, or later; with its evidence, or with the day by which the law wants it."""

    key: str
    title: str
    state: str
    step: ElectionStep | None = None
    due: LawDay | None = None

    @property
    def is_done(self) -> bool:
        """Whether it stands as done."""
        return self.state == "done"


def election_path(election_id: int) -> str:
    """Where an election's page is."""
    return site_path(f"elections/{election_id}/")


def elections_of(compound_ids: Collection[int] | None = None) -> QuerySet[Election]:
    """All elections, running ones first, then the newest; they are everybody's business."""
    rows = Election.objects.select_related("compound", "vote")
    if compound_ids is not None:
        rows = rows.filter(compound_id__in=list(compound_ids))
    return rows.order_by("-opened_at", "-id")


def running_elections(compound_ids: Collection[int]) -> QuerySet[Election]:
    """Elections under way."""
    return elections_of(compound_ids).exclude(state__in=["filed", "ended"])


def keys_of(election: Election) -> tuple[str, ...]:
    """The steps of this kind of election; a committee that goes on needs no first meeting."""
    keys = KEYS[election.kind]
    return tuple(key for key in keys if key != "first_meeting") if election.term_id is not None else keys


def step_title(election: Election, key: str) -> str:
    """A step in words."""
    titles = {
        "report": {
            "first": _("Owners ask the street in writing"),
            "reelection": _("The committee reports the end of its term to the street"),
            "early": _("The street is told why, and orders the election"),
        }.get(election.kind, ""),
        "group": _("The street forms the election group"),
        "group_posted": _("The group's members hang on the board"),
        "archive": _("Books and stamp go into keeping"),
        "talks": _("Talks in the red hall: what kind of committee"),
        "talents": _("Neighbours with skill and heart are asked to stand"),
        "nomination": _("Names are gathered; the named say yes or no"),
        "checks": _("Each candidate is checked by the law's list"),
        "street_report": _("The list goes to the street"),
        "numbers": _("The numbers on the ballot are drawn"),
        "posted": _("The candidates hang on the board"),
        "vote": _("The vote is announced"),
        "ballot": _("Owners vote, and the ballots are counted"),
        "result": _("Who is elected"),
        "result_posted": _("The result hangs on the board"),
        "first_meeting": _("First meeting: director and deputy"),
        "filing": _("Filing with the street"),
    }
    return titles[key]


def ladder(election: Election) -> list[Rung]:
    """Every step in order; the first that is not done and holds the others up is the next one."""
    return ladders([election])[0]


def ladders(elections: Sequence[Election]) -> list[list[Rung]]:
    """The ladder of each; any number of them costs the same few queries."""
    root = site_path("votes/") if elections else ""
    standing = {election.id: _announced(election, root) for election in elections}
    for step in ElectionStep.objects.filter(election__in=elections, withdrawn_at=None).select_related("file"):
        standing[step.election_id][step.key] = step
    ends = _ends_of_terms(elections)
    return [_rungs(one, standing[one.id], ends.get(one.compound_id)) for one in elections]


def _ends_of_terms(elections: Sequence[Election]) -> dict[int, date | None]:
    """By compound the last day of its newest term."""
    places = {one.compound_id for one in elections}
    terms = CommitteeTerm.objects.filter(body__kind="owners_committee", body__compound__in=places)
    return dict(terms.order_by().values_list("body__compound").annotate(Max("ends_on")))


def _rungs(election: Election, steps: Mapping[str, ElectionStep], term_ends: date | None) -> list[Rung]:
    days = days_due(election, {key: step.done_on for key, step in steps.items()}, term_ends)
    over, found, next_seen = election.state in ("filed", "ended"), list[Rung](), False
    for key in keys_of(election):
        step = steps.get(key)
        state = "done" if step is not None or (key == "filing" and election.state == "filed") else "todo"
        if state == "todo" and key not in BESIDE and not next_seen and not over:
            state, next_seen = "current", True
        due = days.get(key) if state != "done" else None
        found.append(Rung(key, step_title(election, key), state, step, due))
    return found


def _announced(election: Election, root: str) -> dict[str, ElectionStep]:
    """The vote as it stands, before its count writes the step down; not saved."""
    vote = election.vote
    if vote is None or vote.noticed_on is None or vote.state == "cancelled":
        return {}
    days = {
        "opens": local_day(vote.opens_at).isoformat() if vote.opens_at else "",
        "closes": vote.last_day or "",
    }
    words = _("Ballots from %(opens)s to %(closes)s.") % days
    step = ElectionStep(election=election, key="vote", words=words, done_on=vote.noticed_on)
    step.path = f"{root}{vote.id}/"
    return {"vote": step}


def days_due(election: Election, done: Mapping[str, date], term_ends: date | None) -> dict[str, LawDay]:
    """By step the day that the law sets, from the steps that are done."""
    first, place = election.kind == Election.Kind.FIRST, election.compound.place
    events = {
        "report": "group_requested" if first else "expiry_reported",
        "group": "group_formed" if first else "election_group_formed",
        "ballot": "result",
        "result": "committee_changed" if election.term_id is not None else "committee_elected",
    }
    found: dict[str, LawDay] = {}
    for since, event in events.items():
        if since in done:
            found |= _named(law_days(place, event, done[since], language()))
    if not first and election.kind != "by_election" and "report" not in done and term_ends:
        found |= _named(law_days(place, "term_end", term_ends, language()))
    return found


STEP_OF = {
    "group_formed": "group", "election_group": "group", "group_posted": "group_posted",
    "first_assembly": "vote", "archive_to_office": "archive", "result_posted": "result_posted",
    "first_meeting": "first_meeting", "filing": "filing", "filing_of_changes": "filing",
    "expiry_reported": "report",
}  # fmt: skip


def _named(days: dict[str, LawDay]) -> dict[str, LawDay]:
    return {STEP_OF[what]: day for what, day in days.items() if what in STEP_OF}


def counted_on(election: Election) -> date | None:
    """The day of the newest count."""
    if election.vote_id is None:
        return None
    at = election.vote.counts.aggregate(Max("counted_at"))["counted_at__max"]  # type: ignore[union-attr]
    return local_day(at) if at is not None else None
