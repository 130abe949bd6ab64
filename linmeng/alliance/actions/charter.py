"""The charter: proposed by who convenes, adopted by each owners' committee for itself."""

import hashlib
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from linmeng.alliance.models import Charter, CharterAdoption, CommitteeTerm, Compound
from linmeng.alliance.permissions import may_adopt_charter_for, may_propose_charter
from linmeng.alliance.queries.committees import present_term
from linmeng.alliance.states import DECIDING
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, NotAllowed, WrongState
from linmeng.ground.acts import action
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import required_alliance_id
from linmeng.record.actions import write

SH_26 = "上海市住宅物业管理规定 第26条"


@action
def propose_charter(actor: Actor, *, title: str, text: str) -> Charter:
    """Put a new version of the charter before the committees; it binds none until they adopt it."""
    if not may_propose_charter(actor):
        raise NotAllowed(_("A charter is proposed by the Party organisation or by a committee director."))
    Alliance.objects.select_for_update().get(pk=required_alliance_id())
    if not text.strip():
        raise ValidationError({"text": _("The charter has no text yet.")})
    last = Charter.objects.aggregate(last=Max("version"))["last"] or 0
    charter = Charter(version=last + 1, title=title, text=text, proposed_on=actor.today)
    charter.full_clean()
    charter.save(force_insert=True)
    facts = {
        "charter": str(charter.id),
        "version": charter.version,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    write(actor, "charter_proposed", facts)
    return charter


def _deciding_term(compound: Compound) -> CommitteeTerm:
    """The committee term that can decide; nobody can decide for a vacant committee."""
    term = present_term(compound.id)
    if term is None or term.state == CommitteeTerm.State.VACANT:
        raise WrongState(
            _(
                "%(compound)s has no owners' committee at present, and nobody can adopt the charter in its place."
            )
            % {"compound": compound.name}
        )
    if term.state not in DECIDING:
        raise WrongState(_("Only an elected committee in office can adopt the charter."))
    return term


def _check_meeting(actor: Actor, charter: Charter, term: CommitteeTerm, day: date) -> None:
    if day > actor.today or day < charter.proposed_on:
        raise ValidationError(
            {
                "decided_on": _("The day lies between the proposal (%(day)s) and today.")
                % {"day": charter.proposed_on}
            }
        )
    if day < term.starts_on:
        raise ValidationError(
            {"decided_on": _("The committee's term began on %(day)s.") % {"day": term.starts_on}}
        )


def _check_members(term: CommitteeTerm, present: int, for_it: int) -> None:
    if not 0 <= for_it <= present <= term.members:
        raise ValidationError(
            _("The committee has %(all)s members: members for ≤ members present ≤ all members.")
            % {"all": term.members}
        )
    if present * 2 <= term.members:
        raise AgainstTheLaw(
            _(
                "%(present)s of %(all)s members attended: a meeting needs more than half, so nothing was decided."
            )
            % {"present": present, "all": term.members},
            article=SH_26,
        )


@action
def record_adoption(
    actor: Actor,
    *,
    charter_id: int,
    compound_id: int,
    decided_on: date,
    members_present: int,
    members_for: int,
    resolution_path: str = "",
    resolution_hash: str = "",
) -> CharterAdoption:
    """Write down what one owners' committee decided about a charter version.

    Adopted only if more than half of all members of the term are for it (Shanghai rules art. 26), however
    many attended. A later meeting may decide again, until the version is adopted.
    """
    compound = Compound.objects.select_for_update().get(pk=compound_id)
    charter = Charter.objects.get(pk=charter_id)
    if not may_adopt_charter_for(actor, compound_id):
        raise NotAllowed(
            _("Only the owners' committee of %(compound)s decides for it.") % {"compound": compound.name}
        )
    term = _deciding_term(compound)
    if CharterAdoption.objects.filter(charter=charter, compound=compound, outcome="adopted").exists():
        raise WrongState(_("%(compound)s has already adopted this version.") % {"compound": compound.name})
    _check_meeting(actor, charter, term, decided_on)
    _check_members(term, members_present, members_for)
    adopted = members_for * 2 > term.members  # 过半数 of all members excludes equality
    adoption = CharterAdoption(
        charter=charter,
        compound=compound,
        committee_id=term.body_id,
        decided_on=decided_on,
        members_all=term.members,
        members_present=members_present,
        members_for=members_for,
        outcome=CharterAdoption.Outcome.ADOPTED if adopted else CharterAdoption.Outcome.NOT_ADOPTED,
        resolution_path=resolution_path,
        resolution_hash=resolution_hash,
    )
    adoption.full_clean()
    adoption.save(force_insert=True)
    write(actor, "charter_decided", _facts(adoption, charter))
    return adoption


def _facts(adoption: CharterAdoption, charter: Charter) -> dict[str, str | int]:
    return {
        "charter": str(charter.id),
        "version": charter.version,
        "compound": str(adoption.compound_id),
        "decided_on": adoption.decided_on.isoformat(),
        "members_all": adoption.members_all,
        "members_present": adoption.members_present,
        "members_for": adoption.members_for,
        "outcome": adoption.outcome,
        "resolution_sha256": adoption.resolution_hash,
    }
