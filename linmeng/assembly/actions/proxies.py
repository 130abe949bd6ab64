"""Giving and taking back a written mandate (Civil Code 161-173; Shanghai rules art. 18)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand, demand_second_key, locked_vote
from linmeng.assembly.models import Proxy, RollEntry, Vote
from linmeng.assembly.permissions import may_take_mandates
from linmeng.assembly.queries.ballot_lists import fault_of_answer
from linmeng.assembly.queries.entitled import (
    PROXY,
    entitled_now,
    has_died,
    speaker,
    valid_receipts,
    voices_for,
)
from linmeng.assembly.queries.proxies import (
    against,
    agent_key,
    held,
    law_of_mandates,
    mandates_of,
    may_still_cast,
)
from linmeng.assembly.queries.votes import questions_of, vote_path
from linmeng.assembly.states import phase
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, WrongState
from linmeng.ground.actions.documents import Upload, keep_upload
from linmeng.ground.acts import action
from linmeng.publishing.actions import notify
from linmeng.record.actions import write

WRITTEN = ("yes", "no", "abstain")


@dataclass(frozen=True)
class Agent:
    """Who shall vote: a name and what they are to the owner; `person_id` of somebody this house knows."""

    name: str
    relation: str
    person_id: int | None = None


@action
def give_mandate(
    actor: Actor,
    *,
    entry_id: int,
    principal: str,
    agent: Agent,
    instructions: Mapping[int, str],
    scan: Upload | None = None,
) -> Proxy:
    """Write down that an owner lets somebody else cast the ballot of a home, and how.

    The owner does it with the own log-in; the committee or the clerk from the signed paper, whose `scan`
    (name, bytes) is kept. Refused: a second mandate, more than one agent may hold, staff of the property
    company where the law says so, a home that has cast already.
    """
    vote_id = RollEntry.objects.values_list("vote_id", flat=True).get(id=entry_id)
    vote = locked_vote(vote_id)
    entry = RollEntry.objects.get(id=entry_id, vote=vote)
    _check_moment(actor, vote)
    _check_giver(actor, vote, entry, principal, scan)
    _check_agent(actor, vote, principal, agent)
    _check_words(vote, instructions, bound=law_of_mandates(vote, actor.today).bound)
    _check_free(entry, principal)
    proxy = Proxy(
        vote=vote,
        entry=entry,
        principal=principal,
        agent_person_id=agent.person_id,
        agent_name=agent.name.strip()[:40],
        relation=agent.relation,
        instructions={str(number): choice for number, choice in sorted(instructions.items()) if choice},
        given_at=actor.at,
        recorded_by=actor.seat_title[:60],
    )
    _check_law(actor, vote, proxy)
    proxy.mandate = keep_upload(actor, scan) if scan is not None else None
    proxy.save()
    _tell_agent(actor, vote, proxy)
    write(actor, "mandate_given", {"vote": str(vote.id), "mandate": str(proxy.id), "paper": scan is not None})
    return proxy


def _check_moment(actor: Actor, vote: Vote) -> None:
    if phase(vote, actor.at) not in ("noticed", "open"):
        raise WrongState(_("Mandates are given between notice and the closing instant."))


def _gives(actor: Actor, vote: Vote, entry: RollEntry, principal: str) -> bool:
    """The owner, or who acts for the owner by law; whoever holds a mandate passes nothing on."""
    voices = voices_for(actor, vote, entry)
    return any(voice.owner == principal and voice.ground != PROXY for voice in voices)


def _check_giver(actor: Actor, vote: Vote, entry: RollEntry, principal: str, scan: Upload | None) -> None:
    entitled = entitled_now(vote, entry)
    if not _gives(actor, vote, entry, principal):
        allowed = may_take_mandates(actor, vote.compound_id)
        demand(allowed, _("Only the owner gives a mandate; from a signed paper, the committee or the clerk."))
        demand_second_key(actor)
        if scan is None:
            raise ValidationError({"scan": _("Please add the signed mandate as a scan or photo.")})
    if principal not in entitled.owners or has_died(principal, actor.today):
        raise ValidationError({"principal": _("Only an owner on the roll of this vote can give a mandate.")})
    if speaker(entitled) not in ("", principal):
        raise ValidationError({"principal": _("The co-owners named somebody else to vote for this home.")})


def _check_agent(actor: Actor, vote: Vote, principal: str, agent: Agent) -> None:
    if not agent.name.strip() or agent.relation not in Proxy.Relation.values:
        raise ValidationError({"agent_name": _("Please say who shall vote, and what they are to the owner.")})
    if agent.person_id is not None and str(agent.person_id) == principal:
        raise ValidationError({"agent_name": _("Nobody needs a mandate for the own home.")})


def _check_words(vote: Vote, instructions: Mapping[int, str], *, bound: bool) -> None:
    """Where the law binds the agent (SH 18) every question is written; else only what the owner wants."""
    questions = questions_of(vote.id)
    if set(instructions) - {question.number for question in questions}:
        raise ValidationError({"instructions": _("This question is not among those of the vote.")})
    for question in questions:
        wrote = instructions.get(question.number, "")
        if not wrote and not bound:
            continue
        if fault_of_answer(question, wrote, WRITTEN, most=True):
            raise ValidationError({"instructions": _("Please write how to vote on every question.")})


def _check_free(entry: RollEntry, principal: str) -> None:
    if valid_receipts().filter(entry=entry, by=principal).exists():
        raise WrongState(_("%s has voted already; there is nothing left to hand over.") % entry.unit_code)
    if Proxy.objects.filter(entry=entry, principal=principal, revoked_at=None).exists():
        raise WrongState(_("There is a mandate for this home already. Take it back first."))


def _check_law(actor: Actor, vote: Vote, proxy: Proxy) -> None:
    same = agent_key(proxy.agent_person_id, proxy.agent_name)
    others = [
        one
        for one in mandates_of(vote).filter(revoked_at=None)
        if agent_key(one.agent_person_id, one.agent_name) == same
    ]
    law = law_of_mandates(vote, actor.today)
    for refused in law.refused(held(vote, [*others, proxy], actor.today)):
        if refused.place == len(others):
            raise AgainstTheLaw(against(refused.reason), article=refused.article)


def _tell_agent(actor: Actor, vote: Vote, proxy: Proxy) -> None:
    """Whom this house knows hears of it; what was written is read on the mandate's own page."""
    if proxy.agent_person_id is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        notify(
            actor,
            person_id=proxy.agent_person_id,
            subject="vote",
            subject_id=vote.id,
            title=_("You are asked to vote for a neighbour"),
            words=f"{proxy.entry.unit_code}: {vote.title}"[:200],
            path=vote_path(vote.id),
            ends_at=vote.ends_at,
        )


