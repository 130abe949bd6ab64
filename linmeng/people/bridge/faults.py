"""What is wrong with an uploaded roll: a code, a place and what was found; the sentence is made when read."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

FAULT, HINT = "fault", "hint"
MOST_KEPT = 1000

# code → (what is wrong, what to do); %(found)s and the like are filled from the fault's params
SENTENCES: dict[str, tuple[str, str]] = {
    "empty_sheet": (
        gettext_noop("The sheet has no row below its headings."),
        gettext_noop("Enter one line per unit, or upload the sheet that has them."),
    ),
    "no_heading": (
        gettext_noop("No line with the headings was found, so this sheet was not read."),
        gettext_noop("Copy the headings from the template into the first line."),
    ),
    "missing_column": (
        gettext_noop("The column “%(column)s” is missing."),
        gettext_noop("Add it as in the template; the order of columns does not matter."),
    ),
    "unknown_column": (
        gettext_noop("The column “%(column)s” is not known and was not read."),
        gettext_noop("Rename it as in the template if it is needed; otherwise it may stay."),
    ),
    "column_twice": (
        gettext_noop("The column “%(column)s” stands there twice."),
        gettext_noop("Keep one of the two."),
    ),
    "merged_cells": (
        gettext_noop("The cells %(found)s are merged: only the first of them has a value."),
        gettext_noop("Unmerge them and fill in every line."),
    ),
    "formula": (
        gettext_noop("The cell has a formula."),
        gettext_noop("Copy the column and paste it as values."),
    ),
    "too_many_rows": (
        gettext_noop("The file has more than %(most)s lines."),
        gettext_noop("Upload the roll of one compound only."),
    ),
    "empty_cell": (
        gettext_noop("“%(column)s” is empty."),
        gettext_noop("Fill it in."),
    ),
    "too_long": (
        gettext_noop("“%(found)s” is longer than %(most)s characters."),
        gettext_noop("Shorten it."),
    ),
    "not_a_number": (
        gettext_noop("“%(found)s” is not an area."),
        gettext_noop("Write a number in square metres such as 80.00."),
    ),
    "three_decimals": (
        gettext_noop("“%(found)s” has more than two decimals."),
        gettext_noop("Write it with two decimals as in the property register (80.00)."),
    ),
    "area_not_positive": (
        gettext_noop("An area of %(found)s is not possible."),
        gettext_noop("Write the area of the property register, greater than 0."),
    ),
    "area_absurd": (
        gettext_noop("An area of %(found)s ㎡ for one unit cannot be right."),
        gettext_noop("Look for a lost decimal point."),
    ),
    "unusual_area": (
        gettext_noop("%(found)s ㎡ is unusual for a home."),
        gettext_noop("Please look at it once more; it may stay if it is right."),
    ),
    "unknown_word": (
        gettext_noop("“%(found)s” is not one of the words of this column."),
        gettext_noop("Choose one of: %(allowed)s."),
    ),
    "phone": (
        gettext_noop("“%(found)s” is not a phone number."),
        gettext_noop("A mobile number has 11 digits; a landline 7 or 8, with its area code if you like."),
    ),
    "year": (
        gettext_noop("“%(found)s” is not a year of birth."),
        gettext_noop("Write four digits such as 1948, or leave it empty."),
    ),
    "not_in_step": (
        gettext_noop("Entries here: %(found)s; names: %(names)s."),
        gettext_noop(
            "Give as many as there are names, in the same order, parted by “、”; leave a gap empty (、)."
        ),
    ),
    "duplicate_unit": (
        gettext_noop("The unit %(found)s stands in line %(first)s already, with other particulars."),
        gettext_noop(
            "One line per unit. For several owners give the names in one cell, or repeat the line exactly."
            " If they are two units, give each its own unit code."
        ),
    ),
    "duplicate_owner": (
        gettext_noop("%(found)s stands twice as owner of the unit."),
        gettext_noop("Keep one; two people of the same name get different owner codes."),
    ),
    "no_owner": (
        gettext_noop("A sold unit needs an owner."),
        gettext_noop("Enter the name, or set the state to 未售."),
    ),
    "representative": (
        gettext_noop("The voting representative %(found)s is none of the owners."),
        gettext_noop("Write the name of one of the owners of this unit, or leave it empty."),
    ),
    "two_representatives": (
        gettext_noop("The unit has two voting representatives."),
        gettext_noop("The co-owners name one (Guide art. 25); leave the other empty."),
    ),
    "code_two_names": (
        gettext_noop("The owner code %(found)s stands with the names %(names)s."),
        gettext_noop("One code is one person: correct the name or the code."),
    ),
    "full_width": (
        gettext_noop("“%(found)s” was written in full-width characters and read as “%(read)s”."),
        gettext_noop("Nothing to do if that is right."),
    ),
    "same_name": (
        gettext_noop("%(found)s stands without phone in %(units)s: read as different people."),
        gettext_noop("If it is one person, add the phone or the same owner code; then they count as one."),
    ),
    "shared_phone": (
        gettext_noop("%(found)s is the number of several people (%(names)s)."),
        gettext_noop(
            "They stay different people; they cannot log in by this number before each has their own."
        ),
    ),
    "many_gone": (
        gettext_noop("%(gone)s of %(all)s units of the present roll are not in the file."),
        gettext_noop(
            "On commit they leave the roll. If you meant to change a few only, upload the whole roll."
        ),
    ),
    "more": (
        gettext_noop("%(found)s more places are not listed."),
        gettext_noop("Put the listed ones right first and upload again."),
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right (`fault`: nothing is committed while it stands) or to look at (`hint`)."""

    code: str
    level: str = FAULT
    sheet: str = ""
    row: int = 0
    column: str = ""
    params: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the upload."""
        return {
            "code": self.code,
            "level": self.level,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "params": self.params,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Fault":
        """As it was kept."""
        return cls(**kept)

    @property
    def is_fault(self) -> bool:
        """Whether it stands in the way of a commit."""
        return self.level == FAULT

    @property
    def sentence(self) -> str:
        """What is wrong."""
        return _(SENTENCES[self.code][0]) % self.params

    @property
    def remedy(self) -> str:
        """What to do."""
        return _(SENTENCES[self.code][1]) % self.params

    @property
    def place(self) -> str:
        """Sheet, line and column as people look for them."""
        parts = [self.sheet]
        if self.row:
            parts.append(_("line %(row)s") % {"row": self.row})
        if self.column:
            parts.append(_("column %(column)s") % {"column": self.column})
        return " · ".join(part for part in parts if part)


def kept(faults: list[Fault]) -> list[Fault]:
    """Faults before hints, in the order of the file, at most `MOST_KEPT` and a word about the rest."""
    ordered = sorted(faults, key=lambda fault: (not fault.is_fault, fault.sheet, fault.row))
    if len(ordered) <= MOST_KEPT:
        return ordered
    rest = Fault("more", level=ordered[MOST_KEPT].level, params={"found": len(ordered) - MOST_KEPT})
    return [*ordered[:MOST_KEPT], rest]
