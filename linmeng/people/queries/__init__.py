from linmeng.people.queries.actors import actor_for, hats_of, in_force, person_of_user, seats_today
from linmeng.people.queries.owners import owners_on
from linmeng.people.queries.persons import (
    Neighbour,
    PeopleCount,
    compounds_of_person,
    elder_counts,
    neighbours_found,
)
from linmeng.people.queries.roll import (
    RollNumbers,
    compounds_with_roll,
    imports_of,
    roll_lines,
    roll_numbers,
    units_on_roll,
)
from linmeng.people.queries.seats import compounds_of_body, seats_of_body

__all__ = [
    "Neighbour",
    "PeopleCount",
    "RollNumbers",
    "actor_for",
    "compounds_of_body",
    "compounds_of_person",
    "compounds_with_roll",
    "elder_counts",
    "hats_of",
    "imports_of",
    "in_force",
    "neighbours_found",
    "owners_on",
    "person_of_user",
    "roll_lines",
    "roll_numbers",
    "seats_of_body",
    "seats_today",
    "units_on_roll",
]
