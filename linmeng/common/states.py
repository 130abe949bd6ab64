"""Allowed steps between states, as one table per thing."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from linmeng.common.errors import WrongState


@dataclass(frozen=True)
class Transitions:
    """`table[state]` is the tuple of states that may follow it; a final state has an empty tuple."""

    table: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        unknown = {after for follows in self.table.values() for after in follows} - set(self.table)
        if unknown:
            raise ValueError(f"states without a row of their own: {sorted(unknown)}")

    def allows(self, before: str, after: str) -> bool:
        """Whether the step is in the table."""
        return after in self.table.get(before, ())

    def check(self, before: str, after: str, *, what: str) -> None:
        """Refuse a step that is not in the table, naming the thing in a sentence."""
        if not self.allows(before, after):
            raise WrongState(
                _("%(what)s is now “%(before)s”; the step to “%(after)s” is not possible from here.")
                % {"what": what, "before": before, "after": after}
            )

    def final(self, state: str) -> bool:
        """Whether nothing can follow this state."""
        return not self.table[state]