@action
def revoke_mandate(actor: Actor, *, proxy_id: int, why: str = "") -> Proxy:
    """Take a mandate back before it was used: the owner, or the office from the owner's paper."""
    vote_id = Proxy.objects.values_list("vote_id", flat=True).get(id=proxy_id)
    vote = locked_vote(vote_id)
    proxy = Proxy.objects.select_for_update(of=("self",)).select_related("entry").get(id=proxy_id)
    if not _gives(actor, vote, proxy.entry, proxy.principal):
        allowed = may_take_mandates(actor, vote.compound_id)
        demand(
            allowed,
            _("Only the owner takes a mandate back; from a signed paper, the committee or the clerk."),
        )
        demand_second_key(actor)
        if len(why.strip()) < 4:
            raise ValidationError({"why": _("Please say in a few words how the owner said so.")})
    if proxy.revoked_at is not None:
        raise WrongState(_("This mandate was taken back already."))
    if not may_still_cast(vote, proxy):
        raise WrongState(_("The ballot is cast; a mandate can be taken back before that only."))
    proxy.revoked_at, proxy.revoked_why = actor.at, why.strip()[:200]
    proxy.save(update_fields=["revoked_at", "revoked_why"])
    write(actor, "mandate_revoked", {"vote": str(vote.id), "mandate": str(proxy.id)})
    return proxy
