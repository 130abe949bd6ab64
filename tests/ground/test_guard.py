"""The fence: no statement leaves its alliance, whoever sends it and however it is written."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path as url

from linmeng.alliance.models import Body, Building, Compound, Unit
from linmeng.ground.guard import check_statement
from linmeng.ground.models import Alliance, TenantModel
from linmeng.ground.tenancy import OutsideAlliance, citywide, in_alliance
from linmeng.people.models import Ownership, Person, Seat
from tests.cast import Cast

A, B = 7, 8

INSIDE = {
    "plain": ('SELECT * FROM "people_person" WHERE "people_person"."alliance_id" = %s', [A]),
    "in list of one": ('SELECT 1 FROM "people_person" WHERE "people_person"."alliance_id" IN (%s)', [A]),
    "unquoted": ("select name from people_person where alliance_id = %s and name = %s", [A, "x"]),
    "joined by equation": (
        'SELECT 1 FROM "people_seat" s JOIN "people_person" p ON p.id = s.person_id AND p.alliance_id = s.alliance_id'
        " WHERE s.alliance_id = %s",
        [A],
    ),
    "left join": (
        'SELECT 1 FROM "people_person" p LEFT OUTER JOIN "people_seat" s ON (p.id = s.person_id AND '
        "s.alliance_id = p.alliance_id) WHERE (p.alliance_id = %s)",
        [A],
    ),
    "both sides of or": (
        'SELECT 1 FROM "people_person" p WHERE (p.alliance_id = %s AND p.id = 1) OR (p.alliance_id = %s AND p.id = 2)',
        [A, A],
    ),
    "subquery held by the outer row": (
        'SELECT 1 FROM "people_person" p WHERE p.alliance_id = %s AND EXISTS '
        '(SELECT 1 FROM "people_seat" s WHERE s.alliance_id = p.alliance_id AND s.person_id = p.id)',
        [A],
    ),
    "union": (
        'SELECT id FROM "people_person" WHERE alliance_id = %s UNION ALL SELECT id FROM "people_seat" WHERE alliance_id = %s',
        [A, A],
    ),
    "update": ('UPDATE "people_person" SET "name" = %s WHERE "people_person"."alliance_id" = %s', ["x", A]),
    "delete": ('DELETE FROM "people_person" WHERE "people_person"."alliance_id" = %s', [A]),
    "insert": ('INSERT INTO "people_person" ("id", "alliance_id", "name") VALUES (%s, %s, %s)', [1, A, "x"]),
    "insert two": (
        'INSERT INTO "people_person" ("id", "alliance_id") VALUES (%s, %s), (%s, %s)',
        [1, A, 2, A],
    ),
    "insert by unnest": (
        'INSERT INTO "people_person" ("id", "alliance_id") SELECT * FROM UNNEST((%s)::bigint[], (%s)::bigint[])',
        [[1, 2], [A, A]],
    ),
    "global table": ('SELECT * FROM "ground_alliance"', []),
    "table name in a text": ("SELECT 'people_person'", []),
}

OUTSIDE = {
    "no alliance": ('SELECT * FROM "people_person" WHERE "people_person"."id" = %s', [1]),
    "another alliance": ('SELECT * FROM "people_person" WHERE "people_person"."alliance_id" = %s', [B]),
    "unquoted without": ("select name from people_person", []),
    "comma join": (
        'SELECT 1 FROM "people_seat", "people_person" WHERE "people_seat"."alliance_id" = %s',
        [A],
    ),
    "join without": (
        'SELECT 1 FROM "people_seat" s JOIN "people_person" p ON p.id = s.person_id WHERE s.alliance_id = %s',
        [A],
    ),
    "left join does not limit the left": (
        'SELECT 1 FROM "people_person" p LEFT JOIN "people_seat" s ON (s.alliance_id = p.alliance_id AND s.alliance_id = %s)',
        [A],
    ),
    "only one side of or": (
        'SELECT 1 FROM "people_person" p WHERE p.alliance_id = %s OR p.id = 1',
        [A],
    ),
    "under not": ('SELECT 1 FROM "people_person" p WHERE NOT (p.alliance_id = %s)', [A]),
    "in case": (
        'SELECT 1 FROM "people_person" p WHERE CASE WHEN p.alliance_id = %s AND 1 THEN 1 ELSE 1 END',
        [A],
    ),
    "twice outside, none inside": (
        'SELECT 1 FROM "people_person" p WHERE p.alliance_id = %s AND p.alliance_id = %s AND EXISTS '
        '(SELECT 1 FROM "people_seat" s WHERE s.person_id = 1)',
        [A, A],
    ),
    "inner condition does not limit the outer": (
        'SELECT 1 FROM "people_person" p WHERE EXISTS (SELECT 1 FROM "people_seat" s WHERE '
        "s.alliance_id = %s AND p.alliance_id = s.alliance_id AND p.alliance_id = %s)",
        [A, A],
    ),
    "second half of a union": (
        'SELECT id FROM "people_person" WHERE alliance_id = %s UNION SELECT id FROM "people_seat"',
        [A],
    ),
    "subquery in the columns": (
        'SELECT (SELECT COUNT(*) FROM "people_seat") FROM "people_person" WHERE alliance_id = %s',
        [A],
    ),
    "update sets the alliance": ('UPDATE "people_person" SET "alliance_id" = %s WHERE id = 1', [A]),
    "update of another's row": ('UPDATE "people_person" SET "name" = %s WHERE alliance_id = %s', ["x", B]),
    "delete all": ('DELETE FROM "people_person"', []),
    "insert for another": ('INSERT INTO "people_person" ("id", "alliance_id") VALUES (%s, %s)', [1, B]),
    "second row for another": (
        'INSERT INTO "people_person" ("id", "alliance_id") VALUES (%s, %s), (%s, %s)',
        [1, A, 2, B],
    ),
    "insert without alliance": ('INSERT INTO "people_person" ("id") VALUES (%s)', [1]),
    "insert from select": (
        'INSERT INTO "people_person" ("id", "alliance_id") SELECT id, %s FROM "people_seat"',
        [A],
    ),
    "upsert of another's row": (
        'INSERT INTO "people_person" ("id", "alliance_id") VALUES (%s, %s) ON CONFLICT ("id") DO UPDATE SET "name" = 1',
        [1, A],
    ),
    "replace": ('REPLACE INTO "people_person" ("id", "alliance_id") VALUES (%s, %s)', [1, A]),
    "truncate": ('TRUNCATE "people_person"', []),
    "with": ('WITH x AS (SELECT * FROM "people_person") SELECT * FROM x', []),
    "explain": ('EXPLAIN QUERY PLAN SELECT * FROM "people_person"', []),
}


@pytest.mark.parametrize("name", INSIDE)
def test_statement_inside_passes(name: str) -> None:
    with in_alliance(A):
        check_statement(*INSIDE[name])


@pytest.mark.parametrize("name", OUTSIDE)
def test_statement_outside_is_refused(name: str) -> None:
    with in_alliance(A), pytest.raises(OutsideAlliance):
        check_statement(*OUTSIDE[name])


@pytest.mark.parametrize("name", [n for n in INSIDE if n not in ("global table", "table name in a text")])
def test_statement_without_alliance_in_force_is_refused(name: str) -> None:
    with pytest.raises(OutsideAlliance):
        check_statement(*INSIDE[name])


@pytest.mark.parametrize("name", OUTSIDE)
def test_citywide_opens_the_fence(name: str) -> None:
    with citywide():
        check_statement(*OUTSIDE[name])


def _queries() -> dict[str, QuerySet[Any]]:
    owned = Ownership.objects.filter(unit=OuterRef("pk"))
    return {
        "join": Ownership.objects.filter(unit__compound__code="wt").select_related(
            "person", "unit__building"
        ),
        "reverse join": Unit.objects.filter(ownerships__person__name="李秋生"),
        "exists": Unit.objects.filter(Exists(owned)),
        "not exists": Unit.objects.filter(~Exists(owned)),
        "subquery": Unit.objects.annotate(owner=Subquery(owned.values("person")[:1])),
        "aggregate": Unit.objects.annotate(n=Count("ownerships")).filter(n__gt=1),
        "grouped": Unit.objects.values("compound").annotate(
            t=Sum("area_dm2", filter=Q(ownerships__is_representative=True))
        ),
        "or": Unit.objects.filter(code="3-101") | Unit.objects.filter(code="3-102"),
        "union": Unit.objects.order_by().values("id").union(Building.objects.order_by().values("id")),
        "in": Person.objects.filter(id__in=Ownership.objects.values("person")),
        "across": Seat.objects.select_related("building", "term", "body__compound").filter(
            person__user__phone="1"
        ),
        "locked": Unit.objects.select_for_update(of=("self",)).filter(id=1),
        "distinct": Person.objects.filter(seats__role="clerk").distinct(),
        "prefetched": Compound.objects.prefetch_related("buildings", "units__ownerships__person"),
        "f": Unit.objects.filter(floor__gt=F("building__floors")),
    }


def test_ordinary_queries_pass_inside_and_are_refused_elsewhere(cast: Cast) -> None:
    for name, query in _queries().items():
        list(query.all())
        with in_alliance(cast.alliance.id + 1), pytest.raises(OutsideAlliance):
            list(query.all())
            pytest.fail(name)


def test_count_and_exists_see_only_the_alliance(cast: Cast) -> None:
    other = Alliance.objects.create(slug="xizhen", name="西镇")
    with in_alliance(other.id):
        assert (Unit.objects.count(), Unit.objects.exists()) == (0, False)
        Body.objects.create(kind="party_organisation", name="西镇党总支")
    assert Unit.objects.count() == 10
    assert not Body.objects.filter(name="西镇党总支").exists()
    with citywide():
        assert Body.objects.filter(name="西镇党总支").exists()


def test_row_of_another_alliance_cannot_be_saved(cast: Cast) -> None:
    person = cast.people["li"]
    with in_alliance(cast.alliance.id + 1):
        with pytest.raises(OutsideAlliance), transaction.atomic():
            person.save()
        with pytest.raises(OutsideAlliance), transaction.atomic():
            Person.objects.bulk_create([Person(alliance_id=cast.alliance.id, name="x")])
        assert Person.objects.filter(id=person.id).update(name="x") == 0
    person.refresh_from_db()
    assert person.name == "李秋生"


def test_bulk_writes_inside_pass(cast: Cast) -> None:
    people = Person.objects.bulk_create([Person(name=f"新邻居{i}") for i in range(3)])
    for person in people:
        person.name += "甲"
    Person.objects.bulk_update(people, ["name"])
    Person.objects.filter(id=people[0].id).update(born_year=F("born_year"))
    assert Person.objects.filter(name__endswith="甲").count() == 3


def test_raw_cursor_is_held_too(cast: Cast) -> None:
    with connection.cursor() as cursor, pytest.raises(OutsideAlliance):
        cursor.execute("SELECT name FROM people_person")
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM people_person WHERE alliance_id = %s", [cast.alliance.id])
        assert cursor.fetchone() == (len(cast.people) + len(cast.neighbours),)
    with connection.cursor() as cursor, pytest.raises(OutsideAlliance):
        cursor.executemany(
            "UPDATE people_person SET name = %s WHERE alliance_id = %s", [["x", cast.alliance.id], ["x", 1]]
        )


def test_lazy_streaming_is_refused(cast: Cast) -> None:
    with pytest.raises(OutsideAlliance):
        Person.objects.iterator()


def _count_people(model: type[TenantModel]) -> int:
    return model.objects.count()


def test_thread_starts_without_an_alliance(cast: Cast) -> None:
    """The alliance of the thread that starts a worker does not leak into it."""
    with ThreadPoolExecutor(1) as threads, pytest.raises(OutsideAlliance):
        threads.submit(_count_people, Person).result()


def _unscoped(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Person.objects.filter(name="李秋生").count()))


urlpatterns = [url("unscoped", _unscoped), url("a/<slug:slug>/unscoped", _unscoped)]


@pytest.mark.urls(__name__)
def test_view_outside_an_alliance_is_refused_in_a_worker_thread(cast: Cast) -> None:
    """A page that forgot its alliance is a fault, also in the thread that serves it."""
    with ThreadPoolExecutor(1) as threads, pytest.raises(OutsideAlliance):
        threads.submit(Client().get, "/unscoped").result()


def test_statements_that_touch_no_tenant_table_pass_anywhere(db: None) -> None:
    assert Alliance.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
