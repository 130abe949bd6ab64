"""What neighbours of the sample asked for under their rights: a year of birth put right, and to be forgotten."""

from datetime import datetime
from functools import partial

from linmeng.pages.sample.founding import Founded
from linmeng.pages.sample.timeline import Persons, Timeline
from linmeng.rights.actions import ask_for_correction, ask_for_erasure

RIGHT_YEAR = "1947"


def plan_requests(founded: Founded, timeline: Timeline, persons: Persons) -> None:
    """Both wait on the desk with their day."""
    timeline.plan(3, partial(_correct, founded, persons), hour=20)
    timeline.plan(2, partial(_forget, founded, persons), hour=20)


def _correct(founded: Founded, persons: Persons, at: datetime) -> None:
    ask_for_correction(persons.acting(founded.cast["li"], at), about="born_year", value=RIGHT_YEAR)


def _forget(founded: Founded, persons: Persons, at: datetime) -> None:
    """An owner's request waits for the desk, which sees what has to stay."""
    ask_for_erasure(persons.acting(founded.cast["qian"], at))
