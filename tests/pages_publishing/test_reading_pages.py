"""The list, the check page, the proof, the feed; objections and postings as pages."""

import hashlib
import io
from collections.abc import Callable
from xml.etree import ElementTree

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _

from linmeng.pages.publishing.codes import read_code
from linmeng.people.models import Look
from linmeng.publishing import actions
from linmeng.publishing.models import Objection, Posting, Publication
from tests.browsing import Visits, path
from tests.cast import CAST, Cast
from tests.publishing.noticing import LATER, NEIGHBOURS, TITLE, photo, published

ATOM = "{http://www.w3.org/2005/Atom}"
WORDS = "脚手架挡住我家窗户"


def queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


@pytest.mark.parametrize("rest", ["publications/", "board.atom", ""])
def test_queries_do_not_grow_with_the_list(cast: Cast, page: Visits, rest: str) -> None:
    stranger, address = page("stranger"), path(cast, rest)
    published(cast)
    stranger.get(address)
    one = queries(lambda: stranger.get(address))
    for place in range(2):
        published(cast, title=f"又一则公示之{place}")
    assert queries(lambda: stranger.get(address)) == one


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a1b2c3d4", "A1B2C3D4"),
        (" A1B2 C3D4 ", "A1B2C3D4"),
        ("a1b2-c3d4", "A1B2C3D4"),
        ("Ａ１Ｂ２Ｃ３Ｄ４", "A1B2C3D4"),
        ("OlI05S6z", "01105562"),
        ("核对码 A1B2C3D4", "A1B2C3D4"),
        ("", ""),
        ("A1B2", "A1B2"),
    ],
)
def test_code_is_read_as_it_was_meant(typed: str, code: str) -> None:
    assert read_code(typed) == code


def test_check_page_says_yes_no_or_how_many_signs(cast: Cast, page: Visits) -> None:
    one, stranger = published(cast), page("stranger")

    def asked(code: str) -> tuple[int, str]:
        answer = stranger.get(path(cast, "check/"), {"code": code})
        return len(answer.context["found"]), answer.content.decode()

    spaced = f"{one.check_code[:4]} {one.check_code[4:].lower()}"
    assert (asked(spaced)[0], TITLE in asked(spaced)[1]) == (1, True)
    wrong = "00000000" if one.check_code != "00000000" else "11111111"
    assert (asked(wrong)[0], "12345" in asked(wrong)[1], wrong in asked(wrong)[1]) == (0, True, True)
    assert (asked("A1B")[0], "12345" in asked("A1B")[1]) == (0, False)


def test_facts_saved_as_a_file_have_the_fingerprint_of_the_proof(cast: Cast, page: Visits) -> None:
    one, stranger = published(cast), page("stranger")
    saved = stranger.get(path(cast, f"p/{one.token}/facts.json?save=1"))
    assert hashlib.sha256(saved.content).hexdigest() == one.facts_sha256
    assert saved.headers["Content-Disposition"] == f'attachment; filename="{one.check_code}.json"'
    proof = stranger.get(path(cast, f"p/{one.token}/proof/"))
    entry = proof.context["proof"].entry
    assert (one.facts_sha256 in proof.content.decode(), one.facts_sha256 in entry.text) == (True, True)


def test_excel_holds_the_list_as_it_is_narrowed(cast: Cast, page: Visits) -> None:
    one = published(cast)
    published(cast, kind="announcement", days=None, title="周六停水通知一则")
    content = page("stranger").get(path(cast, "publications.xlsx?kind=public_notice")).content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True, min_row=2))  # type: ignore[union-attr]
    assert rows == [
        ("梧桐苑", one.get_kind_display(), TITLE, "2026-07-05", "2026-07-20", _("stands"), "", one.check_code, one.facts_sha256)
    ]  # fmt: skip


def entries(content: bytes) -> list[tuple[str, str, str]]:
    root = ElementTree.fromstring(content)
    return [
        (
            one.findtext(f"{ATOM}id") or "",
            one.findtext(f"{ATOM}title") or "",
            one.findtext(f"{ATOM}updated") or "",
        )
        for one in root.findall(f"{ATOM}entry")
    ]


def test_feed_keeps_its_ids_when_something_is_withdrawn(cast: Cast, page: Visits) -> None:
    one, stranger = published(cast), page("stranger")
    before = entries(stranger.get(path(cast, "board.atom")).content)
    actions.withdraw(cast.actor("sun", at=LATER), publication_id=one.id, reason="方案取消了")
    after = entries(stranger.get(path(cast, "board.atom")).content)
    name = f"梧桐苑 · {TITLE}"
    assert [row[1:] for row in before] == [(name, "2026-07-05T02:00:00+00:00")]
    assert (after[0][0], after[0][1]) == (before[0][0], _("[withdrawn] %s") % name)
    assert after[0][2] == "2026-07-06T02:00:00+00:00"
    assert before[0][0].startswith("urn:uuid:")


def test_feed_is_fetched_again_only_when_something_changed(cast: Cast, page: Visits) -> None:
    published(cast)
    stranger, address = page("stranger"), path(cast, "board.atom")
    first = stranger.get(address)
    same = {"if-none-match": first.headers["ETag"]}
    assert stranger.get(address, headers=same).status_code == 304
    published(cast, title="又一则公示的标题")
    assert stranger.get(address, headers=same).status_code == 200


