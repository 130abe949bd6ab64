"""What a vote's page shows; its parts stand by meaning in `vote_page`."""

from linmeng.pages.assembly.vote_page import (
    BARS,
    SHOWS_RESULT,
    Door,
    ShownQuestion,
    VotePage,
    closing_words,
    headline,
    notice_consequences,
    read_vote,
    turnout_sentence,
)

__all__ = [
    "BARS",
    "SHOWS_RESULT",
    "Door",
    "ShownQuestion",
    "VotePage",
    "closing_words",
    "headline",
    "notice_consequences",
    "read_vote",
    "turnout_sentence",
]
