import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import translation

from linmeng.alliance.models import Entrance, Unit
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.ground.actions.documents import document_path
from linmeng.pages.papers.making import make_waiting
from linmeng.papers.actions import SheetPlace, forget_file, issue_sheets, make_again
from linmeng.papers.background import forget_old_files
from linmeng.papers.models import PrintRun
from linmeng.people.actions.letters import issue_letters, printed_codes, revoke_letter
from tests.cast import CAST, NOON, Cast
from tests.papers.issued import MAKERS, sheets_of, slips
from tests.printing.papers import pages_of, picture_of, scanned


def letters(cast: Cast, *, large_print: bool = False) -> PrintRun:
    issued = issue_letters(cast.actor("sun"), compound_id=cast.compound.id)
    places = [SheetPlace(unit_id=letter.unit_id, subject_id=letter.id) for letter in issued]
    return issue_sheets(
        cast.actor("sun"),
        compound=cast.compound,
        kind="code_letter",
        title="密码信 2026年7月",
        places=places,
        large_print=large_print,
    )


def made(cast: Cast, run: PrintRun) -> PrintRun:
    assert make_waiting(cast.alliance, NOON) == 1
    return PrintRun.objects.select_related("file").get(id=run.id)


def content_of(run: PrintRun) -> bytes:
    assert run.file is not None
    return document_path(run.file).read_bytes()


@pytest.mark.parametrize("large_print", [False, True])
def test_letters_become_one_pdf_with_their_codes(
    cast: Cast, django_capture_on_commit_callbacks, large_print
) -> None:  # type: ignore[no-untyped-def]
    run = made(cast, letters(cast, large_print=large_print))
    assert (run.state, run.sheets_made, run.made_at) == ("made", 9, NOON)
    assert run.file is not None
    assert (run.file.media_type, run.file.name) == ("application/pdf", "梧桐苑 密码信 2026年7月.pdf")
    paper = content_of(run)
    text = "".join(pages_of(paper))
    for _letter, code in printed_codes([sheet_letter(sheet.subject_id) for sheet in sheets_of(run)]):
        assert code.replace("-", "") in text.replace(" ", "")
    assert [unit.room in pages_of(paper)[0] for unit in cast.units.values()] == [True] * 9
    addresses = {f"http://127.0.0.1:8000/a/dongzhen/s/{sheet.token}/" for sheet in sheets_of(run)}
    seen = [code for page in range(1, len(pages_of(paper))) for code in scanned(picture_of(paper, page))]
    assert (set(seen), len(seen)) == (addresses, 9)


def sheet_letter(letter_id: int | None):  # type: ignore[no-untyped-def]
    from linmeng.people.models import CodeLetter

    return CodeLetter.objects.get(id=letter_id)


def test_several_entrances_become_a_zip_in_walking_order(cast: Cast) -> None:
    building = cast.units["3-101"].building
    second = Entrance.objects.create(building=building, code="5", name="5号", walk_order=5)
    Unit.objects.filter(code__in=["3-301", "3-302", "3-303"]).update(entrance=second)
    run = made(cast, letters(cast))
    with zipfile.ZipFile(io.BytesIO(content_of(run))) as files:
        assert files.namelist() == ["001 3号楼.pdf", "002 3号楼 5号.pdf"]
        sizes = [len(pages_of(files.read(name))) for name in files.namelist()]
    assert sizes == [4, 3]  # a list on top, two letters a page


def test_a_revoked_letter_is_not_printed(cast: Cast) -> None:
    run = letters(cast)
    gone = sheets_of(run)[0]
    revoke_letter(cast.actor("sun"), letter_id=gone.subject_id or 0, reason="弄错了门牌")
    _letter, code = next(printed_codes([sheet_letter(gone.subject_id)]))
    text = "".join(pages_of(content_of(made(cast, run))))
    assert code.replace("-", "") not in text.replace(" ", "")


def test_a_missing_character_becomes_a_sentence_and_can_be_mended(cast: Cast) -> None:
    run = letters(cast)
    cast.units["3-101"].building.__class__.objects.update(name="𠮷楼")
    with translation.override("zh-hans"):
        faulty = made(cast, run)
    assert (faulty.state, faulty.file, "𠮷" in faulty.fault) == ("fault", None, True)
    cast.units["3-101"].building.__class__.objects.update(name="吉楼")
    assert make_again(cast.actor("sun"), run_id=run.id).state == "waiting"
    assert made(cast, run).state == "made"


def test_a_kind_nobody_draws_is_a_fault_of_the_run(cast: Cast) -> None:
    assert made(cast, slips(cast)).state == "fault"  # nothing stands on these slips


def test_a_file_is_forgotten_after_its_time(cast: Cast, django_capture_on_commit_callbacks) -> None:  # type: ignore[no-untyped-def]
    run = made(cast, letters(cast))
    assert run.file is not None
    path = document_path(run.file)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old_files(NOON + timedelta(days=14)) == 0
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old_files(NOON + timedelta(days=14, seconds=1)) == 1
    run.refresh_from_db()
    assert (run.state, run.file, path.exists(), len(sheets_of(run))) == ("forgotten", None, False, 9)


@pytest.mark.parametrize("who", CAST)
def test_who_removes_a_file_and_asks_again(cast: Cast, who: str) -> None:
    run = made(cast, letters(cast))
    if who not in MAKERS:
        for act in (forget_file, make_again):
            with pytest.raises(NotAllowed):
                act(cast.actor(who), run_id=run.id)
        return
    assert forget_file(cast.actor(who), run_id=run.id).state == "forgotten"
    with pytest.raises(WrongState, match="no file"):
        forget_file(cast.actor(who), run_id=run.id)
    before = [sheet.token for sheet in sheets_of(run)]
    make_again(cast.actor(who), run_id=run.id)
    assert [sheet.token for sheet in sheets_of(made(cast, run))] == before
    with pytest.raises(WrongState, match="there already"):
        make_again(cast.actor(who), run_id=run.id)
