"""The roll as it was posted before notice: what hangs, what changed since, and what still waits."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from linmeng.assembly.bridge import written_area
from linmeng.assembly.bridge.standing import questions_not_posted
from linmeng.assembly.models import RollEntry, Vote
from linmeng.assembly.queries.roll import roll_on
from linmeng.common.clock import day_start
from linmeng.common.dues import Problem
from linmeng.projects.queries import site_path
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import facts_of, newest_publication, objection_count, publication_path

SUBJECT = "vote_roll"
Row = dict[str, Any]


@dataclass(frozen=True)
class Changed:
    """One home whose line is not the one that hangs: before and now; empty where it was not there."""

    unit: str
    before: str
    now: str


@dataclass(frozen=True)
class Posted:
    """The newest posting of a vote's roll and how it stands."""

    publication: Publication
    questions: list[str]
    rows: list[Row]
    received: int
    answered: int
    path: str

    def open_at(self, at: datetime) -> bool:
        """Whether objections are still taken."""
        return self.publication.period_ends_at is not None and at < self.publication.period_ends_at

    @property
    def unanswered(self) -> int:
        """Objections that nobody has answered yet."""
        return self.received - self.answered


def posting_of(vote: Vote) -> Posted | None:
    """The newest posting that was not withdrawn; None where the roll was never posted."""
    found = newest_publication(SUBJECT, vote.id)
    if found is None:
        return None
    facts, counted = facts_of(found), objection_count(found.id)
    return Posted(
        publication=found,
        questions=[str(text) for text in facts["questions"]],
        rows=facts["rows"],
        received=counted.received,
        answered=counted.answered,
        path=publication_path(found),
    )


def posted_rows(entries: list[RollEntry]) -> list[Row]:
    """Unit by unit in walking order: where, how large, whose in masks, as which head. No other data."""
    heads: dict[str, int] = {}
    for entry in entries:
        heads.setdefault(entry.head_key, len(heads) + 1)
    return [
        {
            "building": entry.building_name,
            "entrance": entry.entrance_name,
            "unit": entry.unit_code,
            "area_m2": written_area(entry.area_dm2),
            "owners": entry.owner_names_masked,
            "status": entry.status,
            "head": heads[entry.head_key],
        }
        for entry in entries
    ]


def changed_since_posting(posted: Posted, vote: Vote, today: date) -> list[Changed]:
    """Home by home, what was corrected in the roll since it was posted."""
    before = {row["unit"]: _line(row) for row in posted.rows}
    now = {row["unit"]: _line(row) for row in posted_rows(roll_on(vote, today))}
    units = [*before, *(unit for unit in now if unit not in before)]
    pairs = [(unit, before.get(unit, ""), now.get(unit, "")) for unit in units]
    return [Changed(*pair) for pair in pairs if pair[1] != pair[2]]


def _line(row: Row) -> str:
    lump = "" if row["status"] == "sold" else _("developer's")
    return " · ".join(part for part in (f"{row['area_m2']} ㎡", row["owners"], lump) if part)


def problems_of_posting(vote: Vote, today: date) -> list[Problem]:
    """What a posting leaves open: its days, objections without an answer, questions that did not stand in it."""
    posted = posting_of(vote)
    if posted is None or vote.state != "draft":
        return []
    found = []
    if posted.open_at(day_start(today)) and posted.publication.period_ends_at is not None:
        found.append(
            Problem(_("The roll hangs, and objections are still taken."), "指导规则 12", posted.path)
        )
    if posted.unanswered:
        sentence = _("%(n)s objections to the roll are not answered yet.") % {"n": posted.unanswered}
        found.append(Problem(sentence, "指导规则 12", f"{posted.path}objections/"))
    put = list(vote.questions.values_list("text", flat=True))
    unposted = questions_not_posted(vote.compound.place, today, posted=posted.questions, put=put)
    if unposted is not None:
        sentence = _("These questions did not stand in the posting; post again: %s")
        path = site_path(f"votes/{vote.id}/roll/post/")
        found.append(Problem(sentence % "；".join(unposted.questions), unposted.article, path))
    return found
