"""Written mandates before the law: which of them count, and whether the agent is bound by what was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linmeng_core.conduct.assembly import Mandate, refused_mandates
from linmeng_core.errors import BadInput
from linmeng_core.law.load import pack_in_force

KEYS = {
    "not_written": "proxy.written",
    "property_staff": "proxy.property_staff_refused",
    "over_limit": "proxy.limit",
    "differs_from_mandate": "proxy.bound_by_mandate",
}
"""Under which value of the law a mandate is refused."""


HeldMandate = Mandate
"""One mandate: who votes for whom, in which form; `wrote` and `cast` for one question, "" if nothing."""


@dataclass(frozen=True)
class AgainstMandate:
    """A mandate that does not count: its place in the list, why, and the article."""

    place: int
    reason: str
    article: str


@dataclass(frozen=True)
class MandateLaw:
    """Where and when the law is asked, and the limit frozen with the vote."""

    place: str
    day: date
    limit: int | None = None

    def refused(self, mandates: Sequence[HeldMandate]) -> tuple[AgainstMandate, ...]:
        """Those that do not count, in the order in which they were given."""
        try:
            rules = pack_in_force(self.place, self.day, subject="assembly")
        except BadInput:
            return ()
        found = refused_mandates(mandates, rules=rules, limit=self.limit)
        return tuple(AgainstMandate(one.mandate, one.reason, self._article(one.reason)) for one in found)

    @property
    def bound(self) -> bool:
        """Whether the agent votes as the principal wrote, so that every question must be written."""
        return bool(self.binds)

    @property
    def binds(self) -> str:
        """The article that binds the agent to what was written; "" where none does."""
        return self.differs(wrote="yes", cast="no")

    def differs(self, *, wrote: str, cast: str) -> str:
        """The article against a ballot that says something else than the principal wrote; "" if it may stand."""
        found = self.refused([HeldMandate("agent", "principal", wrote=wrote, cast=cast)])
        return found[0].article if found else ""

    def _article(self, reason: str) -> str:
        rules = pack_in_force(self.place, self.day, subject="assembly")
        return rules.source(KEYS[reason]).article if rules.has(KEYS[reason]) else ""
