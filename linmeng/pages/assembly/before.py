"""What stands on the page before each step of the count that cannot be taken back."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from linmeng.assembly.models import Vote
from linmeng.assembly.queries import newest_counts, problems_before_count, turnout
from linmeng.assembly.queries.bundle import bundle_awaited
from linmeng.assembly.queries.signatures import problems_before_publishing
from linmeng.pages.assembly.vote_page import turnout_sentence


def before_closing(vote: Vote) -> dict[str, Any]:
    """Closing: what can and what cannot come in afterwards."""
    found = turnout(vote)
    returned = _("%(n)s of %(all)s units returned a ballot so far.")
    return {
        "title": _("Close the vote?"),
        "consequences": [
            returned % {"n": found.units_returned, "all": found.units},
            _("Papers from the sealed box can still be entered before the count."),
            _("A ballot that comes later is refused."),
        ],
        "understood": _("The box was sealed at the closing instant."),
        "action_label": _("Close the vote"),
    }


def before_counting(vote: Vote) -> dict[str, Any]:
    """Counting: half-entered papers first."""
    return {
        "title": _("Count now?"),
        "problems": problems_before_count(vote),
        "consequences": [
            turnout_sentence(turnout(vote)),
            _("Everything is counted under the law frozen at notice."),
        ],
        "understood": _("All papers from the box are entered."),
        "action_label": _("Count"),
    }


def before_publishing(vote: Vote, at: datetime) -> dict[str, Any]:
    """Publishing: each question with what owners decided."""
    return {
        "title": _("Publish the result?"),
        "problems": problems_before_publishing(vote, at),
        "passes": bundle_awaited(vote, at),
        "consequences": [
            *_verdicts(vote),
            _("Everyone can read it, and recount it from the file beside it."),
        ],
        "understood": _("I have looked at the result."),
        "action_label": _("Publish"),
    }


def _verdicts(vote: Vote) -> list[str]:
    words = {True: _("agreed"), False: _("not agreed")}
    return [f"{counted.question.text}: {words[counted.count.passed]}" for counted in newest_counts(vote)]


def before_correcting(vote: Vote, at: datetime) -> dict[str, Any]:
    """A recount takes the place of what hangs on the board."""
    return {
        "title": _("Hang the recount in place of the earlier result?"),
        "problems": problems_before_publishing(vote, at),
        "passes": bundle_awaited(vote, at),
        "consequences": [
            *_verdicts(vote),
            _("The earlier result stays readable, crossed out, with a link to this one."),
            _("The project keeps both; the newer decision counts."),
        ],
        "understood": _("I have looked at what the recount changed."),
        "action_label": _("Publish the correction"),
    }
