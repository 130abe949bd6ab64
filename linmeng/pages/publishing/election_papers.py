"""A candidate on the poster: both bars, and the seal of who is elected."""

from typing import Any

from django.utils.translation import gettext as _

from linmeng.pages.printing.poster import QuestionResult
from linmeng.pages.printing.two_bars import Bar, Cell
from linmeng.pages.templatetags.ui_formats import area


def candidate_result(question: dict[str, Any], candidate: dict[str, Any]) -> QuestionResult:
    """One candidate with what supports them, measured on those who took part."""
    title = f"{candidate['number']} {candidate['name']}"
    bars = (_bar(question, candidate, "area"), _bar(question, candidate, "heads"))
    return QuestionResult(title, bars, _("elected") if candidate["place"] else "")


def _figure(measure: str, amount: int) -> str:
    return area(amount) if measure == "area" else _("%(n)s owners") % {"n": f"{amount:,}"}


def _bar(question: dict[str, Any], candidate: dict[str, Any], measure: str) -> Bar:
    key = "area_dm2" if measure == "area" else "heads"
    total, part = question["cells"]["total"][key], question["cells"]["participating"][key]
    support = candidate[key]
    over = candidate["over_half_area" if measure == "area" else "over_half_heads"]
    return Bar(
        measure="area" if measure == "area" else "heads",
        total=total,
        total_figure=_figure(measure, total),
        participating=part,
        participating_figure=_figure(measure, part),
        cells=(
            Cell("named", support, _figure(measure, support)),
            Cell("unmarked", part - support, _figure(measure, part - support)),
        ),
        sentence=_("More than half of those who took part.") if over else _("Not more than half."),
        approval=(1, 2),
    )


def next_after_election(question: dict[str, Any]) -> str:
    """What follows, as the law says."""
    return {
        "complete": _("The new committee meets within seven days and is filed with the street."),
        "by_election": _("A by-election fills the seats that are still free."),
        "lot_needed": _("A lot is drawn among equals before everybody."),
        "no_quorum": _("Nobody is elected. The election group calls the owners again."),
    }[question["outcome"]]
