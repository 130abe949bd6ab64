"""Files as answers: opened in the window or kept, under a name in any language."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

PDF = "application/pdf"


def shown(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file that opens in the window."""
    return _file(content, media_type, name, attachment=False)


def attached(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to keep."""
    return _file(content, media_type, name, attachment=True)


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A paper in the window, ready to print; `name` without its ending."""
    return shown(content, PDF, f"{name}.pdf")


def _file(content: bytes, media_type: str, name: str, *, attachment: bool) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(attachment, name) or ""}
    return HttpResponse(content, content_type=media_type, headers=headers)
