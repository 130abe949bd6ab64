"""A lift on common ground: two votes from one draft, and a project's gate that waits for both."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from linmeng.assembly.actions.drafting import keep_draft
from linmeng.assembly.models import Vote
from linmeng.assembly.queries.linked import joint_outcome, partner_of
from linmeng.common.actor import Actor
from linmeng.ground.acts import action
from linmeng.projects.actions import Evidence, record_gate_evidence, renew_gate_evidence
from linmeng.projects.bridge import lift_law
from linmeng.publishing.models import Publication
from linmeng.record.actions import write

TITLE_MOST = 80


@action
def draft_second_vote(actor: Actor, first: Vote) -> Vote | None:
    """The vote of all owners of the compound beside the building's own; None where the law asks for none."""
    law = lift_law(first.compound.place, actor.today)
    if law is None:
        return None
    second = Vote(
        compound=first.compound,
        project_id=first.project_id,
        linked_to=first,
        title=(_("%s: use of common ground") % first.title)[:TITLE_MOST],
        summary=first.summary,
        matter_class=law.compound_matter,
        scope="compound",
        created_at=actor.at,
    )
    place = first.building.name if first.building is not None else ""
    question = _("Do you agree that the lift of %(place)s takes common ground of the compound?")
    keep_draft(second, [question % {"place": place}])
    facts = {"vote": str(second.id), "linked_to": str(first.id), "matter": second.matter_class}
    write(actor, "vote_prepared", facts | {"scope": second.scope, "questions": 1})
    return second


@action
def bring_to_gate(
    actor: Actor, vote: Vote, *, passed: bool, article: str, path: str, publication: Publication
) -> bool:
    """Bring a published result to the project's gate; of two linked votes only once both hang on the board,
    and passed only if both did. Tells whether the gate moved.
    """
    found = Evidence(passed, article, path, publication.facts_sha256)
    return _brought(record_gate_evidence, actor, vote, found)


@action
def bring_correction_to_gate(
    actor: Actor, vote: Vote, *, passed: bool, article: str, path: str, publication: Publication
) -> bool:
    """After a recount: new evidence beside the old, under the same rule for linked votes."""
    found = Evidence(passed, article, path, publication.facts_sha256)
    return _brought(renew_gate_evidence, actor, vote, found)


def _brought(bring: Callable[..., object], actor: Actor, vote: Vote, found: Evidence) -> bool:
    if vote.project_id is None:
        return False
    if partner_of(vote) is not None:
        joint = joint_outcome(vote)
        if joint is None:
            return False
        found = replace(found, passed=joint.may_build, article=joint.article)
    bring(actor, project_id=vote.project_id, evidence=found)
    return True
