"""The assembly's door to the core: law packs, rolls with their fingerprints, count files and results."""

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
from linmeng.assembly.bridge.law import Law, PackChanged, frozen_pack, law_of_vote, law_on
from linmeng.assembly.bridge.roll import (
    area_dm2,
    owners_fingerprint,
    roll_fingerprint,
    roll_line,
    sha256,
    written_area,
)
from linmeng_core.chain import canonical

__all__ = [
    "Box",
    "CountedQuestion",
    "Law",
    "PackChanged",
    "acts_of_casting",
    "area_dm2",
    "canonical",
    "count_file",
    "frozen_pack",
    "law_of_vote",
    "law_on",
    "lines_in",
    "mask_of_owner",
    "owners_fingerprint",
    "roll_fingerprint",
    "roll_line",
    "roll_lines",
    "sha256",
    "vote_file",
    "written_area",
]
