"""The register of papers and homes: number, home, brought, back, void; never a choice. As rows and as Excel."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from linmeng.assembly.models import BallotDelivery, BallotPaper, RollEntry, Vote
from linmeng.assembly.queries.standing import standing_deliveries
from linmeng.pages.shared.workbook import Sheet, Table, sheets_workbook

WIDTHS = (16,) * 7


@dataclass(frozen=True)
class RegisterRow:
    """One home of the roll."""

    building: str
    entrance: str
    unit: str
    number: str
    """Of its valid paper; empty where none was printed."""
    brought: str
    back: str
    void: str
    """Numbers of its papers that were set aside."""

    @property
    def texts(self) -> list[str]:
        """In the order of the columns."""
        return [self.building, self.entrance, self.unit, self.number, self.brought, self.back, self.void]


def register_heads() -> list[str]:
    """The heads of the columns."""
    return [
        _("Building"),
        _("Entrance"),
        _("Unit"),
        _("Paper No."),
        _("Ballot brought"),
        _("Ballot returned"),
        _("Void papers"),
    ]


def register_rows(vote: Vote, entries: Sequence[RollEntry]) -> list[RegisterRow]:
    """Every home in walking order; three queries more, whatever the size."""
    valid: dict[int, str] = {}
    void: dict[int, list[str]] = {}
    papers = BallotPaper.objects.filter(vote=vote).order_by("sheet__number")
    for entry_id, number, state in papers.values_list("entry_id", "sheet__number", "sheet__state"):
        if state == "void":
            void.setdefault(entry_id, []).append(str(number))
        else:
            valid[entry_id] = str(number)
    words = dict(BallotDelivery.Way.choices)
    ways = standing_deliveries().filter(entry__vote_id=vote.id).order_by("proves", "-id")
    brought = {entry_id: str(words[way]) for entry_id, way in ways.values_list("entry_id", "way")}
    return [
        RegisterRow(
            entry.building_name,
            entry.entrance_name,
            entry.unit_code,
            valid.get(entry.id, ""),
            brought.get(entry.id, _("not brought")),
            _("came back") if entry.returned else _("did not come back"),  # type: ignore[attr-defined]
            "、".join(void.get(entry.id, [])),
        )
        for entry in entries
    ]


def register_workbook(vote: Vote, entries: Sequence[RollEntry]) -> bytes:
    """One row a home in walking order."""
    table = Table(register_heads(), [row.texts for row in register_rows(vote, entries)])
    title = f"{vote.compound.name} {vote.title}"
    return sheets_workbook([Sheet(_("Stub register"), WIDTHS, [table], [title], filtered=True)])
