from linmeng.people.models.person import ContactWay, Person, Qualification
from linmeng.people.models.roll import Ownership, Residence, RollImport
from linmeng.people.models.seat import Role, Seat
from linmeng.people.models.user import User

__all__ = [
    "ContactWay",
    "Ownership",
    "Person",
    "Qualification",
    "Residence",
    "Role",
    "RollImport",
    "Seat",
    "User",
]
