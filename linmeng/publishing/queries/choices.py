"""A last guard: no notice ever tells how somebody voted."""

import re

_CAST = r"(?:投了|投的是|投出|选了|选择了|勾选|表决为|投票为|voted|chose|your (?:choice|vote) (?:is|was))"
_CHOICE = r"(?:不同意|同意|反对|赞成|弃权|yes\b|no\b|in favour|against|abstain)"
_BALLOT = r"(?:您|你|业主|本人|户|室|your)[^。；;.]{0,12}?"
_TELLING = re.compile(
    rf"{_CAST}\W{{0,3}}(?:了|的是|是)?\W{{0,3}}{_CHOICE}|{_BALLOT}{_CHOICE}\W?(?:票|的选票|ballot)",
    re.IGNORECASE,
)


def tells_a_choice(text: str) -> bool:
    """Whether a text says what a person chose in a vote (“您投了同意票”, “3-101 投了反对”)."""
    return _TELLING.search(text) is not None
