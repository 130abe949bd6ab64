from linmeng.common.states import Transitions

DELIVERY = Transitions(
    {
        "waiting": ("sent", "failed", "handed_over"),
        "failed": ("waiting",),
        "sent": (),
        "handed_over": (),
    }
)
