"""What is frozen and published of an election: each candidate in both measures, who is elected, what follows."""

from typing import Any

from django.utils.translation import gettext as _

from linmeng.assembly.bridge import area_dm2
from linmeng.assembly.queries import QuestionCount
from linmeng.assembly.queries.ballot_lists import names_on_ballot


def is_election(counted: QuestionCount) -> bool:
    """Whether the counted question was an election."""
    return "elected" in counted.result


def election_question_facts(counted: QuestionCount) -> dict[str, Any]:
    """One election with its hashes; texts and whole numbers only."""
    result = counted.result
    return {
        "number": counted.question.number,
        "text": counted.question.text,
        "kind": "election",
        "passed": counted.count.passed,
        "seats": counted.question.seats,
        "minimum": counted.question.minimum,
        "cells": {
            cell: figures | {"area_m2": result[cell]["area_m2"]} for cell, figures in counted.cells.items()
        },
        "quorum": result["quorum"],
        "candidates": candidate_facts(counted),
        "outcome": result["outcome"],
        "outcome_words": outcome_words(counted),
        "tied": result["tied"],
        "if_disputed": result["if_disputed"],
        "without_silence_passed": None,
        "refused": len(result["refused"]),
        "lines": result["lines"],
        "version": counted.count.version,
        "input_sha256": counted.count.input_sha256,
        "result_sha256": counted.count.result_sha256,
    }


def candidate_facts(counted: QuestionCount) -> list[dict[str, Any]]:
    """Each candidate by number: support in both measures, over half or not, the place among the elected."""
    names, elected = names_on_ballot(counted.question), counted.result["elected"]
    return [
        {
            "number": int(one["candidate"]),
            "name": names.get(int(one["candidate"]), ""),
            "area_m2": one["area_m2"],
            "area_dm2": area_dm2(one["area_m2"]),
            "heads": one["heads"],
            "over_half_area": one["approval"]["area"],
            "over_half_heads": one["approval"]["heads"],
            "place": elected.index(one["candidate"]) + 1 if one["candidate"] in elected else 0,
        }
        for one in counted.result["candidates"]
    ]


def outcome_words(counted: QuestionCount) -> str:
    """What the count means, in one sentence; never more seats than were won."""
    return words_of_outcome(counted.result, counted.question.seats)


def words_of_outcome(result: dict[str, Any], seats: int) -> str:
    """The same from a result that nobody kept yet."""
    elected = len(result["elected"])
    if result["outcome"] == "no_quorum":
        return _("Too few owners took part: nobody is elected")
    if result["outcome"] == "lot_needed":
        return _("Equals stand on both sides of the last seat: a lot decides in public")
    told = {"n": elected, "seats": seats}
    if result["outcome"] == "by_election":
        return _("%(n)s of %(seats)s seats are filled: a by-election follows") % told
    return _("%(n)s of %(seats)s seats are filled: the committee is elected") % told
