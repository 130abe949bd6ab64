"""Mobile numbers of mainland China, as people write them."""

import re
import unicodedata

_MOBILE = re.compile(r"^(?:\+?86)?(1[3-9]\d{9})$")


def mobile_number(text: str) -> str | None:
    """Eleven digits, or None when the text is no mobile number (full-width digits and spaces are fine)."""
    plain = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text))
    match = _MOBILE.match(plain)
    return match[1] if match else None
