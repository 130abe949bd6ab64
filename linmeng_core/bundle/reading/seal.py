"""seal.json: who sealed what, and the day of the record behind it."""

import re
from dataclasses import dataclass

from linmeng_core.bundle.contents import DaySealed
from linmeng_core.bundle.documents import SEAL, SEAL_FORMAT
from linmeng_core.bundle.reading.strict_json import HASH, as_matching, as_number, as_one_of, canonical_value
from linmeng_core.errors import BadInput
from linmeng_core.formats.fields import as_day, as_object, shape

SEALED = shape("format", "manifest_sha256", "day_seal", "public_key", "signature")
DAY_SEAL = shape("day", "length", "last_hash")
KEY, SIGNATURE = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{128}")


@dataclass(frozen=True, slots=True)
class Seal:
    """seal.json."""

    manifest_sha256: str
    day_seal: DaySealed | None
    public_key: str
    signature: str


def read_seal(text: bytes) -> Seal:
    """seal.json as values; the signature itself is not checked here."""
    try:
        return _seal(text)
    except BadInput as fault:
        raise fault.at(file=SEAL, line=1) from fault


def _seal(text: bytes) -> Seal:
    sealed = as_object(canonical_value(text), SEALED)
    as_one_of(sealed["format"], (SEAL_FORMAT,), "format")
    day = sealed["day_seal"]
    if day is not None:
        day = as_object(day, DAY_SEAL, "day_seal")
        day = DaySealed(
            as_day(day["day"], "day_seal"),
            as_number(day["length"], "day_seal"),
            as_matching(day["last_hash"], HASH, "day_seal"),
        )
    return Seal(
        as_matching(sealed["manifest_sha256"], HASH, "manifest_sha256"),
        day,
        as_matching(sealed["public_key"], KEY, "public_key"),
        as_matching(sealed["signature"], SIGNATURE, "signature"),
    )
