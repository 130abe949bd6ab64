"""A lift on common ground: two votes from one draft, and a project's gate that waits for both."""

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
    evidence = _both_say(vote, Evidence(passed, article, path, publication.facts_sha256))
    if vote.project_id is None or evidence is None:
        return False
    record_gate_evidence(actor, project_id=vote.project_id, evidence=evidence)
    return True


@action
def bring_correction_to_gate(
    actor: Actor, vote: Vote, *, passed: bool, article: str, path: str, publication: Publication
) -> bool:
    """After a recount: new evidence beside the old, under the same rule for linked votes."""
    evidence = _both_say(vote, Evidence(passed, article, path, publication.facts_sha256))
    if vote.project_id is None or evidence is None:
        return False
    renew_gate_evidence(actor, project_id=vote.project_id, evidence=evidence)
    return True


def _both_say(vote: Vote, alone: Evidence) -> Evidence | None:
    """The result alone, or of two linked votes what both say together; none before both hang on the board."""
    if vote.project_id is None or partner_of(vote) is None:
        return alone
    joint = joint_outcome(vote)
    return None if joint is None else replace(alone, passed=joint.may_build, article=joint.article)
