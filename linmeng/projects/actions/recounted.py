"""The owners' decision after a recount: new evidence beside the old, never in its place."""

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.projects.actions.steps import tell_matters
from linmeng.projects.models import Gate, Project
from linmeng.projects.permissions import may_bring_evidence
from linmeng.projects.states import RECOUNTED
from linmeng.record.actions import write


@action
def renew_gate_evidence(
    actor: Actor,
    *,
    project_id: int,
    kind: str,
    passed: bool,
    article: str,
    evidence_path: str,
    evidence_hash: str,
) -> Gate:
    """Add the published result of a recount as the newest evidence of the owners' decision.

    The earlier gate stays as it was. Where owners decided otherwise than first counted, the project goes
    over to the other side and everyone who spoke is told: what was begun on a decision that does not
    stand must stop, and what was put aside by mistake may go on.
    """
    project = Project.objects.select_for_update(of=("self",)).select_related("compound").get(id=project_id)
    if not may_bring_evidence(actor, project.compound_id):
        raise NotAllowed(_("Only those who may publish the result bring it to the project."))
    earlier = Gate.objects.filter(project=project, kind=Gate.Kind.DECISION).last()
    if kind != Gate.Kind.DECISION or earlier is None:
        raise WrongState(_("There is no decision of the owners yet that could be corrected."))
    gate = Gate.objects.create(
        project=project,
        kind=kind,
        state=Gate.State.PASSED if passed else Gate.State.FAILED,
        findings={"corrects": str(earlier.id)},
        article=article[:80],
        evidence_path=evidence_path,
        evidence_hash=evidence_hash,
        by_seat=actor.seat_title[:60],
        happened_at=actor.at,
    )
    if gate.state != earlier.state:
        _turn(actor, project, passed, evidence_path)
    recorded = {"project": str(project.id), "kind": kind, "passed": passed, "sha256": evidence_hash}
    write(actor, "project_gate_renewed", recorded | {"corrects": str(earlier.id)})
    return gate


def _turn(actor: Actor, project: Project, passed: bool, path: str) -> None:
    after = "decided" if passed else "rejected"
    RECOUNTED.check(project.state, after, what=project.title)
    project.state, project.changed_at = after, actor.at
    project.save(update_fields=["state", "changed_at"])
    words = (
        _("Recounted: owners did agree to “%s”.") if passed else _("Recounted: owners did not agree to “%s”.")
    )
    tell_matters(
        actor,
        project,
        step="decided",
        words=words % project.title,
        path=path,
        state="decided" if passed else "listed",
    )
