"""What a count says. Every field of the result file stands here under the same name."""

from dataclasses import dataclass

from linmeng_core.law.sources import Source
from linmeng_core.lines import Line
from linmeng_core.measures import Measure


@dataclass(frozen=True, slots=True)
class Refused:
    """A ballot that was set aside: its number in the file (from 0) and the reason."""

    ballot: int
    reason: str


@dataclass(frozen=True, slots=True)
class Quorum:
    """Did enough owners take part, by area and by heads? `met` only when both."""

    area: bool
    heads: bool
    met: bool


@dataclass(frozen=True, slots=True)
class Approval:
    """Did enough of the participants agree, by area and by heads?"""

    area: bool
    heads: bool


@dataclass(frozen=True, slots=True)
class IfDisputed:
    """Would it pass with every disputed unit taken as yes, as no, as absent; `matters` if these differ."""

    yes: bool
    no: bool
    absent: bool
    matters: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """The law the count followed: the pack in which the share stands, its version, the hash of its file,
    and the article. A place's own pack may inherit the share from another.
    """

    pack: str
    version: str
    sha256: str
    article: str

    @classmethod
    def of(cls, source: Source) -> "Rule":
        """The rule whose share comes from `source`."""
        name = source.stands_in
        return cls(name.id, name.version, name.sha256, source.article)


@dataclass(frozen=True, slots=True)
class Cells:
    """The participants and where they stand. A head whose cast units differ stands in `split` only,
    while its areas stay in yes / no / abstain; `split.area_dm2` repeats them for information.
    """

    participating: Measure
    yes: Measure
    no: Measure
    abstain: Measure
    split: Measure


@dataclass(frozen=True, slots=True)
class Outcome(Cells):
    """The cells measured against the law."""

    total: Measure
    disputed: Measure
    quorum: Quorum
    approval: Approval
    passed: bool
    if_disputed: IfDisputed


@dataclass(frozen=True, slots=True)
class Result(Outcome):
    """The whole result. `without_silence` is there when the silence clause is on, whatever it did."""

    rule: Rule
    without_silence: Outcome | None
    refused: tuple[Refused, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many have voted so far, never how. Disputed units are not among them."""

    participating: Measure
    total: Measure
    cast_units: int
    units: int
