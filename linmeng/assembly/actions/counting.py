"""Closing, counting, counting again."""

from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand, locked_vote, vote_at_count
from linmeng.assembly.actions.reading import take_in_paper
from linmeng.assembly.actions.rereading import decide_recount
from linmeng.assembly.bridge import CountedQuestion, PackChanged, count_content
from linmeng.assembly.models import Count, Vote
from linmeng.assembly.permissions import may_close, may_count
from linmeng.assembly.queries import problems_before_count, vote_files
from linmeng.assembly.queries.recount import half_re_read, open_recount
from linmeng.assembly.states import VOTE, phase
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.publishing.actions import end_notices
from linmeng.record.actions import write


@action
def close_vote(actor: Actor, *, vote_id: int) -> Vote:
    """Close after the closing instant. The clock has ended casting already; this lets the count begin."""
    vote = locked_vote(vote_id)
    demand(may_close(actor, vote.compound_id), _("Only those who count close the vote."))
    VOTE.check(vote.state, "closed", what=vote.title)
    if phase(vote, actor.at) != "over":
        raise WrongState(_("The closing instant has not come: every owner still has their time."))
    vote.state = "closed"
    vote.save(update_fields=["state"])
    end_notices(actor, subject="vote", subject_id=vote.id)
    write(actor, "vote_closed", {"vote": str(vote.id), "receipts": vote.receipts.count()})
    return vote


@action
def count_vote(actor: Actor, *, vote_id: int) -> list[Count]:
    """Count every question under the frozen law; refused while a paper is half entered."""
    vote = _for_count(actor, vote_id)
    VOTE.check(vote.state, "counted", what=vote.title)
    _take_in_what_scans_settled(actor, vote)
    counts = _count(actor, vote)
    vote.state = "counted"
    vote.save(update_fields=["state"])
    write(actor, "vote_counted", _recorded(vote, counts))
    return counts


@action
def recount(actor: Actor, *, vote_id: int, reason: str = "") -> list[Count]:
    """Count again: a new version beside the old. Takes in what was read again since the recount was decided;
    with a `reason` and no recount under way it decides and counts at once, from the same ballots.
    """
    vote = _for_count(actor, vote_id)
    if vote.state not in ("counted", "published"):
        raise WrongState(_("There is no count yet that could be repeated."))
    waiting = [str(paper.number) for paper in half_re_read(vote)]
    if waiting:
        raise WrongState(_("Papers No. %s wait for another reader.") % ", ".join(waiting))
    if open_recount(vote) is None:
        decide_recount(actor, vote, reason)
    _take_in_what_scans_settled(actor, vote)
    counts = _count(actor, vote)
    write(actor, "vote_recounted", _recorded(vote, counts))
    return counts


def _take_in_what_scans_settled(actor: Actor, vote: Vote) -> None:
    """The worker may be behind: what was read by scan and person alike belongs to the count."""
    settled = vote.papers.filter(sheet__state="settled", sheet__taken_in_at__isnull=True)
    for paper_id in list(settled.order_by("id").values_list("id", flat=True)):
        take_in_paper(actor, paper_id=paper_id)


def _for_count(actor: Actor, vote_id: int) -> Vote:
    who_may = _("Only the owners' committee, the clerk or a scrutineer counts a vote.")
    vote = vote_at_count(actor, vote_id, may_count, who_may)
    problems = problems_before_count(vote)
    if problems:
        raise WrongState(" ".join(problem.sentence for problem in problems))
    return vote


def _counted(vote: Vote) -> dict[int, CountedQuestion]:
    try:
        return {number: count_content(vote, content) for number, content in vote_files(vote).items()}
    except PackChanged as fault:
        raise WrongState(
            _(
                "The law pack %(pack)s %(version)s of this vote is not in this copy of the program, or was altered."
            )
            % {"pack": vote.pack_id, "version": vote.pack_version}
        ) from fault


def _count(actor: Actor, vote: Vote) -> list[Count]:
    version = max(vote.counts.values_list("version", flat=True), default=0) + 1
    counted = _counted(vote)
    return Count.objects.bulk_create(
        [
            Count(
                vote=vote,
                question=question,
                version=version,
                input_sha256=counted[question.number].input_sha256,
                result=counted[question.number].result,
                result_sha256=counted[question.number].result_sha256,
                passed=counted[question.number].passed,
                by_seat=actor.seat_title[:60],
                counted_at=actor.at,
            )
            for question in vote.questions.all()
        ]
    )


def _recorded(vote: Vote, counts: list[Count]) -> dict[str, object]:
    return {
        "vote": str(vote.id),
        "version": counts[0].version,
        "questions": [
            {"number": c.question.number, "input_sha256": c.input_sha256, "result_sha256": c.result_sha256}
            for c in counts
        ],
    }
