"""What the pages around the bundle show: hashes in groups, the own key to the count, its printed slip."""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.urls import reverse

from linmeng.assembly.models import Receipt, RollEntry, Vote, VoteBundle
from linmeng.assembly.queries.bundle import bundles_of, has_salts
from linmeng.common.clock import local_day
from linmeng.ground.models import Alliance
from linmeng.pages.printing.key_slip import KeySlipFacts, SlipReceipt, key_slip_pdf
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.shared.visitor import site_address
from linmeng.pages.templatetags.ui_formats import cn_date_full, cn_datetime

VERIFIER = "verifier/verify.html"
INLINE = {"script-src": "script", "style-src": "style"}
EIGHT, FOUR = 8, 4


def grouped(signs: str, size: int = FOUR) -> list[str]:
    """A long hash in groups that an eye can follow."""
    return [signs[start : start + size] for start in range(0, len(signs), size)]


@dataclass(frozen=True)
class ShownBundle:
    """One published version, ready to show."""

    bundle: VoteBundle

    @property
    def name(self) -> str:
        """As the browser saves it."""
        return f"linmeng-{self.bundle.vote_id}-{self.bundle.version}.zip"

    @property
    def hash_groups(self) -> list[str]:
        """SHA-256 of the file."""
        return grouped(self.bundle.sha256, EIGHT)

    @property
    def key_groups(self) -> list[str]:
        """The public key of its seal."""
        return grouped(self.bundle.public_key)

    @property
    def short(self) -> str:
        """As printed on the poster."""
        return self.bundle.sha256[:EIGHT].upper()

    @property
    def kilobytes(self) -> int:
        """Rounded up."""
        return -(-self.bundle.file.size // 1024)


def bundle_page(vote: Vote) -> dict[str, Any]:
    """The newest bundle first; where there is none, whether homes have salts at all."""
    bundles = [ShownBundle(bundle) for bundle in bundles_of(vote)]
    return {"newest": bundles[0] if bundles else None, "earlier": bundles[1:], "salted": has_salts(vote)}


@cache
def verifier_page() -> tuple[bytes, dict[str, Any]]:
    """The verifier as it lies on disk, and the policy that lets its own script and style run, nothing else."""
    place = finders.find(VERIFIER)
    assert isinstance(place, str)  # noqa: S101  it ships with the product
    content = Path(place).read_bytes()
    policy: dict[str, Any] = {"default-src": ["'none'"], "base-uri": ["'none'"], "form-action": ["'none'"]}
    policy |= {"frame-ancestors": ["'none'"]}
    return content, policy | {name: _hashes(content, tag) for name, tag in INLINE.items()}


def _hashes(content: bytes, tag: str) -> list[str]:
    parts = re.findall(rf"<{tag}>(.*?)</{tag}>".encode(), content, re.DOTALL)
    return [f"'sha256-{base64.b64encode(hashlib.sha256(part).digest()).decode()}'" for part in parts]


@dataclass(frozen=True)
class HomeKey:
    """What an owner needs to find the own line: the home, its key, the receipts."""

    entry: RollEntry
    receipts: tuple[Receipt, ...]

    @property
    def groups(self) -> list[str]:
        """The key in eight groups of four."""
        return grouped(self.entry.salt)


def slip_pdf(vote: Vote, key: HomeKey, alliance: Alliance, lang: str) -> bytes:
    """The key and the receipts of one home on half a sheet."""
    address = site_address(reverse("vote_bundle", args=[alliance.slug, vote.id]))
    facts = KeySlipFacts(
        compound=vote.compound.name,
        title=vote.title,
        home=key.entry.unit_code,
        key=tuple(key.groups),
        receipts=tuple(
            SlipReceipt(one.code, f"{one.get_channel_display()} · {cn_datetime(one.cast_at)}")
            for one in key.receipts
        ),
        code=ScanCode(address, ""),
        date=cn_date_full(local_day(vote.created_at if vote.opens_at is None else vote.opens_at)),
        sample=alliance.is_sample,
        lang=lang,
    )
    return key_slip_pdf(facts)
