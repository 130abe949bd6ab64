"""What a vote's page shows in each of its states."""

from linmeng.pages.assembly.vote_page.doors import Door
from linmeng.pages.assembly.vote_page.headline import (
    SHOWS_RESULT,
    closing_words,
    headline,
    notice_consequences,
    turnout_sentence,
)
from linmeng.pages.assembly.vote_page.page import BARS, VotePage, law_shown, read_vote
from linmeng.pages.assembly.vote_page.questions import ShownQuestion

__all__ = [
    "BARS",
    "SHOWS_RESULT",
    "Door",
    "ShownQuestion",
    "VotePage",
    "closing_words",
    "headline",
    "law_shown",
    "notice_consequences",
    "read_vote",
    "turnout_sentence",
]
