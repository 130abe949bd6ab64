"""What is frozen and published about a vote: plain texts and whole numbers, one for page and paper alike."""

from typing import Any

from django.utils.translation import gettext as _

from linmeng.assembly.actions.count_facts import count_facts
from linmeng.assembly.actions.election_facts import election_question_facts, is_election
from linmeng.assembly.bridge import Law, written_area
from linmeng.assembly.bridge.policies import policies_of
from linmeng.assembly.models import Vote
from linmeng.assembly.queries import QuestionCount
from linmeng.assembly.queries.linked import partner_of
from linmeng.assembly.queries.policies import policy_sentences
from linmeng.common.clock import local_day

SHARES = {">1/2": "1/2", ">=3/4": "3/4", ">=2/3": "2/3"}


def scope_words(vote: Vote) -> str:
    """梧桐苑 / 梧桐苑 3号楼 / 梧桐苑 3号楼 3号: whose vote this is."""
    place = [vote.compound.name]
    if vote.scope == "building" and vote.building is not None:
        place.append(vote.building.name)
    if vote.scope == "entrance" and vote.entrance is not None:
        place += [vote.entrance.building.name, vote.entrance.name]
    return " ".join(place)


def what_passes(law: Law) -> list[str]:
    """The two hurdles in words everyone knows."""
    share = _("three quarters or more") if law.approval == ">=3/4" else _("more than half")
    return [
        _("Owners with two thirds or more of the area, and two thirds or more of the owners, take part."),
        _("Of those who take part, %s by area and by owners agree.") % share,
    ]


def how_to_vote(vote: Vote) -> list[str]:
    """The ways in which this vote takes ballots."""
    paper = _(
        "On paper: the building leader brings the numbered ballot; mark it, sign it, put it in the box."
    )
    if vote.paper_by_phone:
        prepared = _("Or prepare your paper on the phone, print and sign it: only the signed paper counts.")
        return [paper, prepared]
    if not vote.web_ballots:
        return [paper, _("Only signed paper counts in this vote.")]
    return [_("By phone: scan the code, log in, choose."), paper]


def _shared_facts(vote: Vote, law: Law, path: str) -> dict[str, Any]:
    return {
        "vote": str(vote.id),
        "path": path,
        "compound": vote.compound.name,
        "title": vote.title,
        "summary": vote.summary,
        "scope": scope_words(vote),
        "matter": law.matter_title,
        "matter_en": law.matter_title_en,
        "article": law.article,
        "quorum": law.quorum,
        "approval": law.approval,
        "approval_share": SHARES[law.approval],
        "what_passes": what_passes(law),
        "noticed_on": vote.noticed_on.isoformat() if vote.noticed_on else "",
        "opens_on": local_day(vote.opens_at).isoformat() if vote.opens_at else "",
        "closes_on": vote.last_day.isoformat() if vote.last_day else "",
        "units": vote.roll_units,
        "heads": vote.roll_heads,
        "area_dm2": vote.roll_area_dm2,
        "area_m2": written_area(vote.roll_area_dm2),
        "fingerprint": vote.roll_sha256,
        "pack": vote.pack_id,
        "pack_version": vote.pack_version,
        "pack_sha256": vote.pack_sha256,
        "silence": vote.silence,
        "unclear": vote.unclear,
        "repeat": vote.repeat,
    }


def notice_facts(vote: Vote, law: Law, path: str) -> dict[str, Any]:
    """Subject `vote_notice`: what, when, how, what it takes to pass, and the roll's fingerprint."""
    return _shared_facts(vote, law, path) | {
        "questions": [{"number": q.number, "text": q.text} for q in vote.questions.all()],
        "web_ballots": vote.web_ballots,
        "how_to_vote": how_to_vote(vote),
        "policies": policies_of(vote),
        "policy_sha256": vote.policy_sha256,
        "policy_words": policy_sentences(vote),
        "linked_with": _linked_with(vote),
    }


def _linked_with(vote: Vote) -> str:
    """The title of the vote that must pass too, where there is one."""
    other = partner_of(vote)
    return other.title if other is not None else ""


def _question_facts(counted: QuestionCount) -> dict[str, Any]:
    if is_election(counted):
        return election_question_facts(counted)
    result = counted.result
    return {
        "number": counted.question.number,
        "text": counted.question.text,
        "passed": counted.count.passed,
        "cells": {
            cell: figures | {"area_m2": result[cell]["area_m2"]} for cell, figures in counted.cells.items()
        },
        "quorum": result["quorum"],
        "approval": result["approval"],
        "if_disputed": result["if_disputed"],
        "without_silence_passed": result["without_silence"]["passed"]
        if "without_silence" in result
        else None,
        "refused": len(result["refused"]),
        "lines": result["lines"],
        "version": counted.count.version,
        "input_sha256": counted.count.input_sha256,
        "result_sha256": counted.count.result_sha256,
    }


def result_facts(vote: Vote, law: Law, counts: list[QuestionCount], path: str) -> dict[str, Any]:
    """Subject `vote_result`: every figure of every question, with the hashes of input and result."""
    passed = sum(1 for counted in counts if counted.count.passed)
    return _shared_facts(vote, law, path) | {
        "questions": [_question_facts(counted) for counted in counts],
        "passed": passed == len(counts),
        "questions_passed": passed,
        "counted_on": local_day(max(counted.count.counted_at for counted in counts)).isoformat(),
        **count_facts(vote, counts),
    }
