"""Finished statements: asked together, sent ahead, and what happens where one of them fails."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from linmeng.ground.models import IdempotencyKey
from linmeng.ground.prepared import Prepared, PreparedUpdate, answers, insert, insert_unless_there
from linmeng.ground.tenancy import OutsideAlliance, citywide
from tests.cast import Cast

INT8 = st.integers(-(2**63), 2**63 - 1)
AT = datetime(2026, 11, 24, 20, 30, 0, 123456, tzinfo=UTC)
_of_key = Prepared(lambda key: IdempotencyKey.objects.filter(key=key))
_answers_of = Prepared(
    lambda person: IdempotencyKey.objects.filter(person_id=person).values_list("answer", flat=True)
)
_answered = PreparedUpdate(lambda key, answer: (IdempotencyKey.objects.filter(key=key), {"answer": answer}))


def form(key: str, person: int | None = None, answer: str = "") -> IdempotencyKey:
    return IdempotencyKey(act="try", key=key, person_id=person, answer=answer, created_at=AT)


def test_what_was_sent_ahead_is_there_for_the_next_question(cast: Cast) -> None:
    insert(form("a", 7, "/one"))
    _answered.ahead("a", "/two")
    assert [row.answer for row in _of_key("a")] == ["/two"]


def test_what_was_sent_ahead_is_there_for_an_ordinary_question(cast: Cast) -> None:
    insert(form("a", 7, "/one"))
    _answered.ahead("a", "/two")
    assert IdempotencyKey.objects.get(key="a").answer == "/two"


def test_several_questions_are_answered_each_for_itself(cast: Cast) -> None:
    insert(form("a", 7, "/one"))
    insert(form("b", 8, "/two"))
    rows, paths, none = answers((_of_key, "a"), (_answers_of, 8), (_of_key, "c"))
    assert [row.person_id for row in rows] == [7] and rows[0].created_at == AT
    assert paths == ["/two"] and none == []


def test_too_few_values_are_refused() -> None:
    with pytest.raises(TypeError):
        _answered("a")


def test_row_that_breaks_a_rule_fails_the_act_and_leaves_nothing_of_it(cast: Cast) -> None:
    insert(form("a", 7, "/one"))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(form("b", 7))
        insert(form("a", 8, "/other"))
        insert(form("c", 7))
    assert [(one.key, one.answer) for one in IdempotencyKey.objects.order_by("key")] == [("a", "/one")]


def test_change_of_a_row_that_is_not_there_fails_the_act(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(form("a", 7))
        _answered.ahead("b", "/nowhere")
    assert not IdempotencyKey.objects.exists()


def test_act_given_up_takes_back_what_it_sent_ahead_also_where_that_failed(cast: Cast) -> None:
    insert(form("a", 7))

    class Stop(Exception):
        pass

    for key in ("b", "a"):
        with pytest.raises((Stop, IntegrityError)), transaction.atomic():
            insert(form(key, 7))
            raise Stop
        assert IdempotencyKey.objects.get().key == "a"
    insert(form("c", 7))
    assert IdempotencyKey.objects.count() == 2


def test_unless_there_tells_whether_the_row_is_new(cast: Cast) -> None:
    assert insert_unless_there(form("a", 7, "/one"))
    assert not insert_unless_there(form("a", 8, "/two"))
    assert IdempotencyKey.objects.get().answer == "/one"


def test_row_of_another_alliance_is_refused_before_it_is_sent(cast: Cast) -> None:
    row = form("a", 7)
    row.alliance_id = cast.alliance.id + 1
    with pytest.raises(OutsideAlliance):
        insert(row)
    with citywide():
        assert not IdempotencyKey.objects.exists()


def test_whoever_counts_statements_sees_these_too(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as seen:
        insert(form("a", 7))
        answers((_of_key, "a"), (_of_key, "b"))
    assert ["INSERT" in one["sql"] for one in seen.captured_queries] == [True, False, False]


def test_words_and_numbers_come_back_as_they_were_written(cast: Cast) -> None:
    numbers = count()

    @settings(max_examples=80)
    @given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200), INT8)
    def come_back(words: str, number: int) -> None:
        insert(form(key := f"k{next(numbers)}", number, words))
        assert [(row.person_id, row.answer) for row in _of_key(key)] == [(number, words)]
        assert words in _answers_of(number)

    come_back()


def postgresql(test: Any) -> Any:
    reason = "libpq's pipeline; needs LINMENG_DATABASE_URL"
    elsewhere = pytest.mark.skipif(connection.vendor != "postgresql", reason=reason)
    return pytest.mark.postgresql(pytest.mark.django_db(elsewhere(test)))


@contextmanager
def a_line() -> Iterator[Any]:
    """A connection of its own, with two tables that go when it closes."""
    import psycopg

    known = connection.get_connection_params()
    with psycopg.connect(
        **{name: known[name] for name in known if name != "cursor_factory"}, autocommit=True
    ) as line:
        line.execute("CREATE TEMP TABLE house (id bigint PRIMARY KEY, name varchar(40), at timestamptz)")
        line.execute(
            "CREATE TEMP TABLE door (id bigint PRIMARY KEY, house bigint REFERENCES house DEFERRABLE INITIALLY DEFERRED)"
        )
        yield line


def in_transaction(line: Any) -> Any:
    from linmeng.ground.db.postgresql.flight import Flight, line_of

    line.autocommit = False
    return Flight(line_of(line))


def rows(line: Any, table: str) -> list[Any]:
    line.rollback()
    line.autocommit = True
    found: list[Any] = line.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
    return found


HOUSE = "INSERT INTO house VALUES (%s, %s, %s)"
DOOR = "INSERT INTO door VALUES (%s, %s)"


@postgresql
def test_commit_in_the_same_flight_keeps_everything() -> None:
    with a_line() as line:
        flight = in_transaction(line)
        flight.send(HOUSE, [1, "梧桐苑", AT], one_row=True)
        flight.send(HOUSE, [2, None, None], one_row=True)
        flight.land_with_commit()
        assert rows(line, "house") == [(1, "梧桐苑", AT), (2, None, None)]


@postgresql
@pytest.mark.parametrize(
    "break_it",
    [
        lambda flight: flight.send(HOUSE, [1, "twice", None]),
        lambda flight: flight.send(DOOR, [1, 99]),  # found only by COMMIT itself
        lambda flight: flight.send("UPDATE no_such_table SET id = %s", [1]),
        lambda flight: flight.send("SELECT 1 / %s", [0]),
    ],
)
def test_nothing_stands_where_any_part_failed(break_it: Callable[[Any], Any]) -> None:
    import psycopg

    with a_line() as line:
        flight = in_transaction(line)
        flight.send(HOUSE, [1, "one", None])
        break_it(flight)
        flight.send(HOUSE, [2, "two", None])
        with pytest.raises(psycopg.Error):
            flight.land_with_commit()
        assert rows(line, "house") == []
        flight = in_transaction(line)  # the line is as good as new
        flight.send(HOUSE, [3, "three", None])
        flight.land_with_commit()
        assert rows(line, "house") == [(3, "three", None)]


@postgresql
def test_commit_of_a_transaction_that_failed_before_is_no_commit() -> None:
    import psycopg
    from django.db import OperationalError

    with a_line() as line:
        line.autocommit = False
        with pytest.raises(psycopg.Error):
            line.execute("SELECT 1 / 0")
        from linmeng.ground.db.postgresql.flight import Flight, line_of

        with pytest.raises(OperationalError, match="ROLLBACK"):
            Flight(line_of(line)).land_with_commit()


@postgresql
def test_every_kind_of_value_comes_back() -> None:
    from psycopg.types.json import Jsonb

    given = [
        True,
        None,
        -(2**63),
        "100 % 'quoted' \\ ☂",
        date(2026, 2, 28),
        AT,
        Decimal("1.50"),
        Jsonb({"a": [1]}),
    ]
    kinds = ["boolean", "bigint", "bigint", "text", "date", "timestamptz", "numeric", "jsonb"]
    text = "SELECT " + ", ".join(f"%s::{kind}" for kind in kinds) + ", '%%'"
    with a_line() as line:
        flight = in_transaction(line)
        first, again = flight.send(text, given), flight.send(text, given)
        flight.land()
        assert first.fetchall() == again.fetchall()
        told = first.fetchall()[0]
        assert [*told[:7], told[8]] == [*given[:7], "%"] and "a" in told[7]


@postgresql
def test_text_with_a_nul_is_refused_whole() -> None:
    with a_line() as line:
        flight = in_transaction(line)
        with pytest.raises(DataError):
            flight.send(HOUSE, [1, "cut\0here", None])
        flight.land()
        assert rows(line, "house") == []


@postgresql
def test_more_than_the_sockets_hold_goes_through() -> None:
    with a_line() as line:
        flight = in_transaction(line)
        long = [flight.send("SELECT repeat(%s, 400000)", [letter]) for letter in "abcdefgh" * 4]
        flight.send("SELECT length(%s)", ["x" * 8_000_000])
        flight.land()
        assert {answer.fetchall()[0][0][:2] for answer in long} == {2 * letter for letter in "abcdefgh"}


@postgresql
def test_line_that_breaks_says_so() -> None:
    import psycopg

    with a_line() as line, psycopg.connect(line.info.dsn) as other:
        flight = in_transaction(line)
        flight.send(HOUSE, [1, "one", None])
        other.execute("SELECT pg_terminate_backend(%s)", [line.info.backend_pid])
        with pytest.raises(psycopg.OperationalError):
            flight.land_with_commit()
            flight.land()
