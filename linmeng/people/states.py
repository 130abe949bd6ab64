"""How an upload of the roll passes from one state to the next."""

from linmeng.common.states import Transitions

ROLL_IMPORT = Transitions({"previewed": ("committed", "set_aside"), "committed": (), "set_aside": ()})

BINDING = Transitions(
    {
        "waiting": ("accepted", "refused", "undone"),
        "accepted": ("disputed", "undone"),
        "disputed": ("accepted", "undone"),
        "refused": (),
        "undone": (),
    }
)
STANDING = ("waiting", "accepted", "disputed")
LETTER = Transitions({"valid": ("revoked",), "revoked": ()})
