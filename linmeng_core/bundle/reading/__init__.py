"""From the texts of a bundle back to plain values. Whatever is not written exactly as `documents` writes it
raises BadInput with file and line.
"""

from linmeng_core.bundle.reading.ballots import read_ballots
from linmeng_core.bundle.reading.manifest import Manifest, read_manifest
from linmeng_core.bundle.reading.results import read_results
from linmeng_core.bundle.reading.roll import read_roll
from linmeng_core.bundle.reading.seal import Seal, read_seal
from linmeng_core.bundle.reading.strict_json import canonical_value

__all__ = [
    "Manifest", "Seal", "canonical_value", "read_ballots", "read_manifest", "read_results", "read_roll",
    "read_seal",
]  # fmt: skip
