"""A document laid in beside a paper, an item, a step."""

from dataclasses import dataclass

from linmeng.common.actor import Actor
from linmeng.ground.actions.documents import media_type_of, store_document
from linmeng.ground.models import StoredFile


@dataclass(frozen=True)
class Upload:
    """A file as somebody sent it."""

    name: str
    content: bytes


def keep_upload(actor: Actor, upload: Upload | None) -> StoredFile | None:
    """Keep it; ValidationError with a sentence for what is no PDF and no picture."""
    if upload is None:
        return None
    media_type = media_type_of(upload.content, upload.name)
    return store_document([upload.content], upload.name, media_type=media_type, at=actor.at)
