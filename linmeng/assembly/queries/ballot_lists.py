"""Who stands on the ballot of an election, and which answers it takes."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linmeng.assembly.bridge import OnBallot, parse_marks
from linmeng.assembly.models import Candidacy, Election, Question


def on_ballot(question: Question) -> OnBallot:
    """The numbers on the ballot, ascending, and the lot that was drawn among equals."""
    election = Election.objects.filter(question=question).first()
    if election is None:
        return OnBallot(())
    rows = Candidacy.objects.filter(election=election, number__gt=0).order_by("number")
    numbers = tuple(rows.values_list("number", flat=True))
    return OnBallot(numbers, None if election.lot is None else tuple(election.lot))


def names_on_ballot(question: Question) -> dict[int, str]:
    """Number → name; they hang on the board, so everybody may read them."""
    rows = Candidacy.objects.filter(election__question=question, number__gt=0).order_by("number")
    return dict(rows.values_list("number", "person__name"))


def fault_of_answer(question: Question, choice: str, allowed: Collection[str], *, most: bool) -> str:
    """What is wrong with an answer, as a sentence; empty when nothing is.

    `most`: refuse more names than seats. On a signed paper they are kept as they stand, and the count says
    that the paper is invalid.
    """
    incomplete = _("Please choose one answer to each question.")
    if question.kind != Question.Kind.ELECTION:
        return "" if choice in allowed else incomplete
    try:
        marks = parse_marks(choice)
    except ValueError:
        return incomplete
    if marks.unclear and "unclear" not in allowed:
        return incomplete
    if not set(marks.numbers) <= set(on_ballot(question).numbers):
        return _("This number stands on no line of the ballot.")
    if most and len(marks.numbers) > question.seats:
        return too_many_words(question.seats, len(marks.numbers))
    return ""


def too_many_words(seats: int, marked: int) -> str:
    """The sentence about too many names."""
    words = ngettext(
        "%(seats)s seat is to be filled, and you marked %(marked)s names. Please mark one at most.",
        "%(seats)s seats are to be filled, and you marked %(marked)s names. Please mark %(seats)s at most.",
        seats,
    )
    return words % {"seats": seats, "marked": marked}
