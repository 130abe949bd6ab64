"""How personal data is shown to those who need not know it: the one place for masks."""

import re

DOUBLE_SURNAMES = re.compile(
    "欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|公孙|慕容|司徒|令狐|端木|东方|司空|长孙|宇文|轩辕|南宫"
)


def masked_name(name: str) -> str:
    """张*: the family name only (two characters for a double surname)."""
    name = name.strip()
    if not name:
        return ""
    return (name[:2] if DOUBLE_SURNAMES.match(name) else name[0]) + "*"


def masked_phone(phone: str) -> str:
    """138****5678; a landline keeps two digits at each end; what is too short is hidden whole."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    if len(digits) >= 11:
        return f"{digits[:3]}****{digits[-4:]}"
    return f"{digits[:2]}****{digits[-2:]}" if len(digits) >= 7 else "****"


def masked_mail(address: str) -> str:
    """z***@…: the first sign only; the house of the mailbox would tell too much."""
    return f"{address[:1]}***@…" if "@" in address else "***"
