"""The policies of a vote: what is frozen at notice beside roll and law, and its fingerprint."""

from collections.abc import Mapping
from datetime import date

from linmeng.assembly.bridge.proof import DELIVERY_RULES, USUAL
from linmeng.assembly.models import Vote
from linmeng_core.conduct.ballots import changed_policies, policy_fingerprint
from linmeng_core.errors import BadInput
from linmeng_core.law.load import pack_in_force

__all__ = [
    "changed_policies",
    "policies_of",
    "policy_fingerprint",
    "stricter_delivery",
    "stricter_proxy_limit",
]


def policies_of(vote: Vote) -> dict[str, str]:
    """As they stand with the vote: silence, unclear and repeated ballots, homes sold, mandates, ways."""
    ways = "phone_prepares_paper" if vote.paper_by_phone else "paper"
    # named only where it is stricter than the usual one, so that earlier votes keep their fingerprint
    stricter = {"delivery": vote.delivery_rule} if vote.delivery_rule != USUAL else {}
    return stricter | {
        "silence": vote.silence,
        "unclear": vote.unclear,
        "repeat": vote.repeat,
        "owner_at": vote.owner_at,
        "proxy_limit": "" if vote.proxy_limit is None else str(vote.proxy_limit),
        "ways": "web_and_paper" if vote.web_ballots else ways,
    }


def stricter_proxy_limit(place: str, day: date, own: int | None) -> int | None:
    """How many mandates one agent may hold: the law's number or the assembly's own, whichever is less."""
    try:
        rules = pack_in_force(place, day, subject="assembly")
    except BadInput:
        return own
    known = [own] if own is not None else []
    known += [rules.number("proxy.limit")] if rules.has("proxy.limit") else []
    return min(known, default=None)


def stricter_delivery(*rules: str) -> str:
    """Of several rules on what proves a delivery, the strictest."""
    return max(rules, key=DELIVERY_RULES.index)


def changed_since(frozen: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the policies that differ."""
    return changed_policies(frozen=frozen, now=now)
