"""A check code as people type it from a paper."""

import unicodedata

SIGNS = "0123456789ABCDEF"
_LOOK_ALIKE = str.maketrans({"O": "0", "Q": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6"})
"""Signs that are no part of a code and look like one that is."""


def read_code(typed: str) -> str:
    """The signs of the code: any case, full width, with blanks or hyphens; look-alikes are read as meant."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_LOOK_ALIKE)
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())
