"""Giving notice: the point of no return at which roll, law and policies are frozen."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.alliance.models import RulesOfProcedure
from linmeng.assembly.actions.drafting import demand_caller
from linmeng.assembly.actions.facts import notice_facts
from linmeng.assembly.actions.locking import demand_second_key, locked_vote
from linmeng.assembly.bridge import Law, deal_masks, law_on, owners_fingerprint, roll_fingerprint
from linmeng.assembly.bridge.policies import policies_of, policy_fingerprint, stricter_proxy_limit
from linmeng.assembly.models import RollEntry, Vote
from linmeng.assembly.queries import problems_before_notice, roll_on, rules_in_force, vote_path
from linmeng.assembly.queries.calling import ELECTS
from linmeng.assembly.queries.linked import partner_of
from linmeng.assembly.queries.periods import latest_opening_to
from linmeng.assembly.states import VOTE
from linmeng.common.actor import Actor
from linmeng.common.clock import day_end, day_start
from linmeng.common.errors import AgainstTheLaw
from linmeng.ground.acts import action
from linmeng.projects.actions import mark_voting
from linmeng.publishing.actions import notify_many, publish
from linmeng.record.actions import write


@action
def give_notice(actor: Actor, *, vote_id: int, opens_on: date, closes_on: date) -> Vote:
    """Freeze the roll as of today, the law pack and the assembly's policies; announce to every owner.

    Refuses while `problems_before_notice` finds any, and an opening before the law's notice period
    is over (the day of notice is not counted, Civil Code 201). Linked votes are announced together.
    """
    vote = locked_vote(vote_id)
    demand_caller(actor, vote.compound_id, vote.matter_class)
    demand_second_key(actor)
    VOTE.check(vote.state, "noticed", what=vote.title)
    other = partner_of(vote)
    votes = [vote, locked_vote(other.id)] if other is not None else [vote]
    for one in votes:
        _refuse_problems(actor, one)
    for one in votes:
        _notice(actor, one, opens_on, closes_on)
    if vote.project_id is not None:
        with translation.override(settings.LANGUAGE_CODE):
            mark_voting(actor, project_id=vote.project_id, path=vote_path(vote.id))
    return vote


def _notice(actor: Actor, vote: Vote, opens_on: date, closes_on: date) -> None:
    law = law_on(vote.compound.place, vote.matter_class, actor.today)
    rules = rules_in_force(vote.compound_id, actor.today)
    assert law is not None and rules is not None  # noqa: S101  both are among the problems
    _check_days(vote, actor, law, opens_on, closes_on)
    entries = roll_on(vote, actor.today)
    deal_masks(entries)
    _freeze(vote, law, rules, entries, actor.today)
    vote.noticed_on, vote.opens_at, vote.closes_at = actor.today, day_start(opens_on), day_end(closes_on)
    vote.state = "noticed"
    vote.save()
    RollEntry.objects.bulk_create(entries, batch_size=500)
    _announce(actor, vote, law, entries)
    write(actor, "vote_noticed", _recorded(vote, entries))


def _refuse_problems(actor: Actor, vote: Vote) -> None:
    problems = problems_before_notice(vote, actor.today, actor)
    if problems:
        article = next((problem.article for problem in problems if problem.article), "")
        raise AgainstTheLaw(" ".join(problem.sentence for problem in problems), article=article)


def _check_days(vote: Vote, actor: Actor, law: Law, opens_on: date, closes_on: date) -> None:
    if opens_on < law.earliest_opening:
        raise AgainstTheLaw(
            _("Owners must be told %(days)s days before. The earliest opening is %(day)s.")
            % {"days": law.notice_days, "day": law.earliest_opening.isoformat()},
            article=law.notice_article,
        )
    if closes_on < opens_on:
        raise ValidationError({"closes_on": _("The last day must lie on or after the first.")})
    latest = latest_opening_to(vote.compound.place, actor.today, opens_on)
    if closes_on > latest.day:
        sentence = _("This vote may stay open until %(day)s at most.") % {"day": latest.day.isoformat()}
        if latest.article:
            raise AgainstTheLaw(sentence, article=latest.article)
        raise ValidationError({"closes_on": sentence})


def _freeze(vote: Vote, law: Law, rules: RulesOfProcedure, entries: list[RollEntry], today: date) -> None:
    vote.pack_id, vote.pack_version, vote.pack_sha256 = law.pack_id, law.pack_version, law.pack_sha256
    # among several names there is no majority that silent homes could follow
    follows = rules.silence_clause and vote.matter_class != ELECTS
    vote.silence = "follow_majority" if follows else "off"
    vote.unclear, vote.repeat, vote.owner_at = rules.unclear, rules.repeat, rules.owner_at
    vote.proxy_limit = stricter_proxy_limit(vote.compound.place, today, rules.proxy_limit)
    # where law or assembly ask for a signed paper, a phone may only prepare one
    vote.web_ballots = rules.web_ballots and law.web_ballot == "legal"
    vote.paper_by_phone = not vote.web_ballots and law.web_ballot != "off"
    vote.policy_sha256 = policy_fingerprint(policies_of(vote))
    vote.roll_sha256 = roll_fingerprint(entries)
    vote.roll_units = len(entries)
    vote.roll_heads = len({entry.head_key for entry in entries})
    vote.roll_area_dm2 = sum(entry.area_dm2 for entry in entries)


def _recorded(vote: Vote, entries: list[RollEntry]) -> dict[str, object]:
    assert vote.opens_at is not None and vote.closes_at is not None  # noqa: S101  set above
    return {
        "vote": str(vote.id),
        "roll_sha256": vote.roll_sha256,
        "owners_sha256": owners_fingerprint(entries),
        "units": vote.roll_units,
        "heads": vote.roll_heads,
        "area_dm2": vote.roll_area_dm2,
        "pack": vote.pack_id,
        "pack_version": vote.pack_version,
        "pack_sha256": vote.pack_sha256,
        "policy": policies_of(vote),
        "policy_sha256": vote.policy_sha256,
        "opens_at": vote.opens_at.isoformat(),
        "closes_at": vote.closes_at.isoformat(),
    }


def _announce(actor: Actor, vote: Vote, law: Law, entries: list[RollEntry]) -> None:
    """On the board, to each owner by their own way, to those who spoke. In Chinese, whoever clicks."""
    path = vote_path(vote.id)
    with translation.override(settings.LANGUAGE_CODE):
        publish(
            actor,
            compound=vote.compound,
            kind="announcement",
            subject="vote_notice",
            subject_id=vote.id,
            title=_("Owners vote: %s") % vote.title,
            facts=notice_facts(vote, law, path),
            article=law.notice_article,
            period_ends_at=vote.opens_at,
        )
        notify_many(
            actor,
            person_ids=sorted({int(owner) for entry in entries for owner in entry.owners}),
            subject="vote",
            subject_id=vote.id,
            title=_("You are asked to vote"),
            words=vote.title,
            path=path,
            statutory=True,
            article=law.notice_article,
            ends_at=vote.closes_at,
            compound_id=vote.compound_id,
        )
