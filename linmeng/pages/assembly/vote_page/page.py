"""Everything on a vote's page, for one visitor."""

from dataclasses import dataclass

from linmeng.assembly import permissions
from linmeng.assembly.actions.facts import how_to_vote, scope_words, what_passes
from linmeng.assembly.bridge import Law, PackChanged, law_of_vote, law_on
from linmeng.assembly.models import Vote, VoteDecision
from linmeng.assembly.queries import LiveTurnout, MyBallot, my_ballots, turnout
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.pages.assembly.vote_page.around_count import AroundCount, around_count, version_shown
from linmeng.pages.assembly.vote_page.doors import Door, doors_of
from linmeng.pages.assembly.vote_page.headline import SHOWS_RESULT, headline
from linmeng.pages.assembly.vote_page.life import Life, life_of
from linmeng.pages.assembly.vote_page.questions import ShownQuestion, counted_questions, open_questions
from linmeng.pages.assembly.vote_page.trust import Trust, trust_of

BARS = {">1/2": "1/2", ">=3/4": "3/4"}


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
    life: Life
    trust: Trust
    count: AroundCount | None

    @property
    def all_passed(self) -> bool:
        """Whether owners agreed to every question."""
        return all(question.passed for question in self.questions)

    @property
    def may_cast_now(self) -> bool:
        """Whether this site takes ballots for this vote at this moment."""
        return self.phase == "open" and self.vote.web_ballots


def law_shown(vote: Vote, actor: Actor) -> Law | None:
    """The frozen law; where this copy of the program no longer holds it, today's."""
    try:
        return law_of_vote(vote)
    except PackChanged:
        return law_on(vote.compound.place, vote.matter_class, actor.today)


def read_vote(actor: Actor, vote: Vote, slug: str) -> VotePage:
    """The page of a vote for one visitor; never a choice of anybody before the result is out."""
    now = phase(vote, actor.at)
    law = law_shown(vote, actor)
    version = version_shown(actor, vote) if now in SHOWS_RESULT else 0
    shown = version > 0
    questions = counted_questions(vote, version) if shown else open_questions(vote)
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
        doors=doors_of(actor, vote, now, slug),
        may_see_register=permissions.may_see_register(actor, vote.compound_id),
        rule=BARS.get(law.approval, "1/2") if law else "1/2",
        life=life_of(actor, vote),
        trust=trust_of(actor, vote),
        count=around_count(vote, version),
    )
