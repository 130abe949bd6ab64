"""The assembly's door to the core: law packs, rolls with their fingerprints, count files and results."""

from linmeng.assembly.bridge.answers import Marks, joined, parse_marks, written_marks
from linmeng.assembly.bridge.comparing import Changed, changes
from linmeng.assembly.bridge.count_file import (
    Box,
    CountedQuestion,
    acts_of_casting,
    count_file,
    lines_in,
    mask_of_owner,
    roll_lines,
    vote_file,
)
from linmeng.assembly.bridge.election import (
    Bar,
    CommitteeLaw,
    LawDay,
    OnBallot,
    committee_law,
    count_content,
    election_file,
    law_days,
    lines_of_content,
)
from linmeng.assembly.bridge.law import Law, PackChanged, frozen_pack, law_of_vote, law_on
from linmeng.assembly.bridge.roll import (
    area_dm2,
    deal_masks,
    masked_line,
    masks_since,
    owners_fingerprint,
    roll_fingerprint,
    roll_line,
    sha256,
    written_area,
)
from linmeng.assembly.bridge.spreading import SILENT, HomeCounted, homes_counted
from linmeng_core.chain import canonical

__all__ = [
    "SILENT",
    "Bar",
    "Box",
    "Changed",
    "CommitteeLaw",
    "CountedQuestion",
    "HomeCounted",
    "Law",
    "LawDay",
    "Marks",
    "OnBallot",
    "PackChanged",
    "acts_of_casting",
    "area_dm2",
    "canonical",
    "changes",
    "committee_law",
    "count_content",
    "count_file",
    "deal_masks",
    "election_file",
    "frozen_pack",
    "homes_counted",
    "joined",
    "law_days",
    "law_of_vote",
    "law_on",
    "lines_in",
    "lines_of_content",
    "mask_of_owner",
    "masked_line",
    "masks_since",
    "owners_fingerprint",
    "parse_marks",
    "roll_fingerprint",
    "roll_line",
    "roll_lines",
    "sha256",
    "vote_file",
    "written_area",
    "written_marks",
]
