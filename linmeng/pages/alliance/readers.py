"""The alliance at a glance: thirteen compounds, what moves in each, what is stuck."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linmeng.alliance.models import Compound, ShareSwitch
from linmeng.alliance.queries import (
    CommitteeStanding,
    committee_states,
    compounds_of_alliance,
    share_levels,
    shares,
)
from linmeng.assembly.queries import vote_counts
from linmeng.projects.queries import project_counts
from linmeng.voices.queries import MatterCounts, matter_counts

OPEN_VOTES = ("noticed", "open", "closed")
LIVE_PROJECTS = ("draft", "legal", "voting")
WITHOUT_COMMITTEE = ("vacant", "acting")


@dataclass(frozen=True)
class OverviewRow:
    """One compound's line. A figure is None where the compound does not show it."""

    compound: Compound
    committee: CommitteeStanding
    term_over: bool
    matters: MatterCounts | None
    projects: int | None
    decided: int | None
    votes: int | None

    @property
    def overdue(self) -> int | None:
        """Matters past their day of answer."""
        return self.matters.overdue if self.matters is not None else None

    @property
    def without_committee(self) -> bool:
        """Nobody elected can decide."""
        return self.committee.state in WITHOUT_COMMITTEE

    @property
    def stuck(self) -> bool:
        """Nothing can be decided here: what one must see in two seconds."""
        return self.without_committee or self.term_over

    @property
    def why(self) -> str:
        """Why it is stuck, in a few words."""
        said = []
        if self.without_committee:
            said.append(_("no committee can decide"))
        if self.term_over:
            said.append(_("the term is over"))
        if self.overdue:
            said.append(
                ngettext("%(n)s answer overdue", "%(n)s answers overdue", self.overdue) % {"n": self.overdue}
            )
        return " · ".join(said)

    @property
    def matters_words(self) -> str:
        """Waiting and listed, in a few words."""
        if self.matters is None:
            return _("not shown")
        counts = {"waiting": self.matters.waiting, "listed": self.matters.listed}
        return _("%(waiting)s waiting, %(listed)s on a list") % counts


@dataclass(frozen=True)
class Overview:
    """The whole table, what is stuck first."""

    rows: list[OverviewRow]

    @property
    def need_a_hand(self) -> list[OverviewRow]:
        """The lines where something is stuck or late."""
        return [row for row in self.rows if row.why]

    @property
    def headline(self) -> str:
        """The state in a sentence."""
        if not self.rows:
            return _("No compound has joined yet")
        if not self.need_a_hand:
            return _("All compounds are moving")
        vacant = sum(row.without_committee for row in self.rows)
        overdue = sum(row.overdue or 0 for row in self.rows)
        said = []
        if vacant:
            said.append(
                ngettext("%(n)s compound has no committee", "%(n)s compounds have no committee", vacant)
                % {"n": vacant}
            )
        if overdue:
            said.append(
                ngettext("%(n)s answer is overdue", "%(n)s answers are overdue", overdue) % {"n": overdue}
            )
        return _(", ").join(said) or _("A committee's term is over")


def read_overview(today: date) -> Overview:
    """Read it in a constant number of statements, whatever the number of compounds."""
    compounds = compounds_of_alliance()
    ids = [compound.id for compound in compounds]
    standings, levels = committee_states(ids), share_levels(ids)
    matters, projects, votes = matter_counts(ids, today), project_counts(ids), vote_counts(ids)
    rows = [
        _row(compound, standings[compound.id], levels, today, matters.get(compound.id), projects, votes)
        for compound in compounds
    ]
    return Overview(
        sorted(rows, key=lambda row: (not row.without_committee, not row.term_over, -(row.overdue or 0)))
    )


def _row(  # noqa: PLR0917  one table's columns, read in one place
    compound: Compound,
    standing: CommitteeStanding,
    levels: Mapping[tuple[int, str], str],
    today: date,
    matters: MatterCounts | None,
    projects: Mapping[int, Mapping[str, int]],
    votes: Mapping[int, Mapping[str, int]],
) -> OverviewRow:
    shown = {subject: shares(dict(levels), compound.id, subject) for subject in ShareSwitch.Subject.values}
    states = projects[compound.id]
    return OverviewRow(
        compound=compound,
        committee=standing,
        term_over=standing.ends_on is not None and standing.ends_on < today and not standing.is_vacant,
        matters=matters if shown["matters"] else None,
        projects=sum(states.get(state, 0) for state in LIVE_PROJECTS) if shown["projects"] else None,
        decided=states.get("decided", 0) if shown["projects"] else None,
        votes=sum(votes[compound.id].get(state, 0) for state in OPEN_VOTES) if shown["votes"] else None,
    )
