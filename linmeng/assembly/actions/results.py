"""Publishing what the owners decided: board, project gate, and everyone who spoke."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.actions.facts import result_facts
from linmeng.assembly.actions.locking import demand, demand_second_key, locked_vote
from linmeng.assembly.bridge import law_of_vote
from linmeng.assembly.models import Vote
from linmeng.assembly.permissions import may_publish_result
from linmeng.assembly.queries import newest_counts, vote_path
from linmeng.assembly.queries.dues import RESULT_ARTICLE
from linmeng.assembly.states import VOTE
from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.projects.actions import record_gate_evidence, tell_matters
from linmeng.publishing.actions import publish
from linmeng.publishing.models import Publication
from linmeng.record.actions import write


@action
def publish_result(actor: Actor, *, vote_id: int) -> Publication:
    """Put the newest count on the public board and bring it to the project's gate as evidence."""
    vote = locked_vote(vote_id)
    demand(
        may_publish_result(actor, vote.compound_id),
        _("Only the owners' committee or the clerk publishes a result."),
    )
    demand_second_key(actor)
    VOTE.check(vote.state, "published", what=vote.title)
    vote.state = "published"
    vote.save(update_fields=["state"])
    with translation.override(settings.LANGUAGE_CODE):
        publication = _publish(actor, vote)
    write(actor, "vote_published", {"vote": str(vote.id), "sha256": publication.facts_sha256})
    return publication


def _publish(actor: Actor, vote: Vote) -> Publication:
    path, law, counts = vote_path(vote.id), law_of_vote(vote), newest_counts(vote)
    facts = result_facts(vote, law, counts, path)
    title = _("Owners agreed: %s") if facts["passed"] else _("Owners did not agree: %s")
    publication = publish(
        actor,
        compound=vote.compound,
        kind="statutory",
        subject="vote_result",
        subject_id=vote.id,
        title=title % vote.title,
        facts=facts,
        article=RESULT_ARTICLE,
    )
    if vote.project is not None:
        record_gate_evidence(
            actor,
            project_id=vote.project.id,
            kind="decision",
            passed=facts["passed"],
            article=law.article,
            evidence_path=path,
            evidence_hash=publication.facts_sha256,
        )
        words = _("The result of “%s” hangs on the board.") % vote.title
        tell_matters(actor, vote.project, step="published", words=words, path=path)
    return publication
