from linmeng.common.states import Transitions

PROJECT = Transitions(
    {
        "draft": ("legal", "dropped"),
        "legal": ("voting", "dropped"),
        # back to legal when the vote is cancelled: the owners have not said anything
        "voting": ("decided", "rejected", "legal"),
        "decided": (),
        "rejected": (),
        "dropped": (),
    }
)
RECOUNTED = Transitions({"decided": ("rejected",), "rejected": ("decided",)})
"""Only a recount of the owners' vote turns their decision."""
