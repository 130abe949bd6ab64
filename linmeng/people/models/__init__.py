from linmeng.people.models.binding import Binding, CodeLetter, Representation, WrongTry
from linmeng.people.models.person import ContactWay, Person
from linmeng.people.models.privacy import Consent, Look
from linmeng.people.models.roll import Ownership, Residence, RollImport
from linmeng.people.models.seat import Role, Seat
from linmeng.people.models.talent import Qualification, Reach, Recommendation, Trade
from linmeng.people.models.user import LogIn, User

__all__ = [
    "Binding",
    "CodeLetter",
    "Consent",
    "ContactWay",
    "LogIn",
    "Look",
    "Ownership",
    "Person",
    "Qualification",
    "Reach",
    "Recommendation",
    "Representation",
    "Residence",
    "Role",
    "RollImport",
    "Seat",
    "Trade",
    "User",
    "WrongTry",
]
