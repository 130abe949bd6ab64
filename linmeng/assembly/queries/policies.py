"""The frozen policies of a vote in sentences, and what the assembly adopted since that no longer touches it."""

from datetime import date

from linmeng.alliance.models import RulesOfProcedure
from linmeng.alliance.queries.profile import rules_sentences
from linmeng.assembly.bridge.policies import (
    changed_since,
    policies_of,
    stricter_delivery,
    stricter_proxy_limit,
)
from linmeng.assembly.models import Vote
from linmeng.people.queries.actors import in_force


def policy_sentences(vote: Vote) -> list[str]:
    """One sentence each, as the compound's own page says them."""
    return rules_sentences(
        RulesOfProcedure(
            web_ballots=vote.web_ballots,
            silence_clause=vote.silence == "follow_majority",
            unclear=vote.unclear,
            repeat=vote.repeat,
            owner_at=vote.owner_at,
            proxy_limit=vote.proxy_limit,
            delivery_rule=vote.delivery_rule,
        )
    )


def rules_changed_since_notice(vote: Vote, today: date) -> tuple[str, ...]:
    """Which policies today's rules of procedure would set otherwise; this vote keeps those of its notice."""
    rules = RulesOfProcedure.objects.filter(in_force(today), compound_id=vote.compound_id)
    now = rules.order_by("-valid_from").first()
    if now is None or vote.noticed_on is None:
        return ()
    limit = stricter_proxy_limit(vote.compound.place, vote.noticed_on, now.proxy_limit)
    frozen, delivery = policies_of(vote), stricter_delivery(now.delivery_rule, vote.delivery_rule)
    adopted = frozen | {
        "silence": "follow_majority" if now.silence_clause else "off",
        "unclear": now.unclear,
        "repeat": now.repeat,
        "owner_at": now.owner_at,
        "proxy_limit": "" if limit is None else str(limit),
    }
    if delivery != vote.delivery_rule:
        adopted["delivery"] = delivery
    return changed_since(frozen, adopted)
