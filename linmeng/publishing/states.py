from linmeng.common.states import Transitions

PROPOSAL = Transitions(
    {
        "proposed": ("issued", "returned", "taken_back"),
        "issued": (),
        "returned": (),
        "taken_back": (),
    }
)

DELIVERY = Transitions(
    {
        "waiting": ("sending", "printed", "handed_over", "failed", "passed_on", "called_off", "over"),
        "sending": ("sent", "waiting", "failed"),
        "failed": ("waiting", "passed_on"),
        "printed": ("handed_over", "waiting"),
        "sent": (),
        "handed_over": (),
        "passed_on": (),
        "called_off": (),
        "over": (),
    }
)
