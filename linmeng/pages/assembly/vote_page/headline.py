"""The state of a vote as a sentence."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linmeng.assembly.models import Vote
from linmeng.assembly.queries import LiveTurnout
from linmeng.pages.templatetags.ui_formats import area, cn_date

if TYPE_CHECKING:
    from linmeng.pages.assembly.vote_page.questions import ShownQuestion

SHOWS_RESULT = ("counted", "published", "archived")


def turnout_sentence(live: LiveTurnout) -> str:
    """还差 12 户，投票才有效 — the one sentence everybody asks for."""
    if live.missing_heads:
        words = ngettext(
            "%(n)s more owner must vote for the result to be valid",
            "%(n)s more owners must vote for the result to be valid",
            live.missing_heads,
        )
        return words % {"n": live.missing_heads}
    if live.missing_area_dm2:
        return _("%s more must be voted for the result to be valid") % area(live.missing_area_dm2)
    return _("Enough owners have voted for a valid result")


def headline(vote: Vote, now: str, live: LiveTurnout | None, questions: "list[ShownQuestion]") -> str:
    """The state as a sentence."""
    if now == "open" and live is not None:
        return turnout_sentence(live)
    if now in SHOWS_RESULT and questions and questions[0].passed is not None:
        return _result_sentence(questions)
    return {
        "draft": _("This vote is being prepared"),
        "noticed": _("Voting begins on %s") % (cn_date(vote.opens_at) if vote.opens_at else ""),
        "suspended": _("This vote rests until it is resumed"),
        "over": _("Voting has ended; next the vote is closed"),
        "closed": _("Closed: the ballots are being counted"),
        "counted": _("Counted: the result is about to be published"),
        "cancelled": _("This vote was cancelled"),
    }.get(now, vote.title)


def _result_sentence(questions: "list[ShownQuestion]") -> str:
    if questions[0].outcome:
        return questions[0].outcome
    passed = sum(1 for question in questions if question.passed)
    if passed == len(questions):
        return _("Owners agreed")
    if passed == 0:
        return _("Owners did not agree")
    return _("Owners agreed to %(n)s of %(all)s questions") % {"n": passed, "all": len(questions)}


def closing_words(vote: Vote) -> str:
    """7月31日 周五 24:00."""
    return f"{cn_date(vote.last_day)} 24:00" if vote.last_day else ""


def notice_consequences(vote: Vote, units: int, area_dm2: int) -> list[str]:
    """What happens when notice is given, before anybody clicks."""
    return [
        _("The roll is frozen today: %(units)s units, %(area)s. Later transfers go into supplements.")
        % {"units": units, "area": area(area_dm2)},
        _("Title and questions can no longer change."),
        _("Every owner is told at once, by SMS or at the door; that cannot be taken back."),
    ]
