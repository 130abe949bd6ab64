"""What an owners' committee may do: its size, its decisions, vacancies, and the freeze of a re-election."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from linmeng_core.errors import BadInput
from linmeng_core.law.rules import Item, Rules
from linmeng_core.law.sources import Source
from linmeng_core.lines import Line, line
from linmeng_core.measures import area_m2

FULL, BY_ELECTION, EARLY, SILENT = "full", "by_election", "early_election", "law_is_silent"


@dataclass(frozen=True)
class Decision:
    """Did enough members attend, and did enough of **all** members agree?"""

    quorum: bool
    passed: bool
    lines: tuple[Line, ...]


def decide(
    *, members: int, present: int, agreed: int, by_proxy: int = 0, rules: Rules, prefix: str = "meeting"
) -> Decision:
    """A committee's own decision. `members`: all who hold a seat, present or not; `by_proxy`: of those
    present and agreeing, how many only through somebody else: they count neither as present nor as agreeing
    where the law allows no proxies. `prefix` = "adoption" with the pack of the charter.

    Raises BadInput for numbers that cannot be (more agreeing than present, present than members).
    """
    if not members > 0 or not 0 <= by_proxy <= agreed <= present <= members:
        raise BadInput("not_a_committee", members=members, present=present, agreed=agreed)
    lost = 0 if rules.holds(f"{prefix}.proxies_allowed") else by_proxy
    here, yes = present - lost, agreed - lost
    lines = (
        [line("committee_proxies_lost", lost=lost, **cited(rules, f"{prefix}.proxies_allowed"))]
        if lost
        else []
    )
    quorum, said = _step("committee_quorum", here, members, rules, f"{prefix}.quorum")
    enough, said_too = _step("committee_majority", yes, members, rules, f"{prefix}.majority")
    lines += [said, said_too]
    lines += doubts(rules, f"{prefix}.quorum", f"{prefix}.majority")
    return Decision(quorum, quorum and enough, tuple(lines))


def _step(code: str, part: int, members: int, rules: Rules, key: str) -> tuple[bool, Line]:
    asked = rules.share(key)
    met = asked.met(part, members)
    facts = {"part": part, "members": members, "missing": asked.missing(part, members)}
    verdict = "met" if met else "missed"
    return met, line(f"{code}_{verdict}", **facts, threshold=str(asked), **cited(rules, key))


def doubts(rules: Rules, *keys: str) -> Iterator[Line]:
    """A line for each value used whose words nobody has compared with the text of the law yet."""
    for key in keys:
        if not rules.source(key).verified:
            yield line("not_compared", **cited(rules, key))


def cited(rules: Rules, key: str) -> dict[str, str]:
    """The article of a value in both languages, as lines carry it."""
    source = rules.source(key)
    return {"article": source.article, "article_en": source.article_en}


@dataclass(frozen=True)
class Size:
    """How many members a committee may have here, and whether the number asked about will do."""

    least: int
    most: int
    allowed: bool
    lines: tuple[Line, ...]


def size_allowed(
    *, size: int, rules: Rules, gfa_dm2: int | None = None, households: int | None = None
) -> Size:
    """May the committee have `size` members? A small compound (SH 20: gross floor area; BJ 39, HZ 27:
    households) may have fewer; 以下 includes the number itself (民法典 1259). Unknown measures count as large.
    """
    small = _is_small(rules, gfa_dm2, households)
    key = "size.small_least" if small else "size.least"
    least, most = rules.number(key), rules.number("size.most")
    fits = least <= size <= most
    odd = size % 2 == 1 or not rules.holds("size.odd")
    lines = [line("committee_size", least=least, most=most, **cited(rules, key))]
    if small and gfa_dm2 is not None and rules.has("size.small_area"):
        lines.append(line("committee_small_area", area=area_m2(gfa_dm2), **cited(rules, "size.small_area")))
    if not odd:
        lines.append(line("committee_size_even", size=size, **cited(rules, "size.odd")))
    lines += doubts(rules, key, "size.most", "size.odd")
    return Size(least, most, fits and odd, tuple(lines))


def _is_small(rules: Rules, gfa_dm2: int | None, households: int | None) -> bool:
    by_area = rules.has("size.small_area") and gfa_dm2 is not None
    if by_area and gfa_dm2 is not None and gfa_dm2 <= rules.number("size.small_area"):
        return True
    by_homes = rules.has("size.small_households") and households is not None
    return by_homes and households is not None and households <= rules.number("size.small_households")


@dataclass(frozen=True)
class Loss:
    """What follows when members have left, and whether substitutes may move up first."""

    follows: str
    substitutes: bool
    lines: tuple[Line, ...]


def after_loss(*, size: int, left: int, rules: Rules) -> Loss:
    """A committee of `size` seats with `left` members: by-election while enough remain, else an early
    re-election. Of exactly half the law says nothing (SH 32: 超过半数, 不足半数): `law_is_silent`.
    """
    if not 0 <= left <= size or not size:
        raise BadInput("not_a_committee", members=size, present=left, agreed=left)
    asked = rules.share("by_election.while_left")
    exactly = left * asked.share.denominator == size * asked.share.numerator
    if left == size:
        follows = FULL
    elif asked.met(left, size):
        follows = BY_ELECTION
    else:
        follows = SILENT if exactly else EARLY
    said = line(f"committee_{follows}", left=left, size=size, **cited(rules, "by_election.while_left"))
    lines = (said, *doubts(rules, "by_election.while_left"))
    return Loss(follows, rules.holds("substitutes.allowed"), lines)


@dataclass(frozen=True)
class Freeze:
    """Is a matter closed to the committee for now? `source`: the article that closes it."""

    frozen: bool
    source: Source | None
    lines: tuple[Line, ...]


def frozen(
    *,
    matter: str,
    on: date,
    group_formed: date | None,
    elected: date | None,
    rules: Rules,
    emergency: bool = False,
) -> Freeze:
    """From the day the re-election group is formed until the new committee is elected, the matters of SH 28
    are closed: `matter` is a code of `freeze.matters` or anything else. An emergency needs no decision of the
    assembly (SH 73) and stays open. Where the law of the place knows no freeze nothing is frozen.
    """
    listed = rules.has("freeze.matters") and any(
        item.code == matter for item in rules.items("freeze.matters")
    )
    began = group_formed is not None and group_formed <= on
    over = elected is not None and elected <= on
    if not listed or not began or over:
        return Freeze(False, None, ())
    if emergency:
        return Freeze(False, None, (line("freeze_emergency_open", **cited(rules, "freeze.matters")),))
    said = line("freeze_holds", since=str(group_formed), **cited(rules, "freeze.matters"))
    return Freeze(True, rules.source("freeze.matters"), (said,))


@dataclass(frozen=True)
class Fitness:
    """May this owner stand? `against`: the findings that the law names; `pledge_missing`."""

    fit: bool
    against: tuple[Item, ...]
    pledge_missing: bool


def may_stand(*, found: Collection[str], pledged: bool, rules: Rules) -> Fitness:
    """`found`: codes of `candidate.disqualified` that were proven and not put right (SH 20)."""
    known = {item.code: item for item in rules.items("candidate.disqualified")}
    for code in found:
        if code not in known:
            raise BadInput("not_one_of", "found", given=code, allowed=", ".join(known))
    against = tuple(item for item in known.values() if item.code in found)
    missing = rules.holds("candidate.pledge") and not pledged
    return Fitness(not against and not missing, against, missing)


def removal_proposed(*, members: int, agreed: int, rules: Rules) -> bool:
    """Do so many members suffice to propose that one of them be removed? Where the law gives them no such
    right, never.
    """
    return rules.has("removal.members") and rules.share("removal.members").met(agreed, members)
