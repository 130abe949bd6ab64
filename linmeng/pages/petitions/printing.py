"""The sheet on which owners sign by hand."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linmeng.assembly.models import Petition
from linmeng.pages.printing.list_sheet import ListSheet, list_sheet_pdf
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.shared.visitor import site_address

LINES = 18
WIDE = 9
"""Signs of room in the columns that are written in by hand."""


def _wide(word: str) -> str:
    return word + "\u3000" * max(0, WIDE - len(word))


def signature_sheet(petition: Petition, slug: str, *, sample: bool) -> bytes:
    """One A4 page with room for names; every sheet says what is signed and
    leads to the petition on this site. Raises MissingGlyph."""
    lang = "zh" if (get_language() or "zh").startswith("zh") else "en"
    with translation.override("zh-hans" if lang == "zh" else "en"):
        lines = (
            str(petition.get_asks_display()),
            petition.words,
            _("Only owners sign, each for the own home; of co-owners one is enough."),
        )
        heads = (
            _("No."),
            *(_wide(word) for word in (_("Unit"), _("Owner's name"), _("Signature"))),
            _("Day"),
        )
        rows = tuple((str(place), "", "", "", "") for place in range(1, LINES + 1))
        collected = (_("Collected by"),)
    return list_sheet_pdf(
        ListSheet(
            compound=petition.compound.name,
            title=petition.title,
            lines=lines,
            heads=heads,
            rows=rows,
            signers=collected,
            code=ScanCode(site_address(reverse("petition", args=[slug, petition.id])), ""),
            sample=sample,
            lang=lang,
        )
    )
