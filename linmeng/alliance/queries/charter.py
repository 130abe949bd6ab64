"""The charter and who adopted it: 11 of 13."""

from dataclasses import dataclass

from linmeng.alliance.models import Charter, CharterAdoption, Compound
from linmeng.alliance.queries.committees import CommitteeStanding, committee_states, compounds_of_alliance


@dataclass(frozen=True)
class CharterRow:
    """One compound's line in the adoption table; `adoption` is its last decision, if any."""

    compound: Compound
    committee: CommitteeStanding
    adoption: CharterAdoption | None

    @property
    def state(self) -> str:
        """`adopted`, `not_adopted`, `vacant` (nobody can decide) or `undecided`."""
        if self.adoption is not None:
            return self.adoption.outcome
        return "vacant" if self.committee.is_vacant else "undecided"


@dataclass(frozen=True)
class CharterNumbers:
    """How many compounds stand where; the parts add up to `compounds`."""

    compounds: int
    adopted: int
    not_adopted: int
    vacant: int
    undecided: int


def latest_charter() -> Charter | None:
    """The newest version."""
    return Charter.objects.order_by("-version").first()


def charter_table(charter: Charter) -> list[CharterRow]:
    """Every compound of the alliance with its last decision about this version (four queries)."""
    compounds = compounds_of_alliance()
    standings = committee_states([compound.id for compound in compounds])
    last: dict[int, CharterAdoption] = {}
    for adoption in CharterAdoption.objects.filter(charter=charter).order_by("decided_on", "id"):
        last[adoption.compound_id] = adoption
    return [CharterRow(compound, standings[compound.id], last.get(compound.id)) for compound in compounds]


def charter_numbers(charter: Charter) -> CharterNumbers:
    """11 of 13: counted from the table, so that page and numbers cannot differ."""
    return numbers_of(charter_table(charter))


def numbers_of(rows: list[CharterRow]) -> CharterNumbers:
    """Count a table's lines by their state."""
    states = [row.state for row in rows]
    return CharterNumbers(
        compounds=len(rows),
        adopted=states.count("adopted"),
        not_adopted=states.count("not_adopted"),
        vacant=states.count("vacant"),
        undecided=states.count("undecided"),
    )
