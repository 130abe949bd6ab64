"""Papers of a meeting: the signed sheet kept as a scan; minutes, letters and sheets as PDF."""

import io
import json
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from linmeng.ground.actions import documents
from linmeng.ground.actions.documents import Upload, document_path
from linmeng.ground.models import StoredFile
from linmeng.meetings import actions
from linmeng.meetings.models import Resolution
from linmeng.meetings.queries import newest_minutes
from linmeng.record.models import Entry
from tests.browsing import path
from tests.cast import CAST, Cast
from tests.meetings.sitting import AFTER, decided, held, posted, put, seven_members, written
from tests.printing.papers import pages_of, picture_of, scanned

KEEPS = ("wang", "he", "sun")
PDF = b"%PDF-1.4\n% signed\n"


def photo() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(kept, "JPEG")
    return kept.getvalue()


def keep(
    cast: Cast, found: Resolution, content: bytes = PDF, who: str = "sun", name: str = "签字.pdf"
) -> Resolution:
    return actions.keep_signed_sheet(
        cast.actor(who, at=AFTER), resolution_id=found.id, scan=Upload(name, content)
    )


@pytest.mark.parametrize("who", CAST)
def test_who_keeps_the_signed_sheet(cast: Cast, who: str) -> None:
    found = decided(cast, present=4, agree=4)
    if who in KEEPS:
        assert keep(cast, found, who=who).paper is not None
    else:
        with pytest.raises(NotAllowed):
            keep(cast, found, who=who)


def test_kept_as_it_came_with_its_hash_and_a_better_one_beside_it(cast: Cast) -> None:
    found = keep(cast, decided(cast, present=4, agree=4))
    first = found.paper
    assert first is not None and document_path(first).read_bytes() == PDF
    second = keep(cast, found, photo(), name="清楚.jpg").paper
    assert second is not None and second.media_type == "image/jpeg"
    assert StoredFile.objects.filter(id__in=[first.id, second.id]).count() == 2
    told = [json.loads(row.text)["facts"] for row in Entry.objects.filter(kind="resolution_sheet_kept")]
    assert [(one["scan_sha256"], one["earlier"]) for one in told] == [
        (first.sha256, ""),
        (second.sha256, first.sha256),
    ]


@pytest.mark.parametrize("content", [b"", b"<script>alert(1)</script>", b"MZ\x90\x00"])
def test_neither_pdf_nor_picture_is_refused(cast: Cast, content: bytes) -> None:
    found = decided(cast, present=4, agree=4)
    with pytest.raises(ValidationError):
        keep(cast, found, content)
    assert not StoredFile.objects.exists()


def test_too_large_withdrawn_and_without_a_code_are_refused(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = put(cast, held(cast, seven_members(cast)))
    with pytest.raises(NeedsSecondFactor):
        actions.keep_signed_sheet(
            cast.actor("sun", at=AFTER, second_factor=False),
            resolution_id=found.id,
            scan=Upload("a.pdf", PDF),
        )
    monkeypatch.setattr(documents, "MAX_DOCUMENT_BYTES", 10)
    with pytest.raises(ValidationError):
        keep(cast, found)
    monkeypatch.undo()
    actions.withdraw_resolution(cast.actor("wang", at=AFTER), resolution_id=found.id, because="写错了一个字")
    with pytest.raises(WrongState):
        keep(cast, found)


def test_scan_goes_in_and_out_by_pages(cast: Cast, page: Any) -> None:
    found = decided(cast, present=4, agree=4)
    here = path(cast, f"resolutions/{found.id}/")
    with time_machine.travel(AFTER, tick=False):
        file = SimpleUploadedFile("签字.pdf", PDF)
        assert page("sun").post(here + "scan/", {"scan": file}).url == here
        bad = page("sun").post(here + "scan/", {"scan": SimpleUploadedFile("a.pdf", b"<html>")})
        assert bad.status_code == 200 and bad.context["form"].errors
        got = {who: page(who).get(here + "scan/file/") for who in (*CAST, "stranger")}
        assert {who for who, answer in got.items() if answer.status_code == 200} == set(KEEPS)
        assert got["li"].status_code == 403 and got["qian"].status_code == 404
        answer = got["wang"]
        assert (answer.content, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
            PDF,
            "application/pdf",
            "nosniff",
        )
        assert (
            answer["Content-Disposition"].startswith("attachment") and "no-store" in answer["Cache-Control"]
        )
        seen = {who: page(who).get(here).text for who in ("sun", "li")}
        assert here + "scan/file/" in seen["sun"] and here + "scan/" not in seen["li"]
        assert all(Resolution.objects.get().paper.sha256 in text for text in seen.values())  # type: ignore[union-attr]


def test_minutes_are_printed_as_they_were_frozen(cast: Cast, page: Any) -> None:
    meeting = written(cast, held(cast, seven_members(cast)))
    frozen = newest_minutes(meeting.id)
    assert frozen is not None
    with time_machine.travel(AFTER, tick=False):
        answer = page("sun").get(path(cast, f"meetings/{meeting.id}/minutes.pdf"))
        assert page("qian").get(path(cast, f"meetings/{meeting.id}/minutes.pdf")).status_code == 404
    text = "".join(pages_of(answer.content))
    content = json.loads(frozen.content)
    for words in (meeting.title, content["place"], content["items"][0]["title"], frozen.sha256[:8].upper()):
        assert words in text
    assert scanned(picture_of(answer.content))[0].endswith(f"/meetings/{meeting.id}/minutes/")


def test_letter_names_who_is_invited_the_hour_and_the_agenda(cast: Cast, page: Any) -> None:
    meeting = posted(cast)
    where = path(cast, f"meetings/{meeting.id}/letter/residents_committee.pdf")
    with time_machine.travel(AFTER, tick=False):
        (text,) = pages_of(page("sun").get(where).content)
        assert page("li").get(where).status_code in (403, 404)
        nobody = path(cast, f"meetings/{meeting.id}/letter/nobody.pdf")
        assert page("sun").get(nobody).status_code == 404
    item = meeting.items.order_by("number").first()
    for words in (cast.bodies["residents"].name, meeting.place, item.title, cast.bodies["committee"].name):
        assert words in text


def test_sheet_to_sign_has_a_line_for_each_member_at_the_table(cast: Cast, page: Any) -> None:
    found = put(cast, held(cast, seven_members(cast)))
    where = path(cast, f"resolutions/{found.id}/sheet.pdf")
    with time_machine.travel(AFTER, tick=False):
        (text,) = pages_of(page("sun").get(where).content)
        assert page("li").get(where).status_code == 403
    assert text.count("□") == 21 and found.text in text and found.number in text
