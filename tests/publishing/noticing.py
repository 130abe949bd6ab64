"""A notice of the committee, for the tests of publications."""

import io
from datetime import timedelta
from typing import Any

from PIL import Image

from linmeng.publishing import actions
from linmeng.publishing.actions import NoticeWords
from linmeng.publishing.models import Publication
from tests.cast import NOON, Cast

TITLE = "3号楼外墙维修方案公示"
WORDS = "业委会选定了甲方案，预算 48,236.77 元。\n\n看方案请到业委会办公室，或问楼组长。"
PUBLISHERS = {"wang", "he", "sun"}
"""The committee's director and member, and the clerk."""
NEIGHBOURS = {"li", "wang", "chen", "zhao"}
"""Who lives or owns in the compound."""
LATER = NOON + timedelta(days=1)
OVER = NOON + timedelta(days=16)
"""After the end of the last of fifteen days."""


def notice(**changes: Any) -> NoticeWords:
    """Fifteen days of public notice."""
    given: dict[str, Any] = {"kind": "public_notice", "title": TITLE, "words": WORDS, "days": 15}
    return NoticeWords(**(given | changes))


def published(cast: Cast, who: str = "wang", **changes: Any) -> Publication:
    """The notice, on the board."""
    return actions.publish_notice(cast.actor(who), compound_id=cast.compound.id, notice=notice(**changes))


def photo(colour: str = "red") -> bytes:
    """A small photo."""
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(buffer, "JPEG")
    return buffer.getvalue()
