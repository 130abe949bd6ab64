from linmeng.assembly.queries.about_person import about_person
from linmeng.assembly.queries.dues import dues
from linmeng.assembly.queries.problems import problems_before_count, problems_before_notice, rules_in_force
from linmeng.assembly.queries.results import QuestionCount, box_of, explanation, newest_counts, vote_files
from linmeng.assembly.queries.roll import roll_on
from linmeng.assembly.queries.turnout import LiveTurnout, register, turnout, turnouts
from linmeng.assembly.queries.votes import (
    MyBallot,
    my_ballots,
    vote_counts,
    vote_path,
    votes_of,
    votes_visible,
)

__all__ = [
    "LiveTurnout",
    "MyBallot",
    "QuestionCount",
    "about_person",
    "box_of",
    "dues",
    "explanation",
    "my_ballots",
    "newest_counts",
    "problems_before_count",
    "problems_before_notice",
    "register",
    "roll_on",
    "rules_in_force",
    "turnout",
    "turnouts",
    "vote_counts",
    "vote_files",
    "vote_path",
    "votes_of",
    "votes_visible",
]
