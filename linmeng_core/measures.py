"""Exact quantities: area in dm² (0.01 m²), money in fen (0.01 yuan), votes counted in both measures."""

import re
from dataclasses import dataclass
from fractions import Fraction

from linmeng_core.errors import BadInput, quoted

TWO_DECIMALS = re.compile(r"[0-9]+\.[0-9][0-9]")
LONGEST = 100
"""Digits a quantity may have: far beyond any town, and short enough to be read at once."""


def parse_area(text: object) -> int:
    """ "80.00" (m², always two decimals) → 8000 dm². Anything else raises BadInput."""
    return _hundredths(text, "not_an_area")


def parse_money(text: object) -> int:
    """ "48236.77" (yuan, always two decimals, never negative) → 4823677 fen."""
    return _hundredths(text, "not_money")


def _hundredths(text: object, fault: str) -> int:
    if not isinstance(text, str) or len(text) > LONGEST or not TWO_DECIMALS.fullmatch(text):
        raise BadInput(fault, given=quoted(text))
    return int(text[:-3] + text[-2:])


def area_m2(area_dm2: int) -> str:
    """8000 → "80.00"."""
    return _two_decimals(area_dm2)


def yuan(amount_fen: int) -> str:
    """4823677 → "48236.77"."""
    return _two_decimals(amount_fen)


def _two_decimals(hundredths: int) -> str:
    sign, rest = ("-", -hundredths) if hundredths < 0 else ("", hundredths)
    return f"{sign}{rest // 100}.{rest % 100:02d}"


@dataclass(frozen=True, slots=True)
class Measure:
    """The two measures in which owners count: exclusive area and heads (民法典 278)."""

    area_dm2: int = 0
    heads: int = 0

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(self.area_dm2 + other.area_dm2, self.heads + other.heads)


@dataclass(frozen=True)
class Threshold:
    """A share that must be reached (`includes_equality`) or exceeded; compared by cross-multiplication."""

    share: Fraction
    includes_equality: bool

    @classmethod
    def parse(cls, text: str) -> "Threshold":
        """ ">=2/3" or ">1/2"; nothing else is a threshold, decimals least of all."""
        found = re.fullmatch(r"(>=?)([0-9]{1,6})/([0-9]{1,6})", text)
        if not found or not 0 < int(found[2]) <= int(found[3]):
            raise BadInput("not_a_threshold", given=quoted(text))
        return cls(Fraction(int(found[2]), int(found[3])), found[1] == ">=")

    def __str__(self) -> str:
        return f"{'>=' if self.includes_equality else '>'}{self.share.numerator}/{self.share.denominator}"

    def met(self, part: int, whole: int) -> bool:
        """Is `part` of `whole` enough? 以上 includes equality, 过半数 does not (民法典 1259)."""
        ours, asked = part * self.share.denominator, whole * self.share.numerator
        return ours >= asked if self.includes_equality else ours > asked

    def least(self, whole: int) -> int:
        """The smallest whole number that meets the threshold of `whole`."""
        floor, rest = divmod(whole * self.share.numerator, self.share.denominator)
        return floor if self.includes_equality and not rest else floor + 1

    def missing(self, part: int, whole: int) -> int:
        """How much more would have been needed, `whole` unchanged; 0 when met."""
        return max(0, self.least(whole) - part)
