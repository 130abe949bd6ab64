"""Several PDFs as one, for the printer. Each part alone stays the accessible one."""

import io
from collections.abc import Sequence

import pypdfium2


def joined(parts: Sequence[bytes]) -> bytes:
    """All pages one after the other; nothing of nothing."""
    if not parts:
        return b""
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        one = pypdfium2.PdfDocument(part)
        whole.import_pages(one)
        one.close()
    out = io.BytesIO()
    whole.save(out)
    whole.close()
    return out.getvalue()
