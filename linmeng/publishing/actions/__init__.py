from linmeng.publishing.actions.deliver import hand_over_slips, mark_read
from linmeng.publishing.actions.notify import notify, notify_many
from linmeng.publishing.actions.publish import publish, withdraw

__all__ = ["hand_over_slips", "mark_read", "notify", "notify_many", "publish", "withdraw"]
