"""The lines of «who may do what»: every predicate of every area in words, gathered area by area."""

from linmeng.pages.rights.may_alliance import ALLIANCE, OWN
from linmeng.pages.rights.may_elections import ELECTIONS, PETITIONS
from linmeng.pages.rights.may_people import PEOPLE
from linmeng.pages.rights.may_publishing import PAPERS, PUBLISHING
from linmeng.pages.rights.may_term import TERM
from linmeng.pages.rights.may_together import CIRCLES, MEETINGS
from linmeng.pages.rights.may_voices import LISTS, PROJECTS, VOICES
from linmeng.pages.rights.may_votes import VOTES
from linmeng.pages.rights.place import Right

RIGHTS: dict[str, tuple[Right, ...]] = {
    "people": PEOPLE,
    "circles": CIRCLES,
    "meetings": MEETINGS,
    "voices": VOICES,
    "lists": LISTS,
    "projects": PROJECTS,
    "votes": (*VOTES, *ELECTIONS, *PETITIONS, *TERM),
    "papers": PAPERS,
    "publishing": PUBLISHING,
    "alliance": ALLIANCE,
    "rights": OWN,
}
"""Group → its lines, in the order in which they are shown."""
