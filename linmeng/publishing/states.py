from linmeng.common.states import Transitions

DELIVERY = Transitions(
    {
        "waiting": ("sending", "printed", "handed_over", "failed", "passed_on", "called_off"),
        "sending": ("sent", "waiting", "failed"),
        "failed": ("waiting", "passed_on"),
        "printed": ("handed_over", "waiting"),
        "sent": (),
        "handed_over": (),
        "passed_on": (),
        "called_off": (),
    }
)
