"""Publishing what the owners decided: board, project gate, and everyone who spoke; and correcting it."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.actions.bundle import PackedCount, bundle_facts, keep_bundle, ready_or_packed
from linmeng.assembly.actions.election.overturning import note_result_posted
from linmeng.assembly.actions.election_facts import is_election
from linmeng.assembly.actions.facts import result_facts
from linmeng.assembly.actions.linked import bring_correction_to_gate, bring_to_gate
from linmeng.assembly.actions.locking import demand, demand_second_key, locked_vote
from linmeng.assembly.bridge import law_of_vote
from linmeng.assembly.models import Vote, VoteBundle
from linmeng.assembly.permissions import may_publish_result
from linmeng.assembly.queries import newest_counts, vote_path
from linmeng.assembly.queries.bundle import bundle_awaited
from linmeng.assembly.queries.night_dues import RESULT_ARTICLE
from linmeng.assembly.queries.recount import open_recount, published_result, published_version
from linmeng.assembly.queries.signatures import newest_version, problems_before_publishing
from linmeng.assembly.states import VOTE
from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.ground.acts import action
from linmeng.projects.actions import tell_matters
from linmeng.publishing.actions import publish
from linmeng.publishing.models import Publication
from linmeng.record.actions import write


def publish_result(actor: Actor, *, vote_id: int) -> Publication:
    """Put the newest count on the public board, with the bundle that anyone can count again, and bring it to
    the project's gate as evidence.

    Refused until two people signed it, one of them from outside the owners' committee.
    """
    return _published(actor, vote_id, _packed(vote_id, actor.at))


def _packed(vote_id: int, at: datetime) -> PackedCount:
    """Before anything is locked; nothing of a bundle that is awaited, since publishing is refused then."""
    vote = Vote.objects.select_related("compound").get(id=vote_id)
    return PackedCount(0) if bundle_awaited(vote, at) else ready_or_packed(vote)


@action
def _published(actor: Actor, vote_id: int, packed: PackedCount) -> Publication:
    vote = _for_publishing(actor, vote_id)
    VOTE.check(vote.state, "published", what=vote.title)
    _refuse_unready(vote, actor.at)
    vote.state = "published"
    vote.save(update_fields=["state"])
    bundle = keep_bundle(actor, vote, packed)
    with translation.override(settings.LANGUAGE_CODE):
        publication = _publish(actor, vote, bundle)
    note_result_posted(actor, vote, publication)
    write(actor, "vote_published", {"vote": str(vote.id), "sha256": publication.facts_sha256})
    return publication


def publish_correction(actor: Actor, *, vote_id: int) -> Publication:
    """After a recount: hang the newest signed count in place of the earlier one, which stays readable.

    The project's gate gains new evidence beside the old; where the decision itself changed, the project
    follows it.
    """
    return _corrected(actor, vote_id, _packed(vote_id, actor.at))


@action
def _corrected(actor: Actor, vote_id: int, packed: PackedCount) -> Publication:
    vote = _for_publishing(actor, vote_id)
    former = published_result(vote)
    if vote.state != "published" or former is None:
        raise WrongState(_("No result of this vote hangs on the board yet."))
    if newest_version(vote) == published_version(vote):
        raise WrongState(_("The newest count hangs on the board already."))
    _refuse_unready(vote, actor.at)
    bundle = keep_bundle(actor, vote, packed)
    with translation.override(settings.LANGUAGE_CODE):
        publication = _publish(actor, vote, bundle, replaces=former)
    recorded = {"vote": str(vote.id), "version": newest_version(vote), "sha256": publication.facts_sha256}
    note_result_posted(actor, vote, publication)
    write(actor, "result_corrected", recorded)
    return publication


def _for_publishing(actor: Actor, vote_id: int) -> Vote:
    vote = locked_vote(vote_id)
    demand(
        may_publish_result(actor, vote.compound_id),
        _("Only the owners' committee or the clerk publishes a result."),
    )
    demand_second_key(actor)
    return vote


def _refuse_unready(vote: Vote, at: datetime) -> None:
    if open_recount(vote) is not None:
        raise WrongState(_("A recount is under way; its result is published when it is done."))
    problems = problems_before_publishing(vote, at)
    if problems:
        raise WrongState(" ".join(problem.sentence for problem in problems))


def _publish(
    actor: Actor, vote: Vote, bundle: VoteBundle | None, replaces: Publication | None = None
) -> Publication:
    path, law, counts = vote_path(vote.id), law_of_vote(vote), newest_counts(vote)
    facts = result_facts(vote, law, counts, path) | bundle_facts(bundle, path)
    title = _("Owners agreed: %s") if facts["passed"] else _("Owners did not agree: %s")
    if is_election(counts[0]):
        title = _("Result of the election: %s")
    if replaces is not None:
        title = _("Recounted: %s") % title
    publication = publish(
        actor,
        compound=vote.compound,
        kind="statutory",
        subject="vote_result",
        subject_id=vote.id,
        title=(title % vote.title)[:120],
        facts=facts,
        article=RESULT_ARTICLE,
        replaces=replaces,
    )
    bring = bring_to_gate if replaces is None else bring_correction_to_gate
    bring(
        actor,
        vote,
        passed=facts["passed"],
        article=law.article,
        path=path,
        publication=publication,
    )
    if vote.project is not None:
        words = _("The result of “%s” hangs on the board.") % vote.title
        tell_matters(actor, vote.project, step="published", words=words, path=path)
    return publication
