"""What the pages of publications share: the gate, and files shown in the window."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from linmeng.ground.actions.photos import SIDES, files_root
from linmeng.ground.models import StoredFile
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import publication_by_token


def publication_at(token: str) -> Publication:
    """The publication behind a printed code; what hangs on the board is for everyone."""
    return get_object_or_404(publication_by_token(token))


def inline(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file that opens in the window."""
    disposition = f'inline; filename="{name}"'
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})


def language() -> str:
    """The language in which a paper is printed."""
    return "en" if get_language() == "en" else "zh"


def photo_file(file: StoredFile, size: int) -> FileResponse:
    """A photo in one of its two sizes."""
    if size not in SIDES:
        raise Http404
    content = (files_root() / file.folder / f"{size}.jpg").open("rb")
    return FileResponse(content, content_type="image/jpeg")
