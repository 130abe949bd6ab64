"""What owners decided, brought from the published result; after a recount anew, beside the old."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.states import Transitions
from linmeng.ground.acts import action
from linmeng.projects.actions.steps import keep_gate, locked_project, tell_matters
from linmeng.projects.models import Gate, Project
from linmeng.projects.permissions import may_bring_evidence
from linmeng.projects.states import PROJECT, RECOUNTED
from linmeng.record.actions import write


@dataclass(frozen=True)
class Evidence:
    """A published result: whether owners agreed, by which article, where it hangs, and the hash of its facts."""

    passed: bool
    article: str
    path: str
    sha256: str
    kind: str = "decision"


@action
def record_gate_evidence(actor: Actor, *, project_id: int, evidence: Evidence) -> Gate:
    """Take in what owners decided, with the path and hash of the published result as evidence."""
    project = _project(actor, project_id)
    if evidence.kind != Gate.Kind.DECISION:
        raise WrongState(_("Only the owners' decision is brought from a vote."))
    agreed = _("Owners agreed to “%s”.") if evidence.passed else _("Owners did not agree to “%s”.")
    _turn(actor, project, evidence, PROJECT, agreed % project.title)
    gate = _kept(actor, project, evidence)
    write(actor, "project_gate", _recorded(project, evidence))
    return gate


@action
def renew_gate_evidence(actor: Actor, *, project_id: int, evidence: Evidence) -> Gate:
    """Add the published result of a recount as the newest evidence of the owners' decision.

    The earlier gate stays as it was. Where owners decided otherwise than first counted, the project goes
    over to the other side and everyone who spoke is told: what was begun on a decision that does not
    stand must stop, and what was put aside by mistake may go on.
    """
    project = _project(actor, project_id)
    earlier = Gate.objects.filter(project=project, kind=Gate.Kind.DECISION).last()
    if evidence.kind != Gate.Kind.DECISION or earlier is None:
        raise WrongState(_("There is no decision of the owners yet that could be corrected."))
    corrects = {"corrects": str(earlier.id)}
    gate = _kept(actor, project, evidence, corrects)
    if gate.state != earlier.state:
        agree, disagree = (
            _("Recounted: owners did agree to “%s”."),
            _("Recounted: owners did not agree to “%s”."),
        )
        _turn(actor, project, evidence, RECOUNTED, (agree if evidence.passed else disagree) % project.title)
    write(actor, "project_gate_renewed", _recorded(project, evidence) | corrects)
    return gate


def _project(actor: Actor, project_id: int) -> Project:
    project = locked_project(project_id)
    if not may_bring_evidence(actor, project.compound_id):
        raise NotAllowed(_("Only those who may publish the result bring it to the project."))
    return project


def _kept(actor: Actor, project: Project, evidence: Evidence, findings: dict[str, str] | None = None) -> Gate:
    return keep_gate(
        actor,
        project,
        evidence.kind,
        evidence.passed,
        evidence.article,
        findings=findings or {},
        evidence_path=evidence.path,
        evidence_hash=evidence.sha256,
    )


def _turn(actor: Actor, project: Project, evidence: Evidence, allowed: Transitions, words: str) -> None:
    after = "decided" if evidence.passed else "rejected"
    allowed.check(project.state, after, what=project.title)
    project.state, project.changed_at = after, actor.at
    project.save(update_fields=["state", "changed_at"])
    matters = "decided" if evidence.passed else "listed"
    tell_matters(actor, project, step="decided", words=words, path=evidence.path, state=matters)


def _recorded(project: Project, evidence: Evidence) -> dict[str, str | bool]:
    return {
        "project": str(project.id),
        "kind": evidence.kind,
        "passed": evidence.passed,
        "sha256": evidence.sha256,
    }
