"""What is frozen with a result beside the cells: papers and ballots, who signed, what doubts would change."""

from typing import Any

from django.utils.translation import gettext as _

from linmeng.assembly.models import Vote
from linmeng.assembly.queries import QuestionCount
from linmeng.assembly.queries.count_figures import CountFigures, count_figures
from linmeng.assembly.queries.signatures import signed
from linmeng.common.clock import SHANGHAI


def count_facts(vote: Vote, counts: list[QuestionCount]) -> dict[str, Any]:
    """The same figures as on the screen, by their own names."""
    version = counts[0].count.version
    figures = count_figures(vote, version)
    return {
        "version": version,
        "counted_at": max(c.count.counted_at for c in counts).astimezone(SHANGHAI).isoformat(),
        "papers": {
            "printed": figures.printed,
            "void": figures.void_papers,
            "back": figures.papers_back,
            "late": figures.late,
        },
        "delivered": figures.delivered,
        "proven": figures.proven,
        "received": figures.received,
        "void_ballots": figures.void_ballots,
        "signatures": [
            {"seat": one.seat, "agrees": one.agrees, "words": one.words} for one in signed(vote, version)
        ],
        "doubts": [doubts for counted in counts for doubts in doubts_of(vote, counted, figures)],
    }


def doubts_of(vote: Vote, counted: QuestionCount, figures: CountFigures) -> list[str]:
    """What silence and disputes would change: said with every result, also when they change nothing."""
    result = counted.result
    prefix = f"{counted.question.number}. " if vote.questions.count() > 1 else ""
    return [prefix + _silence(vote, result, figures), prefix + _disputed(result)]


def _verdict(passed: bool) -> str:
    return _("passed") if passed else _("not passed")


def _silence(vote: Vote, result: dict[str, Any], figures: CountFigures) -> str:
    evidence = {"proven": figures.proven, "units": vote.roll_units}
    if "without_silence" not in result:
        return (
            _(
                "Homes that did not answer count neither for nor against; %(proven)s of %(units)s homes provably "
                "received a ballot."
            )
            % evidence
        )
    return _both(result, result["without_silence"], evidence)


def _both(result: dict[str, Any], bare: dict[str, Any], evidence: dict[str, int]) -> str:
    return _(
        "With this assembly's rule that silent homes follow the majority: %(with)s; without it: %(without)s "
        "(%(area)s ㎡, %(heads)s owners took part). %(proven)s of %(units)s homes provably received a ballot; the "
        "rule speaks for no other."
    ) % (
        evidence
        | {
            "with": _verdict(result["passed"]),
            "without": _verdict(bare["passed"]),
            "area": bare["participating"]["area_m2"],
            "heads": bare["participating"]["heads"],
        }
    )


def _disputed(result: dict[str, Any]) -> str:
    disputed, whether = result["disputed"], result["if_disputed"]
    if disputed["area_m2"] == "0.00":
        return _("No home is disputed.")
    measured = {"area": disputed["area_m2"], "heads": disputed["heads"]}
    if not isinstance(whether["yes"], bool):
        words = (
            _(
                "Disputed homes (%(area)s ㎡, %(heads)s owners) decide who is elected: they must be settled first."
            )
            if whether["matters"]
            else _("Disputed homes (%(area)s ㎡, %(heads)s owners) change nothing about who is elected.")
        )
        return words % measured
    told = measured | {key: _verdict(whether[key]) for key in ("yes", "no", "absent")}
    words = (
        _(
            "Disputed homes (%(area)s ㎡, %(heads)s owners) decide the result: all for: %(yes)s; all against: "
            "%(no)s; left out: %(absent)s."
        )
        if whether["matters"]
        else _(
            "Disputed homes (%(area)s ㎡, %(heads)s owners) do not decide the result: all for: %(yes)s; all "
            "against: %(no)s; left out: %(absent)s."
        )
    )
    return words % told
