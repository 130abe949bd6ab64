"""What the pages of publications share: the gate, the language of papers, and photos."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from linmeng.ground.actions.photos import SIDES, files_root
from linmeng.ground.models import StoredFile
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import publication_by_token


def publication_at(token: str) -> Publication:
    """The publication behind a printed code; what hangs on the board is for everyone."""
    return get_object_or_404(publication_by_token(token))


def language() -> str:
    """The language in which a paper is printed."""
    return "en" if get_language() == "en" else "zh"


def photo_file(file: StoredFile, size: int) -> FileResponse:
    """A photo in one of its two sizes."""
    if size not in SIDES:
        raise Http404
    content = (files_root() / file.folder / f"{size}.jpg").open("rb")
    return FileResponse(content, content_type="image/jpeg")
