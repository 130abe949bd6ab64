"""Of a vote's page what concerns its life: frozen policies, the linked vote, homes that changed hands."""

from dataclasses import dataclass

from linmeng.assembly.actions.facts import scope_words
from linmeng.assembly.bridge.lift import Lift
from linmeng.assembly.models import Petition, RollEntry, RollSupplement, Vote
from linmeng.assembly.queries.linked import joint_outcome, partner_of
from linmeng.assembly.queries.petition_calls import petitions_behind
from linmeng.assembly.queries.policies import policy_sentences, rules_changed_since_notice
from linmeng.assembly.queries.supplements import why_not_theirs
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.projects.bridge import lift_law


@dataclass(frozen=True)
class Life:
    """What was frozen, what hangs together with it, what changed beside it."""

    policies: list[str]
    rules_changed: bool
    supplements: int
    partner: Vote | None = None
    partner_scope: str = ""
    partner_phase: str = ""
    lift_article: str = ""
    joint: Lift | None = None
    bought: tuple[str, ...] = ()
    """Why the ballot of the owner before counts for homes that became the visitor's since notice."""
    asked_for: tuple[Petition, ...] = ()
    """The petitions of owners that this vote goes back to."""


def life_of(actor: Actor, vote: Vote) -> Life:
    """Of an announced vote; a draft has a partner at most. A partner that this visitor may not see is left out."""
    noticed = vote.noticed_on is not None
    other = partner_of(vote)
    if other is not None and other.noticed_on is None and vote.noticed_on is not None:
        other = None
    law = lift_law(vote.compound.place, vote.noticed_on or actor.today) if other is not None else None
    changed = RollSupplement.objects.filter(entry__vote=vote).count() if noticed else 0
    return Life(
        policies=policy_sentences(vote) if noticed else [],
        rules_changed=bool(noticed and rules_changed_since_notice(vote, actor.today)),
        supplements=changed,
        partner=other,
        partner_scope=scope_words(other) if other is not None else "",
        partner_phase=phase(other, actor.at) if other is not None else "",
        lift_article=law.article if law is not None else "",
        joint=joint_outcome(vote) if other is not None else None,
        bought=_bought(actor, vote) if changed and actor.units else (),
        asked_for=tuple(petitions_behind(vote)),
    )


def _bought(actor: Actor, vote: Vote) -> tuple[str, ...]:
    homes = RollEntry.objects.filter(vote=vote, unit_id__in=actor.units, supplements__isnull=False).distinct()
    told = [why_not_theirs(actor, vote, home) for home in homes if str(actor.person_id) not in home.owners]
    return tuple(sentence for sentence in told if sentence)
