from linmeng.alliance.models.bodies import Body, CommitteeTerm, PropertyService
from linmeng.alliance.models.charter import Charter, CharterAdoption
from linmeng.alliance.models.compound import Building, Compound, Entrance, ResidentsArea, Unit
from linmeng.alliance.models.profile import Facility, RulesOfProcedure, ShareSwitch, Strength

__all__ = [
    "Body",
    "Building",
    "Charter",
    "CharterAdoption",
    "CommitteeTerm",
    "Compound",
    "Entrance",
    "Facility",
    "PropertyService",
    "ResidentsArea",
    "RulesOfProcedure",
    "ShareSwitch",
    "Strength",
    "Unit",
]
