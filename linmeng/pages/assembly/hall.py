"""What the screen in the hall says about count night."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linmeng.assembly.bridge import Law, area_dm2
from linmeng.assembly.models import Question, Vote
from linmeng.assembly.queries.ballot_lists import names_on_ballot
from linmeng.assembly.queries.count_night import STEP, CountNight, NightQuestion, PaperProgress
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.pages.assembly.vote_page import BARS, headline, law_shown


@dataclass(frozen=True)
class Stand:
    """One candidate on the screen."""

    number: int
    name: str
    heads: int
    area_dm2: int
    over: bool
    """Whether both measures are enough so far."""


@dataclass(frozen=True)
class HallQuestion:
    """One question with its bars, or an election with its candidates."""

    number: int
    text: str
    cells: dict[str, dict[str, int]] | None
    candidates: tuple[Stand, ...]
    verdict: str


@dataclass(frozen=True)
class Hall:
    """The screen."""

    night: CountNight
    headline: str
    questions: list[HallQuestion]
    progress: list[tuple[str, str, int]]
    """Kind, label and number of the reading of papers."""
    note: str
    rule: str
    law: Law | None


def hall_of(actor: Actor, vote: Vote, night: CountNight) -> Hall:
    """Everything in words, for one vote at one moment."""
    law, names = law_shown(vote, actor), _names(vote)
    return Hall(
        night=night,
        headline=_headline(actor, vote, night),
        questions=[_question(one, night, names.get(one.number, {})) for one in night.questions],
        progress=_progress(night.papers),
        note=_note(night),
        rule=BARS.get(law.approval, "1/2") if law else "1/2",
        law=law,
    )


def _names(vote: Vote) -> dict[int, dict[int, str]]:
    elections = vote.questions.filter(kind=Question.Kind.ELECTION)
    return {question.number: names_on_ballot(question) for question in elections}


def _headline(actor: Actor, vote: Vote, night: CountNight) -> str:
    papers = night.papers
    if night.stage == "before":
        return headline(vote, phase(vote, actor.at), night.turnout, [])
    if night.stage == "reading" and papers.done:
        return _("Every paper is read twice: now it is counted")
    if night.stage == "reading":
        if not papers.begun:
            return _("The boxes are opened; the first paper is about to be read")
        words = ngettext(
            "%(n)s paper is read by two people", "%(n)s papers are read by two people", papers.twice
        )
        return words % {"n": papers.twice}
    if night.stage == "counted":
        return _("Counted; now the count is signed")
    return _("The result is on the board for everyone to read")


def _question(one: NightQuestion, night: CountNight, names: dict[int, str]) -> HallQuestion:
    verdict = ""
    if night.stage in ("counted", "published") and one.passed is not None:
        verdict = _("Owners agreed") if one.passed else _("Owners did not agree")
    stands: tuple[Stand, ...] = ()
    if one.result is not None and "candidates" in one.result:
        found = [_stand(row, names) for row in one.result["candidates"]]
        stands = tuple(sorted(found, key=lambda stand: (-stand.heads, -stand.area_dm2, stand.number)))
    return HallQuestion(one.number, one.text, None if stands else one.cells, stands, verdict)


def _stand(row: dict[str, object], names: dict[int, str]) -> Stand:
    number = int(str(row["candidate"]))
    support, approval = row["support"], row["approval"]
    assert isinstance(support, dict) and isinstance(approval, dict)  # noqa: S101  as the format says
    area = area_dm2(support["area_m2"])
    over = bool(approval["area"] and approval["heads"])
    return Stand(number, names.get(number, ""), support["heads"], area, over)


def _progress(papers: PaperProgress) -> list[tuple[str, str, int]]:
    rows = [("twice", _("read by two"), papers.twice), ("once", _("read by one"), papers.once)]
    rows.append(("apart", _("read differently"), papers.apart))
    if papers.left is not None:
        rows.append(("left", _("still to be read"), papers.left))
    return rows


def _note(night: CountNight) -> str:
    if night.stage == "before":
        return _("How anybody voted is seen by nobody before the boxes are opened.")
    if night.stage == "reading" and night.joining:
        words = ngettext(
            "%(n)s paper joins the picture with the next %(step)s: so nobody can tell what stands on one paper.",
            "%(n)s papers join the picture with the next %(step)s: so nobody can tell what stands on one paper.",
            night.joining,
        )
        return words % {"n": night.joining, "step": STEP}
    if night.stage == "reading":
        return _("Two people read each paper, without seeing what the other read.")
    return ""
