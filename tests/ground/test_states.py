import pytest

from linmeng.common.errors import WrongState
from linmeng.common.states import Transitions

DOOR = Transitions({"open": ("closed",), "closed": ("open", "locked"), "locked": ()})


def test_steps_are_those_of_the_table() -> None:
    allowed = [(a, b) for a in DOOR.table for b in DOOR.table if DOOR.allows(a, b)]
    assert allowed == [("open", "closed"), ("closed", "open"), ("closed", "locked")]
    assert [state for state in DOOR.table if DOOR.final(state)] == ["locked"]


def test_step_outside_the_table_is_refused_in_a_sentence() -> None:
    DOOR.check("open", "closed", what="the door")
    with pytest.raises(WrongState, match=r"the door.*locked.*open"):
        DOOR.check("locked", "open", what="the door")
    with pytest.raises(WrongState):
        DOOR.check("unheard", "open", what="the door")


def test_table_with_an_unknown_state_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="ajar"):
        Transitions({"open": ("ajar",)})
