"""The square a phone reads, with the short code an eye can compare."""

import io
from dataclasses import dataclass

import segno


@dataclass(frozen=True)
class ScanCode:
    """An address and, for what was published with a hash, the code to compare; else the code is empty."""

    address: str
    check_code: str


def drawn(address: str) -> str:
    """The QR code of `address` as SVG: error level M, two blank modules around (the paper adds the rest)."""
    square = segno.make(address, error="m", micro=False, boost_error=False)
    svg = io.BytesIO()
    square.save(svg, kind="svg", xmldecl=False, border=2, omitsize=True)
    return svg.getvalue().decode()
