"""What the screen in the hall says about count night."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linmeng.assembly.actions.election_facts import words_of_outcome
from linmeng.assembly.bridge import Law, area_dm2
from linmeng.assembly.models import Question, Vote
from linmeng.assembly.queries.ballot_lists import names_on_ballot
from linmeng.assembly.queries.count_night import STEP, CountNight, NightQuestion, PaperProgress
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.pages.assembly.vote_page import BARS, headline, law_shown
from linmeng.pages.templatetags.ui_formats import percent, permille


@dataclass(frozen=True)
class Stand:
    """One candidate on the screen."""

    number: int
    name: str
    heads: int
    area_dm2: int
    over: bool
    """Whether both measures are enough so far."""
    heads_w: str = ""
    """The bar's length: the part of the owners who take part, as SVG length; the line stands at half."""
    area_w: str = ""


@dataclass(frozen=True)
class HallQuestion:
    """One question with its bars, or an election with its candidates."""

    number: int
    text: str
    cells: dict[str, dict[str, int]] | None
    candidates: tuple[Stand, ...]
    verdict: str
    beside: tuple[tuple[str, int, int], ...] = ()
    """Of an election, who names nobody: in words, heads, area."""


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
    law, elections = law_shown(vote, actor), _elections(vote)
    return Hall(
        night=night,
        headline=_headline(actor, vote, night),
        questions=[_question(one, night, elections.get(one.number)) for one in night.questions],
        progress=_progress(night.papers),
        note=_note(night),
        rule=BARS.get(law.approval, "1/2") if law else "1/2",
        law=law,
    )


def _elections(vote: Vote) -> dict[int, Question]:
    return {one.number: one for one in vote.questions.filter(kind=Question.Kind.ELECTION)}


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


def _question(one: NightQuestion, night: CountNight, election: Question | None) -> HallQuestion:
    counted = night.stage in ("counted", "published")
    if election is not None and one.result is not None:
        return _election(one.result, election, counted=counted)
    verdict = ""
    if counted and one.passed is not None:
        verdict = _("Owners agreed") if one.passed else _("Owners did not agree")
    return HallQuestion(one.number, one.text, one.cells, (), verdict)


def _election(result: dict[str, Any], election: Question, *, counted: bool) -> HallQuestion:
    names, whole = names_on_ballot(election), result["participating"]
    found = [_stand(row, names, whole["heads"], area_dm2(whole["area_m2"])) for row in result["candidates"]]
    return HallQuestion(
        election.number,
        election.text,
        None,
        tuple(sorted(found, key=lambda stand: (-stand.heads, -stand.area_dm2, stand.number))),
        words_of_outcome(result, election.seats) if counted else "",
        tuple(
            (label, result[cell]["heads"], area_dm2(result[cell]["area_m2"]))
            for cell, label in (("against_all", _("Against all")), ("abstain", _("Abstained")))
        ),
    )


def _stand(row: dict[str, Any], names: dict[int, str], heads: int, area: int) -> Stand:
    number, own = int(row["candidate"]), area_dm2(row["area_m2"])
    return Stand(
        number=number,
        name=names.get(number, ""),
        heads=row["heads"],
        area_dm2=own,
        over=bool(row["approval"]["area"] and row["approval"]["heads"]),
        heads_w=percent(permille(row["heads"], heads)),
        area_w=percent(permille(own, area)),
    )


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
