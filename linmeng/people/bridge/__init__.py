from linmeng.people.bridge.faults import Fault
from linmeng.people.bridge.plan import RollPlan, plan_roll
from linmeng.people.bridge.purposes import (
    all_clocks,
    all_purposes,
    consents_asked,
    days_of_clock,
    words_hash,
)
from linmeng.people.bridge.reading import Reading, read_roll
from linmeng.people.bridge.roll import (
    PresentOwner,
    PresentPerson,
    PresentResident,
    PresentRoll,
    PresentUnit,
    RollOwner,
    RollPerson,
    RollResident,
    RollRow,
)
from linmeng.people.bridge.sheets import MAX_UPLOAD_BYTES, open_sheets
from linmeng.people.bridge.template import roll_workbook

__all__ = [
    "MAX_UPLOAD_BYTES",
    "Fault",
    "PresentOwner",
    "PresentPerson",
    "PresentResident",
    "PresentRoll",
    "PresentUnit",
    "Reading",
    "RollOwner",
    "RollPerson",
    "RollPlan",
    "RollResident",
    "RollRow",
    "all_clocks",
    "all_purposes",
    "consents_asked",
    "days_of_clock",
    "open_sheets",
    "plan_roll",
    "read_roll",
    "roll_workbook",
    "words_hash",
]
