"""What stands on the page before each step of the count that cannot be taken back."""

from typing import Any

from django.utils.translation import gettext as _

from linmeng.assembly.models import Vote
from linmeng.assembly.queries import newest_counts, problems_before_count, turnout
from linmeng.pages.assembly.readers import turnout_sentence


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


def before_publishing(vote: Vote) -> dict[str, Any]:
    """Publishing: each question with what owners decided."""
    verdicts = {True: _("agreed"), False: _("not agreed")}
    said = [f"{counted.question.text}: {verdicts[counted.count.passed]}" for counted in newest_counts(vote)]
    return {
        "title": _("Publish the result?"),
        "consequences": [*said, _("Everyone can read it, and recount it from the file beside it.")],
        "understood": _("I have looked at the result."),
        "action_label": _("Publish"),
    }
