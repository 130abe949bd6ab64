"""Money under the packs: when a fund must be topped up, what of the income belongs to it, emergencies."""

from dataclasses import dataclass

from linmeng_core.conduct.committee import cited, doubts
from linmeng_core.errors import BadInput
from linmeng_core.law.rules import Rules
from linmeng_core.lines import Line, line
from linmeng_core.measures import yuan


@dataclass(frozen=True)
class Refill:
    """Is an account short, and what brings it to the target? `target_fen` 0: the law names none."""

    short: bool
    line_fen: int
    target_fen: int
    top_up_fen: int
    lines: tuple[Line, ...]


def refill(*, first_fen: int, balance_fen: int, rules: Rules) -> Refill:
    """SH 65: a balance 不足 (short of) 30 % of the first sum must be rebuilt; exactly 30 % is enough. Where
    the covenant is silent and the assembly decides nothing, each account goes up to 50 %.
    """
    if first_fen < 0 or balance_fen < 0:
        raise BadInput("negative_amount", given=yuan(min(first_fen, balance_fen)))
    enough = rules.share("refill.enough")
    short = not enough.met(balance_fen, first_fen)
    target = rules.share("refill.target").least(first_fen) if rules.has("refill.target") else 0
    top_up = max(0, target - balance_fen) if short else 0
    said = line(
        "refill_short" if short else "refill_enough", balance=yuan(balance_fen), first=yuan(first_fen),
        line=yuan(enough.least(first_fen)), **cited(rules, "refill.enough"),
    )  # fmt: skip
    lines = [said]
    if short and target:
        lines.append(
            line("refill_target", target=yuan(target), top_up=yuan(top_up), **cited(rules, "refill.target"))
        )
    lines += doubts(rules, "refill.enough")
    return Refill(short, enough.least(first_fen), target, top_up, tuple(lines))


@dataclass(frozen=True)
class ToFund:
    """Does enough of the income go to the fund? `least_fen`: the smallest sum that would."""

    enough: bool
    least_fen: int
    lines: tuple[Line, ...]


def to_fund(*, net_fen: int, moved_fen: int, rules: Rules, assembly_decided: bool = False) -> ToFund:
    """SH 51: 高于百分之五十 of the net income, every quarter, unless the assembly decided on another use.
    Without a net income nothing need be moved.
    """
    if net_fen < 0 or moved_fen < 0:
        raise BadInput("negative_amount", given=yuan(min(net_fen, moved_fen)))
    asked = rules.share("to_fund.share")
    otherwise = assembly_decided and rules.holds("to_fund.assembly_may_decide_otherwise")
    least = 0 if otherwise or not net_fen else asked.least(net_fen)
    enough = moved_fen >= least
    code = "to_fund_enough" if enough else "to_fund_short"
    said = line(
        code, net=yuan(net_fen), moved=yuan(moved_fen), least=yuan(least), **cited(rules, "to_fund.share")
    )
    return ToFund(enough, least, (said, *doubts(rules, "to_fund.share")))


@dataclass(frozen=True)
class Emergency:
    """May the emergency path be taken, without a vote? `paper`: the paper that is needed first."""

    open: bool
    listed: bool
    paper: str
    paper_en: str


def emergency_path(*, kind: str, has_paper: bool, rules: Rules) -> Emergency:
    """SH 73: only what stands on the list, and with its order or certificate at hand. Where the law of the
    place gives no list, no path is open here: the general rule of 民法典 281 says only that one may apply.
    """
    listed = rules.has("emergency.kinds") and any(i.code == kind for i in rules.items("emergency.kinds"))
    papers = {item.code: item for item in rules.items("emergency.papers")} if listed else {}
    needed = papers.get(kind)
    missing = needed is not None and not has_paper
    return Emergency(
        open=listed and not missing,
        listed=listed,
        paper=needed.title if needed else "",
        paper_en=needed.title_en if needed else "",
    )
