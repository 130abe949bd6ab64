"""Keeping a document as it is: a scan someone put in, a file we made. Served only through its owner's gate."""

import hashlib
import io
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pillow_heif
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from linmeng.common.actor import Actor
from linmeng.ground.actions.photos import MAX_PIXELS, files_root, write_durably
from linmeng.ground.ids import new_token
from linmeng.ground.models import StoredFile

MAX_DOCUMENT_BYTES = 20 * 1024 * 1024
PDF = "application/pdf"
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/heic"}
SCANS = frozenset({PDF, *PICTURES.values()})

pillow_heif.register_heif_opener()


@dataclass(frozen=True)
class Incoming:
    """A file on its way in; `read` is called once, so that a pile is never in memory whole."""

    name: str
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Upload:
    """One file as somebody sent it."""

    name: str
    content: bytes


def media_type_of(content: bytes, name: str, allowed: Collection[str] = SCANS) -> str:
    """What a file is by its own bytes (its name and what the browser said count for nothing).

    Raises ValidationError with a sentence for an empty file, a large one and one that is none of `allowed`.
    """
    if not content:
        raise ValidationError(_("“%(name)s” is empty.") % {"name": name})
    if len(content) > MAX_DOCUMENT_BYTES:
        raise ValidationError(_("“%(name)s” is larger than 20 MB.") % {"name": name})
    found = PDF if content[:1024].lstrip().startswith(b"%PDF-") else _picture_type(content, name)
    if found not in allowed:
        raise ValidationError(
            _("“%(name)s” is neither a PDF nor a JPG, PNG, WebP or HEIC picture.") % {"name": name}
        )
    return found


def _picture_type(content: bytes, name: str) -> str:
    try:
        picture = Image.open(io.BytesIO(content), formats=list(PICTURES))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    if picture.width * picture.height > MAX_PIXELS:
        raise ValidationError(_("“%(name)s” has too many pixels.") % {"name": name})
    return PICTURES.get(picture.format or "", "")


def store_document(parts: Iterable[bytes], name: str, *, media_type: str, at: datetime) -> StoredFile:
    """Keep bytes as they are, on disk before the row that names them; `parts` may be pieces of a large file."""
    token = new_token(12)
    folder = f"{at:%Y/%m}/{token}"
    place = files_root() / folder
    place.mkdir(parents=True, exist_ok=True)
    counted = _Counted(parts)
    write_durably(place / "document", counted)
    return StoredFile.objects.create(
        kind="document",
        name=name[-120:],
        folder=folder,
        media_type=media_type,
        size=counted.size,
        sha256=counted.sha256.hexdigest(),
        token=token,
        stored_at=at,
    )


def keep_upload(actor: Actor, upload: Upload) -> StoredFile:
    """Keep a scan or a photo; ValidationError with a sentence for what is no PDF and no picture."""
    media_type = media_type_of(upload.content, upload.name)
    return store_document([upload.content], upload.name, media_type=media_type, at=actor.at)


class _Counted:
    """The pieces, with their size and hash taken as they pass."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self.parts, self.size, self.sha256 = parts, 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for part in self.parts:
            self.size += len(part)
            self.sha256.update(part)
            yield part


def document_path(stored: StoredFile) -> Path:
    """Where the bytes of a document lie."""
    return files_root() / stored.folder / "document"


def forget_document(stored: StoredFile) -> None:
    """Take the bytes away once the act is over; the row stays and says what there was."""
    folder = files_root() / stored.folder
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))
