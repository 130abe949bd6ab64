"""Counting elections: several candidates, several seats, the same two measures.

Order inside: votes → results → marks → seating → explaining → counting
"""

from linmeng_core.election.counting import count_election
from linmeng_core.election.results import ElectionResult
from linmeng_core.election.votes import Election, ElectionBallot

__all__ = ["Election", "ElectionBallot", "ElectionResult", "count_election"]
