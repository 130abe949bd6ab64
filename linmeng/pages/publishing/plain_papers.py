"""Papers of plain words: notices that officers wrote, answers to objections, and what hangs over an old paper."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linmeng.common.clock import local_day
from linmeng.ground.actions.photos import SIDES, files_root
from linmeng.ground.models import Alliance, StoredFile
from linmeng.pages.printing.long_picture import PictureFacts, group_text, long_picture_png
from linmeng.pages.printing.plain_notice import PlainPosterFacts, plain_poster_pdf
from linmeng.pages.printing.poster import Picture, Size
from linmeng.pages.printing.scan_code import ScanCode
from linmeng.pages.shared.visitor import site_address
from linmeng.pages.templatetags.ui_formats import cn_date, cn_date_full
from linmeng.publishing.models import Publication
from linmeng.publishing.queries import facts_of

PLAIN = (
    "notice",
    "answer",
    "meeting",
    "minutes",
    "resolution",
    "vote_decision",
    "vote_roll",
    "vote_supplement",
)
PHOTOS_ON_POSTER = 3


def is_plain(publication: Publication) -> bool:
    """Whether its papers are plain words; what no longer stands has only its cover sheet."""
    return publication.subject in PLAIN or not stands(publication)


def stands(publication: Publication) -> bool:
    """Neither withdrawn nor corrected (asked of a row that came through the board's queries)."""
    return publication.withdrawn_at is None and getattr(publication, "corrected_at", None) is None


def until_words(publication: Publication) -> str:
    """公示至 7月20日 24:00, whatever the kind; empty without a period."""
    last_day = facts_of(publication).get("last_day", "")
    if not last_day:
        return ""
    day = cn_date(date.fromisoformat(last_day))
    if publication.kind == Publication.Kind.PUBLIC_NOTICE:
        return _("Objections are taken until %(day)s 24:00") % {"day": day}
    return _("Hangs until %(day)s 24:00") % {"day": day}


def _next_words(publication: Publication) -> str:
    if publication.subject == "answer":
        return _("Whoever objected has this answer, too. The notice itself hangs unchanged.")
    if publication.kind == Publication.Kind.PUBLIC_NOTICE:
        return _("You see it otherwise? Scan and write it, or tell the committee: each word is answered.")
    return ""


def _words(publication: Publication) -> dict[str, Any]:
    """Headline and paragraphs of a paper that stands, or of the sheet that covers one that does not."""
    facts = facts_of(publication)
    if publication.withdrawn_at is not None:
        headline = _("Withdrawn: %s") % publication.title
        day = cn_date_full(local_day(publication.withdrawn_at))
        told = _("This was withdrawn on %(day)s.") % {"day": day}
        reason = _("The reason: %s") % publication.withdrawn_because
        return {"headline": headline, "paragraphs": (told, reason), "next": _take_down()}
    if not stands(publication):
        day = cn_date_full(local_day(publication.corrected_at))  # type: ignore[attr-defined]
        told = _("This was corrected on %(day)s. The newer paper counts; scan to find it.") % {"day": day}
        headline = _("Corrected: %s") % publication.title
        return {"headline": headline, "paragraphs": (told,), "next": _take_down()}
    asked = (_("What was said: %s") % facts["asked"],) if facts.get("asked") else ()
    paragraphs = (*asked, *facts["paragraphs"])
    return {"headline": publication.title, "paragraphs": paragraphs, "next": _next_words(publication)}


def _take_down() -> str:
    return _("Papers with this check code are no longer valid. Please take them down.")


def _head(publication: Publication, alliance: Alliance, lang: str, *, draft: bool) -> dict[str, Any]:
    """What every plain paper carries. A draft has no address and no code to compare."""
    path = (
        reverse("board", args=[alliance.slug])
        if draft
        else reverse("publication", args=[alliance.slug, publication.token])
    )
    code = ScanCode(site_address(path), "" if draft else publication.check_code)
    kind = str(publication.get_kind_display())
    return {
        "compound": publication.compound.name if publication.compound else alliance.name,
        "kind": _("Draft of: %s") % kind if draft else kind,
        "code": code,
        "rule": publication.article,
        "date": cn_date_full(local_day(publication.published_at)),
        "sample": alliance.is_sample,
        "lang": lang,
    }


def poster_pdf(
    publication: Publication, alliance: Alliance, *, size: Size, lang: str, draft: bool = False
) -> bytes:
    """The poster; raises MissingGlyph."""
    facts, alive = facts_of(publication), stands(publication)
    photos = _photos(facts) if alive else {}
    poster = PlainPosterFacts(
        **_head(publication, alliance, lang, draft=draft),
        **_words(publication),
        size=size,
        until=until_words(publication) if alive else "",
        issuer=_issuer(facts) if alive else "",
        pictures=tuple(Picture(name, publication.title) for name in photos),
    )
    return plain_poster_pdf(poster, photos)


def _issuer(facts: dict[str, Any]) -> str:
    """In whose name it hangs; and whose words they are, where a property company proposed it."""
    issuer, company = facts.get("issuer", ""), facts.get("proposed_by", "")
    return (
        _("%(issuer)s (proposed by %(company)s)") % {"issuer": issuer, "company": company}
        if company
        else issuer
    )


def photo_ids(facts: dict[str, Any]) -> list[int]:
    """The kept photos of a notice, in their order."""
    tokens = [photo["token"] for photo in facts.get("photos", [])]
    known = dict(StoredFile.objects.filter(token__in=tokens).values_list("token", "id"))
    return [known[token] for token in tokens if token in known]


def _photos(facts: dict[str, Any]) -> dict[str, bytes]:
    """The first photos as they are printed, under names of their own."""
    tokens = [photo["token"] for photo in facts.get("photos", [])][:PHOTOS_ON_POSTER]
    folders = dict(StoredFile.objects.filter(token__in=tokens).values_list("token", "folder"))
    return {
        f"photo-{place}.jpg": (files_root() / folders[token] / f"{SIDES[0]}.jpg").read_bytes()
        for place, token in enumerate(tokens, 1)
        if token in folders
    }


def _picture(publication: Publication, alliance: Alliance, lang: str) -> PictureFacts:
    words = _words(publication)
    until = until_words(publication) if stands(publication) else ""
    paragraphs = (*words.pop("paragraphs"), *((until,) if until else ()))
    return PictureFacts(**_head(publication, alliance, lang, draft=False), **words, paragraphs=paragraphs)


def picture_png(publication: Publication, alliance: Alliance, *, lang: str) -> bytes:
    """The long picture for a WeChat group."""
    return long_picture_png(_picture(publication, alliance, lang))


def group_words(publication: Publication, alliance: Alliance, *, lang: str) -> str:
    """The text for a WeChat group."""
    return group_text(_picture(publication, alliance, lang))
