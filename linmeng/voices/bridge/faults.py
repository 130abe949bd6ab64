"""What is wrong with a ticket's line; the sentence is made when it is read."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

FAULT, HINT = "fault", "hint"

# code → (what is wrong, what to do)
SENTENCES: dict[str, tuple[str, str]] = {
    "no_number": (
        gettext_noop("The ticket has no number, so it cannot be told from another."),
        gettext_noop("Fill in its number in the file; the other tickets can be taken in meanwhile."),
    ),
    "long_number": (
        gettext_noop("The number “%(found)s” is longer than 60 characters."),
        gettext_noop("Please check whether this column is really the ticket's number."),
    ),
    "number_twice": (
        gettext_noop("The ticket %(found)s stands in line %(first)s already, with other words."),
        gettext_noop("Only the first of the two is taken in. If they are two, give each its own number."),
    ),
    "no_words": (
        gettext_noop("The ticket says nothing: “%(column)s” is empty."),
        gettext_noop("Copy what was said into this cell."),
    ),
    "formula": (
        gettext_noop("The cell has a formula."),
        gettext_noop("Copy the column and paste it as values."),
    ),
    "not_a_time": (
        gettext_noop("“%(found)s” is not a time we can read."),
        gettext_noop("Write it like 2026-07-10 17:00; without it the house's own seven days hold."),
    ),
    "due_before": (
        gettext_noop("The answer would be due (%(found)s) before the ticket was received."),
        gettext_noop("Please check the two columns; the ticket is taken in with this day."),
    ),
    "words_cut": (
        gettext_noop("The text has %(found)s characters; the first %(most)s are taken in."),
        gettext_noop("Nothing to do; the whole text stays in the file."),
    ),
}


@dataclass(frozen=True, slots=True)
class TicketFault:
    """One thing to put right (`fault`: this ticket is not taken in) or to look at (`hint`)."""

    code: str
    sheet: str
    row: int
    column: str = ""
    level: str = FAULT
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def is_fault(self) -> bool:
        """Whether the ticket stays outside while it stands."""
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
        parts = [self.sheet, _("line %(row)s") % {"row": self.row}]
        if self.column:
            parts.append(_("column %(column)s") % {"column": self.column})
        return " · ".join(parts)