def test_feed_of_a_compound_holds_its_own_and_an_unknown_one_is_404(cast: Cast, page: Visits) -> None:
    published(cast)
    stranger = page("stranger")
    assert len(entries(stranger.get(path(cast, "c/wt/board.atom")).content)) == 1
    assert entries(stranger.get(path(cast, "c/ht/board.atom")).content) == []
    assert stranger.get(path(cast, "c/none/board.atom")).status_code == 404


@pytest.mark.parametrize("who", CAST)
def test_objecting_by_whom(cast: Cast, page: Visits, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at_the_time(monkeypatch)
    address = path(cast, f"p/{published(cast).token}/object/")
    answer = page(who).post(address, {"words": WORDS, "once": "k" * 20})
    assert answer.status_code == (302 if who in NEIGHBOURS | {"stranger"} else 403)
    assert Objection.objects.count() == (1 if who in NEIGHBOURS else 0)


def at_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages live one day after the notice."""
    monkeypatch.setattr("linmeng.common.clock.now", lambda: LATER)


def test_words_of_an_objection_are_for_its_author_and_the_publishing_body(
    cast: Cast, page: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_the_time(monkeypatch)
    one = published(cast)
    actions.object_to(cast.actor("li", at=LATER), publication_id=one.id, words=WORDS)
    public = {who: WORDS in page(who).get(path(cast, f"p/{one.token}/")).content.decode() for who in CAST}
    assert public == {who: who == "li" for who in CAST}
    inside = {who: page(who).get(path(cast, f"p/{one.token}/objections/")).status_code for who in CAST}
    assert inside == {
        who: 200 if who in ("wang", "he") else 302 if who == "stranger" else 403 for who in CAST
    }
    assert Look.objects.filter(person_id=cast.people["li"].id, what="objection").count() == 2
    for who in ("stranger", "qian"):
        here = page(who).get(path(cast, f"p/{one.token}/")).context["here"]
        assert (here.objections.received, here.objections.answered, here.own) == (1, 0, [])


def test_answer_is_written_once_and_read_by_the_one_who_objected(
    cast: Cast, page: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_the_time(monkeypatch)
    one = published(cast)
    made = actions.object_to(cast.actor("li", at=LATER), publication_id=one.id, words=WORDS)
    address = path(cast, f"p/{one.token}/objections/{made.id}/")
    wang = page("wang")
    assert wang.post(address, {"answer": "改用吊篮。", "gist": "", "once": "a" * 20}).status_code == 302
    assert wang.get(address).status_code == 404
    assert "改用吊篮。" in page("li").get(path(cast, f"p/{one.token}/")).content.decode()
    assert "改用吊篮。" not in page("chen").get(path(cast, f"p/{one.token}/")).content.decode()


def test_helper_finds_the_neighbour_and_writes_down(
    cast: Cast, page: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_the_time(monkeypatch)
    one, zhao = published(cast), page("zhao")
    address = path(cast, f"p/{one.token}/object/for/")
    found = zhao.get(address, {"q": "李"}).context["found"]
    assert [neighbour.person.name for neighbour in found] == ["李秋生"]
    li = cast.people["li"].id
    assert zhao.post(f"{address}?for={li}", {"words": WORDS, "once": "k" * 20}).status_code == 302
    made = Objection.objects.get()
    assert (made.person_id, made.taken_down_by) == (li, "东镇居委会 3号楼 · " + str(_("building leader")))


@pytest.mark.parametrize("who", CAST)
def test_hanging_a_paper_by_whom(cast: Cast, page: Visits, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at_the_time(monkeypatch)
    one = published(cast)
    sent = {"place": "3号楼门厅", "photo": SimpleUploadedFile("a.jpg", photo()), "once": "k" * 20}
    code = page(who).post(path(cast, f"p/{one.token}/hang/"), sent).status_code
    may = who in {"wang", "he", "sun", "zhao"}
    assert (code, Posting.objects.count()) == (302 if may or who == "stranger" else 403, int(may))


def test_posting_with_its_photo_is_public_evidence(
    cast: Cast, page: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_the_time(monkeypatch)
    one = published(cast)
    hung = actions.post_paper(
        cast.actor("zhao", at=LATER), publication_id=one.id, place="3号楼门厅", photo=("a.jpg", photo())
    )
    stranger: Client = page("stranger")
    text = stranger.get(path(cast, f"p/{one.token}/")).content.decode()
    assert "3号楼门厅" in text and path(cast, f"p/{one.token}/hang/{hung.id}/480.jpg") in text
    sizes = [
        stranger.get(path(cast, f"p/{one.token}/hang/{hung.id}/{size}.jpg")).status_code
        for size in (480, 2048, 99)
    ]
    assert sizes == [200, 200, 404]
    other = published(cast, title="另一则公示的标题")
    assert stranger.get(path(cast, f"p/{other.token}/hang/{hung.id}/480.jpg")).status_code == 404
    page("zhao").post(path(cast, f"p/{one.token}/hang/{hung.id}/down/"))
    assert Posting.objects.get().taken_down_at == LATER


def test_nothing_there_is_404(cast: Cast, page: Visits) -> None:
    told = published(cast, kind="announcement", days=None)
    gone = [
        "p/NOSUCH/",
        "p/NOSUCH/proof/",
        "p/NOSUCH/hang/",
        f"p/{told.token}/object/",
        f"p/{told.token}/objections/",
    ]
    assert [page("wang").get(path(cast, rest)).status_code for rest in gone] == [404] * 5
    assert Publication.objects.count() == 1
