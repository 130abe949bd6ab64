"""What a recount changed, for those who count and for everyone else."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linmeng.assembly.models import BallotPaper, Question, Vote, VoteDecision
from linmeng.assembly.queries.recount import Changes, published_version
from linmeng.common.actor import Actor
from linmeng.pages.assembly.election_answers import answer_words
from linmeng.people.actions import note_look


@dataclass(frozen=True)
class ShownChanges:
    """Which two counts are compared, and why it was counted again."""

    second: int
    reason: str
    visible: bool
    """The public sees a recount once it hangs on the board."""


def shown_changes(vote: Vote, newest: int, *, inside: bool) -> ShownChanges:
    """Those who count see the newest recount; everyone the newest that was published."""
    second = newest if inside else published_version(vote)
    decisions = list(vote.decisions.filter(kind=VoteDecision.Kind.RECOUNT).order_by("happened_at", "id"))
    reason = decisions[second - 2].reason if 2 <= second <= len(decisions) + 1 else ""
    return ShownChanges(second, reason, second >= 2)


def in_words(rows: list[Changes]) -> list[tuple[Question, list[tuple[str, str, str]]]]:
    """Each question with number, earlier and present answer of the ballots that differ."""
    return [
        (
            row.question,
            [
                (
                    one.ballot,
                    answer_words(row.question, one.before) if one.before else _("was not there"),
                    answer_words(row.question, one.after) if one.after else _("no longer counts"),
                )
                for one in row.ballots
            ],
        )
        for row in rows
    ]


def note_changes_seen(actor: Actor, vote: Vote, rows: list[Changes], path: str) -> None:
    """Whoever sees what stands on a ballot leaves a trace with its owner."""
    numbers = [int(one.ballot) for row in rows for one in row.ballots if one.ballot.isdigit()]
    signers = BallotPaper.objects.filter(vote=vote, sheet__number__in=numbers)
    owners = [int(by) for by in signers.values_list("signed_by", flat=True) if by.isdigit()]
    if owners:
        note_look(actor, person_ids=owners, what="ballot at a recount", path=path)
