"""The figure of a vote: two plain bars, area and heads, measured in thousandths of the whole roll.

Whether a threshold is reached is decided on the integers (cross-multiplied); the thousandths only draw.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linmeng.pages.templatetags.ui_formats import area, percent, permille

QUORUM = (2, 3)
APPROVALS = {"1/2": (1, 2), "3/4": (3, 4)}
CELLS = ("yes", "no", "abstain", "split")


@dataclass(frozen=True)
class Part:
    """One stretch of a bar; `start` and `width` in thousandths of the roll."""

    kind: str
    label: str
    figure: str
    start: int
    width: int

    @property
    def x(self) -> str:
        """Where it begins, as SVG length."""
        return percent(self.start)

    @property
    def w(self) -> str:
        """How long it is, as SVG length."""
        return percent(self.width)


@dataclass(frozen=True)
class Bar:
    """One measure of a vote (area or heads), ready to draw and to read."""

    key: str
    label: str
    total: str
    participating: str
    turnout: int
    parts: tuple[Part, ...]
    pass_at: int
    pass_label: str
    quorum_met: bool
    quorum_words: str
    approval_met: bool | None
    approval_words: str

    @property
    def turnout_percent(self) -> str:
        """65.0%."""
        return percent(self.turnout)

    @property
    def pass_x(self) -> str:
        """Where the approval tick stands, as SVG length."""
        return percent(self.pass_at)

    @property
    def pass_anchor(self) -> str:
        """How the tick's label hangs, so that it never leaves the picture."""
        return "start" if self.pass_at < 40 else "end" if self.pass_at > 960 else "middle"

    @property
    def description(self) -> str:
        """The bar in words, for those who hear it."""
        said = [f"{self.participating} / {self.total}, {self.turnout_percent}", self.quorum_words]
        said += [f"{part.label} {part.figure}" for part in self.parts if self.pass_label]
        return "; ".join(said + ([self.approval_words] if self.approval_words else []))


def _of(counts: Any, name: str) -> Any:
    return counts.get(name) if isinstance(counts, dict) else getattr(counts, name, None)


def _amount(counts: Any, cell: str, measure: str) -> int | None:
    found = _of(counts, cell)
    return None if found is None else _of(found, measure)


def _written(amount: int, measure: str) -> str:
    return area(amount) if measure == "area_dm2" else f"{amount:,}"


def cell_label(cell: str) -> str:
    """The word for one cell of a count."""
    return {
        "yes": _("For"),
        "no": _("Against"),
        "abstain": _("Abstained"),
        "split": _("Own units differ"),
        "voted": _("Voted"),
    }[cell]


def _parts(counts: Any, measure: str, total: int, participating: int) -> tuple[Part, ...]:
    amounts = {cell: _amount(counts, cell, measure) or 0 for cell in CELLS}
    if _of(counts, "yes") is None:
        amounts = {"voted": participating}
    elif measure == "area_dm2":
        del amounts["split"]  # its area already stands in yes, no and abstain
    parts, so_far = [], 0
    for cell, amount in amounts.items():
        start, so_far = permille(so_far, total), so_far + amount
        width = permille(so_far, total) - start
        if cell != "split" or amount:
            parts.append(Part(cell, cell_label(cell), _written(amount, measure), start, width))
    return tuple(parts)


def _quorum_words(total: int, participating: int, measure: str) -> tuple[bool, str]:
    met = participating * QUORUM[1] >= total * QUORUM[0]
    if met:
        return True, _("Two thirds reached")
    missing = -(-total * QUORUM[0] // QUORUM[1]) - participating
    if measure == "area_dm2":
        return False, _("%(area)s short of two thirds") % {"area": area(missing)}
    words = ngettext("%(n)s owner short of two thirds", "%(n)s owners short of two thirds", missing)
    return False, words % {"n": f"{missing:,}"}


def _approval_words(counts: Any, measure: str, participating: int, rule: str) -> tuple[bool | None, str]:
    yes = _amount(counts, "yes", measure)
    if yes is None:
        return None, ""
    part, whole = APPROVALS[rule]
    exceeds = yes * whole > participating * part
    # 过半数 excludes equality, 四分之三以上 includes it (民法典 278, 1259); nobody voting approves nothing
    met = participating > 0 and (exceeds or (rule == "3/4" and yes * whole == participating * part))
    share = percent(permille(yes, participating))
    if rule == "3/4":
        words = (
            _("%(share)s for: three quarters reached") if met else _("%(share)s for: under three quarters")
        )
    else:
        words = _("%(share)s for: more than half") if met else _("%(share)s for: not more than half")
    return met, words % {"share": share}


def bar(counts: Any, measure: str, rule: str) -> Bar:
    """Measure one bar. `measure` is `area_dm2` or `heads`, `rule` is `1/2` or `3/4`."""
    total = _amount(counts, "total", measure) or 0
    participating = _amount(counts, "participating", measure) or 0
    part, whole = APPROVALS[rule]
    quorum_met, quorum_words = _quorum_words(total, participating, measure)
    approval_met, approval_words = _approval_words(counts, measure, participating, rule)
    return Bar(
        key="area" if measure == "area_dm2" else "heads",
        label=_("Area") if measure == "area_dm2" else _("Owners"),
        total=_written(total, measure),
        participating=_written(participating, measure),
        turnout=permille(participating, total),
        parts=_parts(counts, measure, total, participating),
        pass_at=permille(participating * part, total * whole),
        pass_label="" if approval_met is None else rule,
        quorum_met=quorum_met,
        quorum_words=quorum_words,
        approval_met=approval_met,
        approval_words=approval_words,
    )


@dataclass(frozen=True)
class Line:
    """One row of the table below the bars."""

    label: str
    area: str
    area_share: str
    heads: str
    heads_share: str


def lines(counts: Any) -> list[Line]:
    """The table below the bars: all, who took part, and each answer, in both measures."""
    cells = ["total", "participating"] + [cell for cell in CELLS if _of(counts, cell) is not None]
    return [_line(counts, cell) for cell in cells]


def _line(counts: Any, cell: str) -> Line:
    labels = {"total": _("All on the roll"), "participating": _("Took part")}
    whole = "total" if cell in labels else "participating"
    shown, shares = [], []
    for measure in ("area_dm2", "heads"):
        amount = _amount(counts, cell, measure)
        of = _amount(counts, whole, measure) or 0
        shown.append("—" if amount is None else _written(amount, measure))
        shares.append("" if amount is None or cell == "total" else percent(permille(amount, of)))
    return Line(labels.get(cell) or cell_label(cell), shown[0], shares[0], shown[1], shares[1])
