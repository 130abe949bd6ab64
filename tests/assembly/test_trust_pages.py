"""The ways around a ballot through the pages, as people walk them."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from linmeng.assembly import actions
from linmeng.assembly.models import BallotDispute, LatePaper, Proxy, Receipt
from linmeng.people.models import Ownership
from tests.assembly.trust import SIGNED, acting_for, later, mandate, owner_of_unit, second_owner
from tests.assembly.votes import AFTER, WHILE_OPEN, cast_for, close_and, entry_of, noticed_vote, printed_paper
from tests.browsing import Visits, path
from tests.cast import Cast


@pytest.fixture
def travel() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(WHILE_OPEN, tick=False) as traveller:
        yield traveller


def test_owner_gives_a_mandate_and_the_agent_casts(
    cast: Cast, page: Visits, travel: time_machine.Traveller
) -> None:
    vote = noticed_vote(cast)
    entry = entry_of(vote, "3-101")
    own = path(cast, f"votes/{vote.id}/mandates/home/{entry.id}/")
    assert own in page("li").get(path(cast, f"votes/{vote.id}/")).content.decode()
    chen = cast.people["chen"]
    given = {"agent_name": chen.name, "agent_phone": "13800000003", "relation": "other", "q1": "no"}
    assert page("li").post(own, given).status_code == 302
    proxy = Proxy.objects.get()
    assert (proxy.agent_person_id, proxy.instructions, proxy.mandate) == (chen.id, {"1": "no"}, None)
    wanted = f"cast/{entry.id}/?for={proxy.principal}"
    assert wanted in page("chen").get(path(cast, f"votes/{vote.id}/")).content.decode()
    answer = page("chen").post(
        path(cast, f"votes/{vote.id}/{wanted}"), {"q1": "no", "sure": "1", "once": "k1"}, follow=True
    )
    receipt = Receipt.objects.get()
    assert (answer.status_code, receipt.proxy_id) == (200, proxy.id)
    assert receipt.code in answer.content.decode()
    seen = page("li").get(path(cast, f"votes/{vote.id}/receipt/{receipt.code}/")).content.decode()
    assert chen.name in seen


def test_agent_this_house_does_not_know_signs_the_paper(
    cast: Cast, page: Visits, travel: time_machine.Traveller
) -> None:
    vote = noticed_vote(cast)
    own = path(cast, f"votes/{vote.id}/mandates/home/{entry_of(vote, '3-101').id}/")
    given = {"agent_name": "陈小雨", "agent_phone": "13900000000", "relation": "family", "q1": "yes"}
    page("li").post(own, given)
    assert Proxy.objects.get().agent_person_id is None


def test_clerk_takes_a_signed_mandate_in(cast: Cast, page: Visits, travel: time_machine.Traveller) -> None:
    vote = noticed_vote(cast)
    owner, base = owner_of_unit(cast, "3-201"), path(cast, f"votes/{vote.id}/mandates/")
    assert "3-999" in page("sun").get(f"{base}new/?unit=3-999").content.decode()
    given = {
        "principal": str(owner.id), "agent_name": "陈小雨", "relation": "other", "q1": "yes",
        "scan": SimpleUploadedFile(SIGNED.name, SIGNED.content, content_type="application/pdf"),
    }  # fmt: skip
    assert page("sun").post(f"{base}new/?unit=3-201", given).status_code == 302
    proxy = Proxy.objects.get()
    assert page("sun").get(base).status_code == 200
    travel.move_to(AFTER)
    scan = page("sun").get(f"{base}{proxy.id}/scan/")
    assert scan.content == SIGNED.content
    assert scan["Cache-Control"] == "private, no-store"


def test_owner_takes_the_mandate_back(cast: Cast, page: Visits, travel: time_machine.Traveller) -> None:
    vote = noticed_vote(cast)
    proxy = mandate(cast, vote, "3-101")
    address = path(cast, f"votes/{vote.id}/mandates/{proxy.id}/revoke/")
    assert page("chen").get(address).status_code == 404
    assert page("li").post(address, {"why": ""}).status_code == 302
    proxy.refresh_from_db()
    assert proxy.revoked_at == WHILE_OPEN


def test_that_was_not_me_in_two_taps_and_the_decision(
    cast: Cast, page: Visits, travel: time_machine.Traveller
) -> None:
    vote = noticed_vote(cast)
    receipt = cast_for(cast, vote, "3-101")
    own = path(cast, f"votes/{vote.id}/receipt/{receipt.code}/")
    assert f"{own}not-me/" in page("li").get(own).content.decode()
    assert page("li").post(f"{own}not-me/", {"words": ""}).status_code == 302
    case = BallotDispute.objects.get()
    assert "not-me" not in page("li").get(own).content.decode()
    assert page("wang").get(f"{own}not-me/").status_code == 404
    desk = path(cast, f"votes/{vote.id}/disputes/")
    assert f"{desk}{case.id}/" in page("sun").get(desk).content.decode()
    assert (
        page("sun").post(f"{desk}{case.id}/", {"stands": "no", "reason": "签名不是本人"}).status_code == 302
    )
    case.refresh_from_db()
    assert case.state == "void"
    assert "签名不是本人" in page("li").get(own).content.decode()
    cast_page = path(cast, f"votes/{vote.id}/cast/{receipt.entry_id}/")
    assert page("li").post(cast_page, {"q1": "no", "sure": "1", "once": "k2"}).status_code == 302
    assert Receipt.objects.count() == 2


def test_reader_says_that_a_paper_came_late(cast: Cast, page: Visits, travel: time_machine.Traveller) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    travel.move_to(later(AFTER, hours=1))
    address = path(cast, f"votes/{vote.id}/enter/?paper={paper.number}")
    given = {"q1": "yes", "signed_by": paper.entry.owners[0]}
    assert page("sun").post(address, given).status_code == 200  # where it lay must be said
    assert page("sun").post(address, given | {"lay": "late"}).status_code == 302
    assert (LatePaper.objects.get().paper_id, paper.sheet.readings.count()) == (paper.id, 0)
    late = path(cast, f"votes/{vote.id}/late/")
    assert page("he").post(late, {"number": "无号 1", "note": "塞在门缝里"}).status_code == 302
    assert "塞在门缝里" in page("he").get(late).content.decode()


def test_paper_from_the_box_is_read_as_before(
    cast: Cast, page: Visits, travel: time_machine.Traveller
) -> None:
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-301")
    travel.move_to(later(AFTER, hours=1))
    address = path(cast, f"votes/{vote.id}/enter/?paper={paper.number}")
    given = {"q1": "yes", "signed_by": paper.entry.owners[0], "lay": "box"}
    assert page("sun").post(address, given).status_code == 302
    assert page("he").post(address, given).status_code == 302
    assert Receipt.objects.get().cast_at < AFTER


def test_heir_votes_and_the_paper_of_the_dead_is_void(
    cast: Cast, page: Visits, travel: time_machine.Traveller
) -> None:
    principal = acting_for(cast, "chen", "3-201", "heir")
    vote = noticed_vote(cast)
    paper, entry = printed_paper(cast, vote, "3-201"), entry_of(vote, "3-201")
    address = path(cast, f"votes/{vote.id}/enter/?paper={paper.number}")
    for who in ("sun", "he"):
        page(who).post(address, {"q1": "yes", "signed_by": str(principal.id)})
    assert BallotDispute.objects.get().state == "void"
    cast_page = path(cast, f"votes/{vote.id}/cast/{entry.id}/?for={principal.id}")
    assert page("chen").get(cast_page).status_code == 200
    page("chen").post(cast_page, {"q1": "yes", "sure": "1", "once": "k3"})
    assert Receipt.objects.get(channel="web").cast_by == cast.people["chen"].id
    assert page("qian").get(cast_page).status_code == 404


def test_co_owner_names_who_votes_for_the_home(
    cast: Cast, page: Visits, travel: time_machine.Traveller
) -> None:
    address = path(cast, f"homes/{cast.units['3-101'].id}/speaker/")
    assert page("li").get(address).status_code == 200
    chen = second_owner(cast, "3-101", "chen")
    assert page("li").post(address, {"person": chen.id}).status_code == 302
    assert Ownership.objects.get(is_representative=True).person_id == chen.id
    assert page("wang").get(address).status_code == 404
    vote = noticed_vote(cast)
    entry = entry_of(vote, "3-101")
    assert page("li").get(path(cast, f"votes/{vote.id}/cast/{entry.id}/")).status_code == 302
    assert page("chen").get(path(cast, f"votes/{vote.id}/cast/{entry.id}/")).status_code == 200


def test_call_back_from_the_board_to_the_phone(
    cast: Cast, page: Visits, travel: time_machine.Traveller
) -> None:
    from linmeng.record.actions.seal import seal_day

    vote = noticed_vote(cast)
    cast_for(cast, vote, "3-101")
    address = path(cast, f"votes/{vote.id}/call-back/")
    assert page("sun").get(address).status_code == 200
    assert page("sun").post(address, {"homes": "5"}).status_code == 302
    close_and(cast, vote, "counted")
    travel.move_to(later(AFTER, days=1))
    assert page("sun").get(address).status_code == 200
    seal_day(cast.alliance.slug, AFTER.date(), at=later(AFTER, days=1))
    assert page("sun").post(f"{address}draw/").status_code == 302
    shown = page("sun").get(address)
    call = shown.context["calls"][0]
    assert "13800000000" in shown.content.decode()
    assert page("sun").get(f"{address}{call.call.id}/").status_code == 200
    page("sun").post(f"{address}{call.call.id}/", {"result": "denied", "note": ""})
    assert BallotDispute.objects.get().state == "open"
    publication = page("stranger").get(path(cast, f"votes/{vote.id}/"))
    assert publication.context["page"].trust.call_back.denied == 1


def test_pages_cost_the_same_with_one_case_and_three(
    cast: Cast, page: Visits, travel: time_machine.Traveller
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    vote = noticed_vote(cast)
    counts = []
    for units in (("3-101",), ("3-201", "3-202")):
        for unit in units:
            mandate(cast, vote, unit)
            cast_for(cast, vote, unit)
            owner = owner_of_unit(cast, unit)
            receipt = Receipt.objects.get(by=str(owner.id))
            actions.open_case(cast.actor("sun", at=WHILE_OPEN), receipt_id=receipt.id, words="电话核实")
        client, used = page("sun"), []
        for rest in ("disputes/", "mandates/"):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(path(cast, f"votes/{vote.id}/{rest}")).status_code == 200
            used.append(len(asked))
        counts.append(used)
    assert counts[0] == counts[1]


def test_desk_opens_a_case_about_a_ballot_in_a_dead_name(
    cast: Cast, page: Visits, travel: time_machine.Traveller
) -> None:
    vote = noticed_vote(cast)
    receipt = cast_for(cast, vote, "3-201")
    acting_for(cast, "chen", "3-201", "heir")
    desk = path(cast, f"votes/{vote.id}/disputes/")
    shown = page("sun").get(desk).content.decode()
    assert str(receipt.id) in shown
    assert receipt.code not in shown
    assert page("sun").post(desk, {"receipt": str(receipt.id), "words": "业主已去世"}).status_code == 302
    assert BallotDispute.objects.get().receipt_id == receipt.id
    assert page("sun").post(desk, {"receipt": "x", "words": "业主已去世"}).status_code == 404


def test_agent_does_not_see_the_receipt_of_an_owner_who_voted_alone(
    cast: Cast, page: Visits, travel: time_machine.Traveller
) -> None:
    vote = noticed_vote(cast)
    mandate(cast, vote, "3-101")
    receipt = cast_for(cast, vote, "3-101")
    assert receipt.code not in page("chen").get(path(cast, f"votes/{vote.id}/")).content.decode()
    assert page("chen").get(path(cast, f"votes/{vote.id}/receipt/{receipt.code}/")).status_code == 404
