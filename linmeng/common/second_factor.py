"""The second key before acts on rolls, ballots, publications and other people's rights."""

from linmeng.common.actor import Actor
from linmeng.common.errors import NeedsSecondFactor


def demand_second_factor(actor: Actor, sentence: str) -> None:
    """Refuse, with a sentence, whoever has not confirmed by a fresh code; a command needs none."""
    if not actor.second_factor and not actor.system:
        raise NeedsSecondFactor(sentence)
