"""The pages of the first day: who may open which, before and after the founding, and what they ask the database."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linmeng.alliance.models import (
    Body,
    Building,
    CommitteeTerm,
    Compound,
    Entrance,
    PropertyService,
    ResidentsArea,
    Unit,
)
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance
from linmeng.pages.setup.founding import FirstPerson, Foundation, found
from linmeng.people.actions import user_for_proved_phone
from linmeng.people.models import Person, Seat
from tests.browsing import Visits, path
from tests.cast import NOON, SINCE, Cast
from tests.setup.standing import at, standing

SHOWN = [
    "setup/",
    "setup/table.xlsx",
    "setup/area/",
    "setup/bodies/",
    "setup/bodies/BODY/",
    "setup/compounds/new/",
    "setup/compounds/table/",
    "setup/compounds/template.xlsx",
    "setup/people/",
    "setup/people/template.xlsx",
    "setup/tell/",
    "setup/poster.pdf",
]
TAKES = [
    "setup/wear/",
    "setup/area/",
    "setup/bodies/",
    "setup/bodies/BODY/",
    "setup/compounds/new/",
    "setup/compounds/table/",
    "setup/people/",
]
NOT_OURS = ["wang", "he", "wu", "zhou", "zhao", "li", "chen", "qian"]
LOGIN = "linmeng.pages.login.backend.PhoneBackend"


@pytest.fixture
def foreigner(cast: Cast) -> Client:
    """The secretary of another alliance, with both keys shown."""
    first = FirstPerson("西书记", "13722220001")
    told = Foundation(
        name="西镇联盟", slug="xizhen", committee="西镇居委会", party="西镇党总支", secretary=first
    )
    found(told, NOON, system="test")
    client, user = Client(), user_for_proved_phone("13722220001")
    client.force_login(user, backend=LOGIN)
    return client


@pytest.mark.parametrize("place", ["setup/", "setup/people/", "setup/tell/", "setup/poster.pdf"])
def test_before_the_founding_there_is_nothing_to_set_up(empty: Client, place: str) -> None:
    assert empty.get(f"/a/dongzhen/{place}").status_code == 404
    empty.force_login(user_for_proved_phone("13711110001"), backend=LOGIN)
    assert empty.get(f"/a/dongzhen/{place}").status_code == 404
    assert empty.get("/found/").status_code == 200


@pytest.mark.parametrize("who", ["sun", "feng"])
def test_clerk_and_secretary_open_every_page(cast: Cast, page: Visits, who: str) -> None:
    client = page(who)
    assert {place: client.get(at(cast, place)).status_code for place in SHOWN} == dict.fromkeys(SHOWN, 200)
    assert client.get("/found/").status_code == 404


@pytest.mark.parametrize("who", NOT_OURS)
def test_other_officers_and_residents_are_refused_and_change_nothing(
    cast: Cast, page: Visits, who: str
) -> None:
    client, before = page(who), standing()
    assert {place: client.get(at(cast, place)).status_code for place in SHOWN} == dict.fromkeys(SHOWN, 403)
    told = {
        "kind": "property_company",
        "name": "新物业",
        "lines": "新人\t13711110009\t社工",
        "take": "1",
        "role": "clerk",
    }
    assert {place: client.post(at(cast, place), told).status_code for place in TAKES} == dict.fromkeys(
        TAKES, 403
    )
    assert standing() == before


def test_stranger_is_sent_to_the_log_in(cast: Cast, page: Visits) -> None:
    client = page("stranger")
    for answer in [
        *(client.get(at(cast, place)) for place in SHOWN),
        *(client.post(at(cast, place), {"once": "x"}) for place in TAKES),
    ]:
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/accounts/login/")


def test_secretary_of_another_alliance_is_nobody_here(cast: Cast, foreigner: Client) -> None:
    assert foreigner.get("/a/xizhen/setup/").status_code == 200
    assert {place: foreigner.get(at(cast, place)).status_code for place in SHOWN} == dict.fromkeys(SHOWN, 403)
    before = standing()
    assert {foreigner.post(at(cast, place), {"once": "x"}).status_code for place in TAKES} == {403}
    ours = cast.bodies["company"].id
    for answer in (foreigner.get, foreigner.post):
        assert answer(f"/a/xizhen/setup/bodies/{ours}/", {"name": "改名", "once": "x"}).status_code == 404
    assert standing() == before
    assert Body.objects.get(pk=ours).name == "安居物业"


def test_committee_of_owners_is_not_renamed_among_the_bodies(cast: Cast, page: Visits) -> None:
    committee = cast.bodies["committee"].id
    assert page("sun").get(path(cast, f"setup/bodies/{committee}/")).status_code == 404
    assert page("sun").get(path(cast, "setup/bodies/1/")).status_code == 404


def test_seats_ask_for_the_second_key_and_nothing_else_does(cast: Cast, page: Visits) -> None:
    client = page("sun", second_factor=False)
    answers = {place: client.get(at(cast, place)) for place in SHOWN}
    asked = [place for place, answer in answers.items() if answer.status_code == 302]
    assert asked == ["setup/people/"]
    assert answers["setup/people/"]["Location"].startswith(path(cast, "confirm/?next="))
    told = {"lines": "新人\t13711110009\t社工", "take": "1", "once": "x"}
    assert client.post(path(cast, "setup/people/"), told).status_code == 302
    assert not Person.objects.filter(name="新人").exists()


def test_pages_that_only_show_take_nothing_in_and_the_hat_is_only_posted(cast: Cast, page: Visits) -> None:
    client = page("sun")
    only_shown = [place for place in SHOWN if place not in TAKES]
    assert {client.post(at(cast, place)).status_code for place in only_shown} == {405}
    assert client.get(path(cast, "setup/wear/")).status_code == 405


def test_hat_is_put_on_only_if_held_and_leads_inside_the_house_only(cast: Cast, page: Visits) -> None:
    client, address = page("sun"), path(cast, "setup/wear/")
    assert client.post(address, {"role": "secretary"}).status_code == 403
    inside = client.post(address, {"role": "clerk", "next": path(cast, "setup/tell/")})
    outside = client.post(address, {"role": "clerk", "next": "https://evil.example/"})
    assert [inside["Location"], outside["Location"]] == [path(cast, "setup/tell/"), path(cast, "setup/")]


def eight_more(cast: Cast) -> None:
    """Compounds with all that a line of the table reads."""
    for number in range(8):
        compound = Compound.objects.create(
            code=f"x{number}", name=f"新苑{number}", address="x", residents_committee=cast.bodies["residents"]
        )
        committee = Body.objects.create(kind="owners_committee", name=f"业委会{number}", compound=compound)
        company = Body.objects.create(kind="property_company", name=f"物业{number}")
        PropertyService.objects.create(company=company, compound=compound, valid_from=SINCE)
        CommitteeTerm.objects.create(
            body=committee, number=1, state="in_office", starts_on=SINCE, ends_on=date(2028, 12, 31)
        )
        building = Building.objects.create(compound=compound, code="1", name="1号楼", floors=6, walk_order=1)
        entrance = Entrance.objects.create(building=building, code="1", name="1号", walk_order=1)
        Unit.objects.create(
            compound=compound, building=building, entrance=entrance, code="1-101", room="101", floor=1,
            area_dm2=10_000, walk_order=1, valid_from=SINCE,
        )  # fmt: skip
        Seat.objects.create(
            person=cast.neighbours[0], body=committee, role="committee_member", valid_from=SINCE
        )


def test_pages_ask_as_much_for_ten_compounds_as_for_two(cast: Cast, page: Visits) -> None:
    client = page("sun")

    def asked(place: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(at(cast, place)).status_code == 200
        return len(queries)

    client.get(at(cast, "setup/"))
    few = {place: asked(place) for place in SHOWN}
    eight_more(cast)
    assert {place: asked(place) for place in SHOWN} == few


def test_area_is_described_for_this_alliance_only(cast: Cast, page: Visits, foreigner: Client) -> None:
    page("sun").post(path(cast, "setup/area/"), {"place": "cn-shanghai", "name": "东镇", "once": "x"})
    names: Callable[[], list[str]] = lambda: list(ResidentsArea.objects.values_list("name", flat=True))  # noqa: E731
    assert names() == ["东镇"]
    with in_alliance(Alliance.objects.get(slug="xizhen").id):
        assert names() == [""]
