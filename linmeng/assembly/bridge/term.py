"""What the law says of a committee's filing and of removing a member: as plain values."""

from dataclasses import dataclass
from datetime import date

from linmeng_core.conduct.committee import removal_proposed
from linmeng_core.law.load import pack_in_force
from linmeng_core.law.rules import Rules

SUBJECT = "committee"


@dataclass(frozen=True)
class ListedPaper:
    """One of the papers that the law wants filed."""

    key: str
    title: str
    title_en: str


def _rules(place: str, day: date) -> Rules:
    return pack_in_force(place, day, subject=SUBJECT)  # type: ignore[call-overload,no-any-return]


def filing_papers(place: str, day: date) -> tuple[ListedPaper, ...]:
    """The papers to file after an election, in the law's order; none where it names none."""
    rules = _rules(place, day)
    items = rules.items("filing.papers") if rules.has("filing.papers") else ()
    return tuple(ListedPaper(item.code, item.title, item.title_en) for item in items)


def filing_article(place: str, day: date) -> str:
    """Where the list of papers stands; empty where there is none."""
    rules = _rules(place, day)
    return rules.source("filing.papers").article if rules.has("filing.papers") else ""


def members_may_propose_removal(place: str, day: date, *, members: int, agreed: int) -> bool:
    """Do so many members suffice to propose that one of them be removed?"""
    return removal_proposed(members=members, agreed=agreed, rules=_rules(place, day))


def removal_shares(place: str, day: date) -> tuple[str, str, str]:
    """Of the members, of the owners, and the article: who may propose a removal."""
    rules = _rules(place, day)
    if not rules.has("removal.members"):
        return "", "", ""
    return (
        str(rules.share("removal.members")),
        str(rules.share("removal.owners")),
        rules.source("removal.members").article,
    )
