"""The worked example of docs/formats/bundle.md; `python -m tests.bundle.worked_example` writes it anew."""

import json
from dataclasses import replace
from pathlib import Path

from linmeng_core.bundle.contents import BundleContents, Candidate, Chosen, ElectionQuestion
from tests.bundle.making import masked, sealed

FORMATS = Path(__file__).parents[2] / "docs" / "formats"
EXAMPLE = FORMATS / "bundle-example" / "bundle.zip"
CHOSEN = [("c1",), ("c1",), ("c2",), ("c1", "c2"), ("c2",), ("c1",), ("c1", "c2"), (), ("c1",), ("c2",)]


def example() -> BundleContents:
    """The vote of examples/vote.json, and an election on the same ballots."""
    vote = json.loads((FORMATS / "examples" / "vote.json").read_text("utf-8")) | {"place": "cn"}
    contents = masked(vote, seed=1)
    people = (Candidate("c1", "王建国"), Candidate("c2", "李秀英"))
    question = ElectionQuestion("q2", "选举三号楼业主小组代表", "elect_committee", 2, 1, people)
    ballots = tuple(
        replace(ballot, answers={**ballot.answers, "q2": Chosen(names)})
        for ballot, names in zip(contents.ballots, CHOSEN, strict=True)
    )
    return replace(contents, questions=(*contents.questions, question), ballots=ballots)


if __name__ == "__main__":
    EXAMPLE.write_bytes(sealed(example()))
