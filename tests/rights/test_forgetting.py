"""What is over is forgotten, what is not yet over stays, and a run says how much."""

from datetime import datetime, timedelta

import pytest

from linmeng.common.clock import SHANGHAI
from linmeng.ground.actions.documents import document_path, store_document
from linmeng.papers.models import PrintRun, Scan, ScanPile
from linmeng.people.bridge import all_clocks, days_of_clock
from linmeng.people.models import ContactWay, Look, RollImport, WrongTry
from linmeng.publishing.models import Notice
from linmeng.rights.actions.forgetting import CLOCKS
from linmeng.rights.background import forget_what_is_over
from linmeng.rights.models import CorrectionRequest, DataCopy, RetentionRun
from linmeng.voices.models import TicketImport, TicketSource
from tests.cast import NOON, Cast
from tests.voices.saying import recorded

AT = datetime(2026, 7, 5, 0, 5, tzinfo=SHANGHAI)
HASH = "0" * 64


def made(cast: Cast, code: str, at: datetime) -> object:
    """A row of the kind a clock forgets, as old as `at`."""
    li = cast.people["li"]

    def file() -> object:
        return store_document([b"words"], "名册.xlsx", media_type="application/pdf", at=at)

    if code == "wrong_try":
        return WrongTry.objects.create(scope="user", key=HASH, tried_at=at)
    if code == "data_copy":
        return DataCopy.objects.create(person=li, file=file(), sha256=HASH, by_seat="x", made_at=at)
    if code == "roll_file":
        counts = {"rows": 1, "new": 1, "changed": 0, "gone": 0, "sha256": HASH, "base_fingerprint": HASH}
        faults = [{"code": "x", "found": "李秋生"}]
        return RollImport.objects.create(
            compound=cast.compound,
            file=file(),
            state="committed",
            faults=faults,
            created_at=at,
            **counts,
        )
    if code == "ticket_file":
        source, _made = TicketSource.objects.get_or_create(
            name="热线", defaults={"created_at": at, "body": cast.bodies["residents"]}
        )
        return TicketImport.objects.create(
            source=source, file=file(), state=TicketImport.State.values[0], sha256=HASH, created_at=at
        )
    if code == "print_file":
        return PrintRun.objects.create(
            compound=cast.compound,
            kind="code_letter",
            title="认门信",
            state="made",
            file=file(),
            by_seat="x",
            created_at=at,
            made_at=at,
        )
    if code == "old_contact":
        return ContactWay.objects.create(person=li, kind="email", value=f"{at:%s}@x", ended_at=at)
    if code == "notice_words":
        return Notice.objects.create(
            person=li, subject="x", subject_id=1, title="题目", words="话", created_at=at
        )
    if code == "scan":
        pile = ScanPile.objects.create(
            compound=cast.compound, name="一叠", by_person_id=1, by_seat="x", put_in_at=at
        )
        return Scan.objects.create(pile=pile, page=1, file=file(), read_at=at)
    if code == "look":
        return Look.objects.create(viewer_id=1, viewer_seat="x", person_id=li.id, what="roll", looked_at=at)
    assert code == "request"
    return CorrectionRequest.objects.create(
        person=li,
        about="name",
        asked_value="李秋声",
        state="done",
        asked_at=at,
        due_by=at.date(),
        decided_at=at,
    )


def stands(code: str, row: object) -> bool:
    """Whether a row still says what it said."""
    found = type(row).objects.filter(pk=row.pk).first()  # type: ignore[attr-defined]
    if found is None:
        return False
    if code in ("data_copy", "roll_file", "ticket_file", "print_file"):
        return found.file_id is not None
    if code == "scan":
        return document_path(found.file).exists()
    if code == "notice_words":
        return (found.title, found.words) == ("题目", "话")
    return found.asked_value == "李秋声" if code == "request" else True


def test_every_clock_of_the_register_runs() -> None:
    assert {clock.code for clock in all_clocks()} == set(CLOCKS)


@pytest.mark.parametrize("code", sorted(CLOCKS))
def test_over_is_forgotten_and_not_yet_over_stays(
    cast: Cast, code: str, django_capture_on_commit_callbacks: object
) -> None:
    days = timedelta(days=days_of_clock(code))
    old = made(cast, code, AT - days - timedelta(minutes=1))
    new = made(cast, code, AT - days + timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        run = forget_what_is_over(AT)
    assert (stands(code, old), stands(code, new)) == (False, True)
    assert run.forgotten == {code: 1}
    assert recorded("retention_run") == {"day": "2026-07-05", "forgotten": {code: 1}}


def test_bytes_go_and_the_trace_stays(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    copy = made(cast, "data_copy", AT - timedelta(days=8))
    upload = made(cast, "roll_file", AT - timedelta(days=31))
    places = [document_path(copy.file), document_path(upload.file)]  # type: ignore[attr-defined]
    assert all(place.exists() for place in places)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        forget_what_is_over(AT)
    assert not any(place.exists() for place in places)
    copy.refresh_from_db()  # type: ignore[attr-defined]
    upload.refresh_from_db()  # type: ignore[attr-defined]
    assert (copy.forgotten_at, copy.sha256) == (AT, HASH)  # type: ignore[attr-defined]
    assert (upload.faults, upload.sha256, upload.rows) == ([], HASH, 1)  # type: ignore[attr-defined]


def test_second_run_of_a_day_finds_the_first(cast: Cast) -> None:
    first = forget_what_is_over(AT)
    assert forget_what_is_over(NOON).id == first.id
    assert RetentionRun.objects.count() == 1


def test_open_correction_is_not_forgotten(cast: Cast) -> None:
    row = made(cast, "request", AT - timedelta(days=4000))
    CorrectionRequest.objects.filter(pk=row.pk).update(state="asked", decided_at=None)  # type: ignore[attr-defined]
    forget_what_is_over(AT)
    assert stands("request", row)
