"""Whatever a page answers, as text: HTML, JSON, feeds, workbooks, PDF and zips."""

import io
import zipfile

import pypdfium2
from django.http import HttpResponseBase
from openpyxl import load_workbook


def text_of(answer: HttpResponseBase) -> str:
    """All that a person could read in an answer; pictures hold no text for us."""
    if answer.status_code >= 300:
        return answer.headers.get("Location", "")
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return _read(content, answer.headers.get("Content-Type", ""))


def _read(content: bytes, kind: str) -> str:
    if content.startswith(b"%PDF"):
        return _pdf(content)
    if content.startswith(b"PK"):
        return _packed(content, kind)
    return "" if kind.startswith("image/") else content.decode("utf-8", errors="replace")


def _pdf(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def _packed(content: bytes, kind: str) -> str:
    if "spreadsheet" in kind:
        book = load_workbook(io.BytesIO(content), read_only=True)
        cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
        return "\n".join(str(cell) for cell in cells if cell is not None)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "\n".join(_read(file.read(name), "") for name in file.namelist())
