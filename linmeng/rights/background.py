"""What the nightly command does for people's rights."""

from datetime import datetime

from linmeng.common.actor import Actor
from linmeng.rights.actions import forgetting
from linmeng.rights.models import RetentionRun


def forget_what_is_over(at: datetime) -> RetentionRun:
    """Run the retention clocks of the alliance in force, once a day."""
    return forgetting.forget_what_is_over(Actor(at=at, system="forgetting"))
