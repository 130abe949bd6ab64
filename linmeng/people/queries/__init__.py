from linmeng.people.queries.about_person import about_person
from linmeng.people.queries.actors import actor_for, hats_of, in_force, person_of_user, seats_today
from linmeng.people.queries.consents import Agreed, consents_of, has_consent, who_agreed
from linmeng.people.queries.looks import kinds_of_looks, looks_at, people_on_roll
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
from linmeng.people.queries.seats import compounds_of_body, holder_of_seat, seats_of_body

__all__ = [
    "Agreed",
    "Neighbour",
    "PeopleCount",
    "RollNumbers",
    "about_person",
    "actor_for",
    "compounds_of_body",
    "compounds_of_person",
    "compounds_with_roll",
    "consents_of",
    "elder_counts",
    "has_consent",
    "hats_of",
    "holder_of_seat",
    "imports_of",
    "in_force",
    "kinds_of_looks",
    "looks_at",
    "neighbours_found",
    "owners_on",
    "people_on_roll",
    "person_of_user",
    "roll_lines",
    "roll_numbers",
    "seats_of_body",
    "seats_today",
    "units_on_roll",
    "who_agreed",
]
