"""What a vote's page shows in each of its states."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from linmeng.assembly import permissions
from linmeng.assembly.actions.facts import how_to_vote, scope_words, what_passes
from linmeng.assembly.bridge import Law, PackChanged, law_of_vote, law_on
from linmeng.assembly.models import Vote, VoteDecision
from linmeng.assembly.queries import LiveTurnout, MyBallot, explanation, my_ballots, newest_counts, turnout
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.pages.templatetags.ui_formats import area, cn_date

BARS = {">1/2": "1/2", ">=3/4": "3/4"}
SHOWS_RESULT = ("counted", "published")


@dataclass(frozen=True)
class Door:
    """A way to the next work on a vote."""

    label: str
    url: str


@dataclass(frozen=True)
class ShownQuestion:
    """A question with its counted result and the line-by-line explanation, once there are any."""

    number: int
    text: str
    passed: bool | None = None
    cells: dict[str, dict[str, int]] | None = None
    lines: tuple[str, ...] = ()
    check_code: str = ""


@dataclass(frozen=True)
class VotePage:
    """Everything on a vote's page."""

    vote: Vote
    phase: str
    headline: str
    scope: str
    turnout: LiveTurnout | None
    questions: list[ShownQuestion]
    law: Law | None
    passes: list[str]
    ways: list[str]
    mine: list[MyBallot]
    decisions: list[VoteDecision]
    doors: list[Door]
    may_see_register: bool
    rule: str

    @property
    def all_passed(self) -> bool:
        """Whether owners agreed to every question."""
        return all(question.passed for question in self.questions)

    @property
    def may_cast_now(self) -> bool:
        """Whether this site takes ballots for this vote at this moment."""
        return self.phase == "open" and self.vote.web_ballots


def _law(vote: Vote, actor: Actor) -> Law | None:
    try:
        return law_of_vote(vote)
    except PackChanged:
        return law_on(vote.compound.place, vote.matter_class, actor.today)


def read_vote(actor: Actor, vote: Vote, slug: str) -> VotePage:
    """The page of a vote for one visitor; never a choice of anybody before the result is out."""
    now = phase(vote, actor.at)
    law = _law(vote, actor)
    shown = now == "published" or (now == "counted" and permissions.may_count(actor, vote.compound_id))
    questions = _counted(vote) if shown else [ShownQuestion(q.number, q.text) for q in vote.questions.all()]
    live = turnout(vote) if vote.noticed_on and not shown and now != "cancelled" else None
    return VotePage(
        vote=vote,
        phase=now,
        headline=headline(vote, now, live, questions),
        scope=scope_words(vote),
        turnout=live if now != "noticed" else None,
        questions=questions,
        law=law,
        passes=what_passes(law) if law else [],
        ways=how_to_vote(vote) if vote.noticed_on else [],
        mine=my_ballots(actor, vote) if vote.noticed_on else [],
        decisions=list(vote.decisions.order_by("happened_at")),
        doors=_doors(actor, vote, now, slug),
        may_see_register=permissions.may_see_register(actor, vote.compound_id),
        rule=BARS.get(law.approval, "1/2") if law else "1/2",
    )


def _counted(vote: Vote) -> list[ShownQuestion]:
    language = get_language() or "zh"
    return [
        ShownQuestion(
            counted.question.number,
            counted.question.text,
            counted.count.passed,
            counted.cells,
            tuple(explanation(vote, counted, language)),
            counted.count.result_sha256[:8].upper(),
        )
        for counted in newest_counts(vote)
    ]


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


def headline(vote: Vote, now: str, live: LiveTurnout | None, questions: list[ShownQuestion]) -> str:
    """The state as a sentence."""
    if now == "open" and live is not None:
        return turnout_sentence(live)
    if now in SHOWS_RESULT and questions and questions[0].passed is not None:
        return _result_sentence(questions)
    return {
        "draft": _("This vote is being prepared"),
        "noticed": _("Voting begins on %s") % (cn_date(vote.opens_at) if vote.opens_at else ""),
        "over": _("Voting has ended; next the vote is closed"),
        "closed": _("Closed: the ballots are being counted"),
        "counted": _("Counted: the result is about to be published"),
        "cancelled": _("This vote was cancelled"),
    }.get(now, vote.title)


def _result_sentence(questions: list[ShownQuestion]) -> str:
    passed = sum(1 for question in questions if question.passed)
    if passed == len(questions):
        return _("Owners agreed")
    if passed == 0:
        return _("Owners did not agree")
    return _("Owners agreed to %(n)s of %(all)s questions") % {"n": passed, "all": len(questions)}


def _doors(actor: Actor, vote: Vote, now: str, slug: str) -> list[Door]:
    """The work that this officer may do next, the most pressing first."""
    compound = vote.compound_id

    def door(label: str, name: str) -> Door:
        return Door(label, reverse(name, args=[slug, vote.id]))

    calls = permissions.may_call_votes(actor, compound)
    doors: list[Door] = []
    if now == "draft" and calls:
        doors += [door(_("Check, freeze the roll and give notice"), "vote_notice")]
        doors += [door(_("Correct the draft"), "vote_edit")]
    if now in ("noticed", "open") and permissions.may_print_papers(actor, compound):
        doors.append(door(_("Paper ballots"), "vote_papers"))
    if now in ("noticed", "open") and actor.wears(*permissions.CARRYING, compound_id=compound):
        doors.append(door(_("Doors: who has their ballot"), "vote_delivery"))
    doors += _counting_doors(actor, vote, now, door)
    if now in ("draft", "noticed", "open", "over", "closed") and calls:
        doors.append(door(_("Cancel, with a reason"), "vote_cancel"))
    return doors


def _counting_doors(actor: Actor, vote: Vote, now: str, door: Any) -> list[Door]:
    doors: list[Door] = []
    if not permissions.may_count(actor, vote.compound_id):
        return doors
    if now == "over":
        doors.append(door(_("Close the vote"), "vote_close"))
    if now == "closed":
        doors.append(door(_("Count"), "vote_count"))
    if now in ("open", "over", "closed"):
        doors.append(door(_("Enter signed papers"), "vote_enter"))
    if now == "counted" and permissions.may_publish_result(actor, vote.compound_id):
        doors.append(door(_("Publish the result"), "vote_publish"))
    if now in SHOWS_RESULT:
        doors.append(door(_("Count again, with a reason"), "vote_recount"))
    return doors


def notice_consequences(vote: Vote, units: int, area_dm2: int) -> list[str]:
    """What happens when notice is given, before anybody clicks."""
    return [
        _("The roll is frozen today: %(units)s units, %(area)s. Later transfers do not change it.")
        % {"units": units, "area": area(area_dm2)},
        _("Title and questions can no longer change."),
        _("Every owner is told at once, by SMS or at the door; that cannot be taken back."),
    ]


def closing_words(vote: Vote) -> str:
    """7月31日 周五 24:00."""
    return f"{cn_date(vote.last_day)} 24:00" if vote.last_day else ""
