"""Where each compound stands on the first day, in a constant number of statements."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from linmeng.alliance.models import Body, Charter, Compound
from linmeng.alliance.queries import (
    CommitteeStanding,
    building_counts,
    charter_table,
    committee_states,
    property_companies_of,
    unit_counts,
)
from linmeng.alliance.states import DECIDING
from linmeng.common.actor import Actor
from linmeng.people.models import CodeLetter, Role, RollImport, Seat
from linmeng.people.permissions import COMMITTEE
from linmeng.people.queries import in_force


@dataclass(frozen=True)
class Cell:
    """One step in one compound: what stands, whether it is done, and where one goes on."""

    words: str
    done: bool
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class CompoundRow:
    """One compound's line of the table."""

    compound: Compound
    company: Body | None
    committee: CommitteeStanding
    units: int
    waiting_upload: int | None
    members: int
    managers: int
    leaders: int
    buildings: int
    charter: str
    letters: int

    @property
    def seats_missing(self) -> int:
        """Members of a committee in office, a manager of the company, a leader for each building."""
        members = self.committee.members if self.committee.state in DECIDING else 0
        manager = 1 if self.company is not None and not self.managers else 0
        return max(members - self.members, 0) + manager + max(self.buildings - self.leaders, 0)

    @property
    def known(self) -> bool:
        """Whether it is told who serves it and how its committee stands."""
        return self.company is not None and self.committee_told

    @property
    def committee_told(self) -> bool:
        """A committee without any term yet is not told, a vacant one is."""
        return self.committee.body_id is not None and self.committee.is_told


def code_letters_url(slug: str, code: str) -> str:
    """The page that issues code letters, where this house has one."""
    try:
        return reverse("code_letters", args=[slug, code])
    except NoReverseMatch:
        return ""


def read_rows(actor: Actor, compounds: list[Compound], charter: Charter | None) -> list[CompoundRow]:
    """All lines of the table."""
    ids = [compound.id for compound in compounds]
    companies, committees = property_companies_of(ids, actor.today), committee_states(ids)
    units, buildings = unit_counts(ids), building_counts(ids)
    seats, uploads, letters = _seats(actor), _uploads(ids), _letters(ids)
    adopted = {row.compound.id: row.state for row in charter_table(charter)} if charter is not None else {}
    return [
        CompoundRow(
            compound=compound,
            company=companies.get(compound.id),
            committee=committees[compound.id],
            units=units[compound.id],
            waiting_upload=uploads.get(compound.id),
            members=seats["body", committees[compound.id].body_id],
            managers=seats["body", companies[compound.id].id] if compound.id in companies else 0,
            leaders=seats["leaders", compound.id],
            buildings=buildings[compound.id],
            charter=adopted.get(compound.id, ""),
            letters=letters.get(compound.id, 0),
        )
        for compound in compounds
    ]


def _seats(actor: Actor) -> Counter[tuple[str, int | None]]:
    """Members by committee, managers by company, buildings that have a leader by compound (one query)."""
    held: Counter[tuple[str, int | None]] = Counter()
    rows = Seat.objects.filter(in_force(actor.today)).order_by()
    led: set[tuple[int, int]] = set()
    for body_id, role, building_id, compound_id in rows.values_list(
        "body_id", "role", "building_id", "building__compound_id"
    ):
        if role in (*COMMITTEE, Role.PROPERTY_MANAGER):
            held["body", body_id] += 1
        elif role == Role.BUILDING_LEADER and building_id is not None:
            led.add((compound_id, building_id))
    for compound_id, _building_id in led:
        held["leaders", compound_id] += 1
    return held


def _uploads(ids: list[int]) -> dict[int, int]:
    """Files that were read and wait for somebody's yes: the newest of each compound."""
    waiting = RollImport.objects.filter(compound_id__in=ids, state=RollImport.State.PREVIEWED)
    return dict(waiting.order_by("created_at").values_list("compound_id", "id"))


def _letters(ids: list[int]) -> Mapping[int, int]:
    rows = CodeLetter.objects.filter(unit__compound_id__in=ids, state=CodeLetter.State.VALID)
    return dict(
        rows.order_by()
        .values("unit__compound_id")
        .annotate(n=Count("id"))
        .values_list("unit__compound_id", "n")
    )


def service_cell(row: CompoundRow, slug: str) -> Cell:
    """Who serves it."""
    url = reverse("service", args=[slug, row.compound.code])
    return Cell(row.company.name, True, url) if row.company is not None else Cell(_("missing"), False, url)


def committee_cell(row: CompoundRow, slug: str) -> Cell:
    """How its committee stands."""
    url = reverse("committee", args=[slug, row.compound.code])
    return Cell(row.committee.label if row.committee_told else _("missing"), row.committee_told, url)


def roll_cell(row: CompoundRow, slug: str) -> Cell:
    """Its roll: units, or a file that waits."""
    code = row.compound.code
    if row.units:
        return Cell(_("%(n)s units") % {"n": row.units}, True, reverse("roll", args=[slug, code]))
    if row.waiting_upload is not None:
        return Cell(
            _("read, not confirmed"), False, reverse("roll_import", args=[slug, code, row.waiting_upload])
        )
    return Cell(_("missing"), False, reverse("roll_import_new", args=[slug, code]))


def seats_cell(row: CompoundRow, slug: str) -> Cell:
    """Members, manager, leaders."""
    url = reverse("setup_people", args=[slug])
    if row.seats_missing:
        return Cell(_("%(n)s missing") % {"n": row.seats_missing}, False, url)
    return Cell(_("filled") if row.units else _("after the roll"), bool(row.units), url)


def charter_cell(row: CompoundRow, slug: str) -> Cell:
    """What its committee decided: told, never done for it."""
    words = {
        "": _("no charter yet"),
        "adopted": _("adopted"),
        "not_adopted": _("not adopted"),
        "vacant": _("nobody can decide"),
        "undecided": _("not decided yet"),
    }
    return Cell(words[row.charter], row.charter == "adopted", reverse("charter", args=[slug]))


def letters_cell(row: CompoundRow, slug: str) -> Cell:
    """Code letters for its doors."""
    if not row.units:
        return Cell(_("after the roll"), False)
    done = row.letters >= row.units
    words = _("%(n)s of %(all)s doors") % {"n": row.letters, "all": row.units}
    return Cell(words if row.letters else _("missing"), done, code_letters_url(slug, row.compound.code))


CELLS = (service_cell, committee_cell, roll_cell, seats_cell, charter_cell, letters_cell)


def headings() -> list[str]:
    """The columns of the table, in the order of CELLS."""
    return [
        _("Compound"),
        _("Property company"),
        _("Owners' committee"),
        _("Roll"),
        _("Seats"),
        _("Charter"),
        _("Code letters"),
    ]


def cells_of(row: CompoundRow, slug: str) -> list[Cell]:
    """One line of the table."""
    return [cell(row, slug) for cell in CELLS]
