"""What the page of a vote's roll shows: homes with masked names, the posting, corrections, supplements."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linmeng.assembly.models import RollSupplement, Vote
from linmeng.assembly.queries import roll_on
from linmeng.assembly.queries.calling import calling
from linmeng.assembly.queries.postings import (
    Changed,
    Posted,
    Row,
    changed_since_posting,
    posted_rows,
    posting_of,
)
from linmeng.assembly.queries.supplements import counting_supplements, supplements_of
from linmeng.common.actor import Actor
from linmeng.people.permissions import may_keep_roll

HEADS = [
    gettext_lazy("Building"), gettext_lazy("Entrance"), gettext_lazy("Home"), gettext_lazy("Area (㎡)"),
    gettext_lazy("Owners"), gettext_lazy("Counts as head No."),
]  # fmt: skip
WIDTHS = (14, 14, 14, 12, 30, 14)
STATUS = {"unsold": gettext_lazy("not sold"), "undelivered": gettext_lazy("not handed over")}


@dataclass(frozen=True)
class SupplementLine:
    """A home that changed hands: from whom to whom in masks, and whose ballot counts."""

    supplement: RollSupplement
    before: str
    counts: bool


@dataclass(frozen=True)
class RollPage:
    """Everything on it."""

    rows: list[Row]
    asked: str
    posted: Posted | None
    is_open: bool
    changed: list[Changed]
    supplements: list[SupplementLine]
    may_post: bool
    may_keep: bool
    heads: int
    area_dm2: int

    @property
    def homes(self) -> int:
        """How many homes are shown."""
        return len(self.rows)


def read_roll(actor: Actor, vote: Vote, asked: str) -> RollPage:
    """The roll as it would be frozen today, or as it was frozen; narrowed to codes that hold `asked`."""
    draft = vote.state == "draft"
    entries = roll_on(vote, actor.today) if draft else list(vote.roll.all())
    rows = [row for row in posted_rows(entries) if asked.lower() in row["unit"].lower()]
    posted = posting_of(vote)
    return RollPage(
        rows=rows,
        asked=asked,
        posted=posted,
        is_open=posted is not None and posted.open_at(actor.at),
        changed=changed_since_posting(posted, vote, actor.today) if posted is not None and draft else [],
        supplements=[] if draft else _supplements(vote),
        may_post=draft and calling(actor, vote.compound_id, vote.matter_class).may,
        may_keep=may_keep_roll(actor, vote.compound_id),
        heads=len({entry.head_key for entry in entries}),
        area_dm2=sum(entry.area_dm2 for entry in entries),
    )


def _supplements(vote: Vote) -> list[SupplementLine]:
    counting = counting_supplements(vote)
    before: dict[int, str] = {}
    lines = []
    for row in supplements_of(vote):
        earlier = before.get(row.entry_id, row.entry.owner_names_masked)
        counts = counting.get(row.entry_id)
        lines.append(SupplementLine(row, earlier, counts is not None and counts.id == row.id))
        before[row.entry_id] = row.owner_names_masked
    return lines


def cells_of(row: Row) -> list[str | int]:
    """One home as a row of the table."""
    owners = row["owners"] + (f" · {STATUS[row['status']]}" if row["status"] in STATUS else "")
    head = _("developer's lump") if row["status"] in STATUS else row["head"]
    return [row["building"], row["entrance"], row["unit"], row["area_m2"], owners, head]
