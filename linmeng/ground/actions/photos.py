"""Taking in a photo: checked, turned upright, freed of its hidden notes, kept in two sizes."""

import hashlib
import io
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pillow_heif
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from linmeng.ground.ids import new_token
from linmeng.ground.models import StoredFile
from linmeng.ground.tenancy import required_alliance_id

MAX_PHOTO_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 60_000_000
SIDES = (2048, 480)

pillow_heif.register_heif_opener()


def open_photo(content: bytes, name: str) -> Image.Image:
    """The upright picture, or a sentence saying what is wrong with the file."""
    if not content:
        raise ValidationError(
            _("“%(name)s” is empty. Please take or choose the photo again.") % {"name": name}
        )
    if len(content) > MAX_PHOTO_BYTES:
        raise ValidationError(
            _("“%(name)s” is larger than 20 MB. Please choose a smaller photo.") % {"name": name}
        )
    try:
        picture = Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP", "HEIF"])
        if picture.width * picture.height > MAX_PIXELS:
            raise ValidationError(
                _("“%(name)s” has too many pixels. Please choose a smaller photo.") % {"name": name}
            )
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise ValidationError(
            _("“%(name)s” is not a photo we can read. Please choose a JPG, PNG, WebP or HEIC picture.")
            % {"name": name}
        ) from fault
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.info = {}  # the file format would carry comments on
    return upright


def store_photo(content: bytes, name: str, *, at: datetime) -> StoredFile:
    """Keep a photo; nothing of the uploaded bytes survives but the picture itself."""
    picture = open_photo(content, name)
    token = new_token(12)
    folder = f"{at:%Y/%m}/{token}"
    place = files_root() / folder
    place.mkdir(parents=True, exist_ok=True)
    sizes: dict[int, bytes] = {}
    for side in SIDES:
        smaller = picture.copy()
        smaller.thumbnail((side, side))
        buffer = io.BytesIO()
        smaller.save(buffer, "JPEG", quality=82, optimize=True)
        sizes[side] = buffer.getvalue()
        write_durably(place / f"{side}.jpg", [sizes[side]])
    return StoredFile.objects.create(
        kind="photo",
        name=name[-120:],
        folder=folder,
        media_type="image/jpeg",
        size=len(sizes[SIDES[0]]),
        sha256=hashlib.sha256(sizes[SIDES[0]]).hexdigest(),
        width=picture.width,
        height=picture.height,
        token=token,
        stored_at=at,
    )


def files_root() -> Path:
    """The folder of the alliance in force."""
    return Path(settings.LINMENG_FILES) / str(required_alliance_id())


def write_durably(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file so that it is on disk before the row that names it is acknowledged."""
    with path.open("wb") as file:
        for part in parts:
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
