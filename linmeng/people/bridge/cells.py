"""One line of the file: each cell read as what its column holds; what is wrong is noted at its place."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from linmeng.people.bridge.columns import BY_KEY, WORDS
from linmeng.people.bridge.faults import FAULT, HINT, Fault
from linmeng.people.bridge.sheets import Formula
from linmeng.people.phone import mobile_number

LARGEST_DM2 = 2_000_000  # 20,000.00 ㎡: beyond it a decimal point was lost
SMALLEST_HOME_DM2, LARGEST_HOME_DM2 = 800, 100_000
LONGEST_INTEGER = 10**12

_UNIT_OF_AREA = re.compile(r"(㎡|平方米|平米|m2|m²|平方)$", re.IGNORECASE)
_PARTS = re.compile(r"[、,，;；/\n]")
_LANDLINE = re.compile(r"^(?:0\d{2,3}-?)?[2-8]\d{6,7}(?:-\d{1,5})?$")


@dataclass(slots=True)
class Cells:
    """The cells of a line, by the key of their column."""

    sheet: str
    row: int
    values: dict[str, Any]
    faults: list[Fault]

    def fault(self, code: str, key: str, level: str = FAULT, **params: Any) -> None:
        """Note what is wrong with a cell."""
        self.faults.append(Fault(code, level, self.sheet, self.row, BY_KEY[key].heading, params))

    def _value(self, key: str) -> Any:
        value = self.values.get(key)
        if isinstance(value, Formula):
            self.fault("formula", key)
            return None
        return value

    def text(self, key: str, most: int) -> str:
        """Text as it stands, without blanks at its ends."""
        return self._short(_as_text(self._value(key)).strip(), key, most)

    def plain(self, key: str, most: int) -> str:
        """A code: half-width, without blanks; what was full-width is noted as a hint."""
        written = _as_text(self._value(key)).strip()
        read = "".join(unicodedata.normalize("NFKC", written).split())
        if read != "".join(written.split()):
            self.fault("full_width", key, HINT, found=written[:30], read=read[:30])
        return self._short(read, key, most)

    def _short(self, text: str, key: str, most: int) -> str:
        if len(text) > most:
            self.fault("too_long", key, found=f"{text[:20]}…", most=most)
            return text[:most]
        return text

    def needed(self, key: str, most: int) -> str:
        """A code that may not be empty."""
        before = len(self.faults)
        text = self.plain(key, most)
        if not text and not any(fault.is_fault for fault in self.faults[before:]):
            self.fault("empty_cell", key, column=BY_KEY[key].heading)
        return text

    def word(self, key: str, default: str) -> str:
        """A word of a drop-down, as the code it stands for."""
        written = "".join(unicodedata.normalize("NFKC", self.text(key, 200)).split())
        if not written:
            return default
        if written not in WORDS[key]:
            self.fault("unknown_word", key, found=written[:20], allowed="、".join(BY_KEY[key].words))
        return WORDS[key].get(written, default)

    def parts(self, key: str, names: int) -> list[str]:
        """As many entries as names, in their order; all empty when the cell is."""
        text = self.plain(key, 300) if key != "owners" else self.text(key, 300)
        if not text:
            return [""] * names
        found = [part.strip() for part in _PARTS.split(text)]
        if len(found) != names:
            self.fault("not_in_step", key, found=len(found), names=names)
            return [""] * names
        return found

    def names(self, key: str) -> list[str]:
        """Names of people; blanks inside a Chinese name are for looks only."""
        text = self.text(key, 600)
        found = [_name(part) for part in _PARTS.split(text)] if text else []
        return [self._short(name, key, 60) for name in found if name]

    def phones(self, key: str, names: int) -> list[str]:
        """Phone numbers: mobile ones as eleven digits, landlines as written; a fault for anything else."""
        return [self._phone(part, key) for part in self.parts(key, names)]

    def _phone(self, text: str, key: str) -> str:
        mobile = mobile_number(text)
        if not text or mobile or _LANDLINE.match(text):
            return mobile or text
        self.fault("phone", key, found=text[:20])
        return ""

    def years(self, key: str, names: int) -> list[int | None]:
        """Years of birth."""
        return [self._year(part, key) for part in self.parts(key, names)]

    def _year(self, text: str, key: str) -> int | None:
        if not text:
            return None
        year = int(text) if re.fullmatch(r"[0-9]{4}", text) else 0
        if not 1900 <= year <= 2100:
            self.fault("year", key, found=text[:20])
            return None
        return year

    def area_dm2(self, key: str) -> int:
        """An area as whole dm², exact; 0 when it cannot be read (its fault is noted)."""
        written = self.plain(key, 40)
        if not written:
            if not isinstance(self.values.get(key), Formula):
                self.fault("empty_cell", key, column=BY_KEY[key].heading)
            return 0
        figure = _UNIT_OF_AREA.sub("", written).replace(",", "")
        try:
            square_metres = Decimal(figure)
        except InvalidOperation:
            square_metres = Decimal("NaN")
        if not square_metres.is_finite():
            self.fault("not_a_number", key, found=written[:30])
            return 0
        return self._whole_dm2(square_metres, written, key)

    def _whole_dm2(self, square_metres: Decimal, written: str, key: str) -> int:
        if square_metres <= 0:
            self.fault("area_not_positive", key, found=written[:30])
            return 0
        if square_metres * 100 > LARGEST_DM2:
            self.fault("area_absurd", key, found=written[:30])
            return 0
        hundredths = square_metres * 100
        if hundredths != hundredths.to_integral_value():
            self.fault("three_decimals", key, found=written[:30])
            return 0
        return int(hundredths)


def _name(text: str) -> str:
    words = text.split()
    latin = all(word.isascii() for word in words)
    return " ".join(words) if latin else "".join(words)


def _as_text(value: Any) -> str:
    """A cell's value as text: whole numbers without a point, others exactly as Excel stored them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < LONGEST_INTEGER:
            return str(int(value))
        return repr(value)
    return str(value)
