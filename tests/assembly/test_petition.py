"""Petitions: both measures, one head a set of owners, who hands in, who answers, who steps in."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from linmeng.assembly import actions as votes
from linmeng.assembly.actions import petition as actions
from linmeng.assembly.models import Petition, PetitionSignature, PetitionStep
from linmeng.assembly.queries.petition import (
    answer_due,
    homes_of,
    petition_dues,
    progress_of,
    signed_homes,
)
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, NeedsSecondFactor, NotAllowed, WrongState
from linmeng.ground.actions.documents import Upload
from linmeng.ground.models import StoredFile
from linmeng.people.models import Ownership
from linmeng.publishing.models import Notice
from linmeng.record.models import Entry
from tests.assembly.votes import noticed_vote, owner_of
from tests.browsing import Visits, path
from tests.cast import CAST, NOON, SINCE, Cast

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=30)


def photo() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (40, 40), "white").save(kept, "PNG")
    return kept.getvalue()


def opened(cast: Cast, unit: str = "3-101", **said: object) -> Petition:
    facts: dict[str, object] = {"asks": "meeting", "title": "停车费要不要涨", "words": "请开会大家一起定。"}
    return actions.open_petition(
        owner_of(cast, unit, NOON),
        compound_id=cast.compound.id,
        **(facts | said),  # type: ignore[arg-type]
    )


def sign(cast: Cast, petition: Petition, unit: str) -> int:
    actor = owner_of(cast, unit, NOON)
    return actions.sign_petition(actor, petition_id=petition.id, unit_ids=[cast.units[unit].id])


def handed_in(cast: Cast, **said: object) -> Petition:
    """Two of nine homes are more than a fifth."""
    petition = opened(cast, **said)
    sign(cast, petition, "3-103")
    return actions.hand_in_petition(owner_of(cast, "3-101", NOON), petition_id=petition.id)


def answered(cast: Cast, *, accepts: bool, who: str = "wang") -> Petition:
    petition = handed_in(cast)
    return actions.answer_petition(
        cast.actor(who), petition_id=petition.id, accepts=accepts, words="八月一日开会"
    )


def figures(petition: Petition) -> tuple[int, int, int, int]:
    found = progress_of(petition, NOON.date())
    assert found is not None
    return found.signed.heads, found.signed.total_heads, found.signed.area_dm2, found.signed.total_area_dm2


def test_opener_signs_first_and_both_measures_show(cast: Cast) -> None:
    petition = opened(cast)
    found = progress_of(petition, NOON.date())
    assert figures(petition) == (1, 9, 10_000, 90_000)
    assert (found.share, found.measures, found.met, found.missing_heads, found.missing_area_dm2) == (
        ">=1/5",
        "heads",
        False,
        1,
        8_000,
    )


def test_case_29_a_fifth_of_heads_with_less_area_is_enough_in_shanghai_and_both_are_told(cast: Cast) -> None:
    cast.units["3-101"].area_dm2 = cast.units["3-103"].area_dm2 = 5_000
    for code in ("3-101", "3-103"):
        cast.units[code].save(update_fields=["area_dm2"])
    petition = opened(cast)
    sign(cast, petition, "3-103")
    found = progress_of(petition, NOON.date())
    assert (found.heads_met, found.area_met, found.met, found.both) == (True, False, True, False)
    cast.compound.place = "cn"
    cast.compound.save(update_fields=["place"])
    petition.refresh_from_db()
    assert progress_of(petition, NOON.date()).met is False


def test_co_owners_are_one_head_and_many_homes_of_one_owner_too(cast: Cast) -> None:
    Ownership.objects.create(unit=cast.units["3-101"], person=cast.people["chen"], valid_from=SINCE)
    Ownership.objects.filter(unit=cast.units["3-303"]).update(person=cast.people["wang"])
    petition = opened(cast, "3-101")
    chen = Actor(at=NOON, person_id=cast.people["chen"].id, units=frozenset({cast.units["3-101"].id}))
    actions.sign_petition(chen, petition_id=petition.id, unit_ids=[cast.units["3-101"].id])
    wang = owner_of(cast, "3-102", NOON)
    actions.sign_petition(wang, petition_id=petition.id, unit_ids=sorted(wang.units))
    assert figures(petition) == (2, 8, 30_000, 90_000)
    assert len(signed_homes(petition, homes_of(cast.compound.id, NOON.date()))) == 3


def test_signature_of_who_sold_meanwhile_counts_no_more(cast: Cast) -> None:
    petition = opened(cast)
    Ownership.objects.filter(unit=cast.units["3-101"]).update(person=cast.people["chen"])
    assert figures(petition)[0] == 0


def test_signing_twice_is_one_signature_and_taking_back_frees_the_home(cast: Cast) -> None:
    petition = opened(cast)
    assert (sign(cast, petition, "3-103"), sign(cast, petition, "3-103")) == (1, 0)
    owner = owner_of(cast, "3-103", NOON)
    assert actions.withdraw_signature(owner, petition_id=petition.id) == 1
    assert figures(petition)[0] == 1
    assert sign(cast, petition, "3-103") == 1
    assert PetitionSignature.objects.filter(petition=petition).count() == 3


def test_nobody_signs_for_anothers_home_or_in_another_compound(cast: Cast) -> None:
    petition = opened(cast)
    for who in ("chen", "qian", "stranger", "zhao", "sun"):
        with pytest.raises(NotAllowed):
            actions.sign_petition(cast.actor(who), petition_id=petition.id, unit_ids=[cast.units["3-103"].id])
    qian = cast.actor("qian")
    with pytest.raises(NotAllowed):
        actions.sign_petition(qian, petition_id=petition.id, unit_ids=sorted(qian.units))


def test_one_open_petition_for_each_owner(cast: Cast) -> None:
    opened(cast)
    with pytest.raises(WrongState):
        opened(cast)
    assert opened(cast, "3-103").state == "collecting"


def test_removal_names_a_member_and_asks_for_area_and_heads(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        opened(cast, asks="removal", about_person_id=cast.people["li"].id)
    petition = opened(cast, asks="removal", about_person_id=cast.people["wang"].id)
    found = progress_of(petition, NOON.date())
    assert (petition.about_person, found.measures, found.article) == (
        cast.people["wang"],
        "area_and_heads",
        "指导规则 44",
    )


def test_handed_in_only_when_enough_signed(cast: Cast) -> None:
    petition = opened(cast)
    with pytest.raises(AgainstTheLaw) as refused:
        actions.hand_in_petition(owner_of(cast, "3-101", NOON), petition_id=petition.id)
    assert refused.value.article == "上海市住宅物业管理规定 25"
    sign(cast, petition, "3-103")
    with pytest.raises(NotAllowed):
        actions.hand_in_petition(owner_of(cast, "3-103", NOON), petition_id=petition.id)
    actions.hand_in_petition(cast.actor("sun"), petition_id=petition.id)
    with pytest.raises(WrongState):
        sign(cast, petition, "3-201")
    with pytest.raises(WrongState):
        actions.withdraw_signature(owner_of(cast, "3-103", NOON), petition_id=petition.id)
    told = Notice.objects.filter(subject="petition").values_list("person_id", flat=True)
    assert set(told) == {cast.people["wang"].id, cast.people["he"].id}


def test_paper_signatures_come_with_their_scan_and_all_faults_at_once(cast: Cast) -> None:
    petition = opened(cast)
    scan = Upload("表.png", photo())
    sun = cast.actor("sun")
    with pytest.raises(ValidationError) as stopped:
        actions.take_in_signatures(
            sun, petition_id=petition.id, lines=["9-999 张三", "3-103 张三", "3-201 邻居1"], scan=scan
        )
    assert len(stopped.value.message_dict["lines"]) == 2
    assert StoredFile.objects.count() == 0
    lines = ["3-101 李秋生", "3-103 邻居0", "3-201 邻*", "3-103 邻居0"]
    assert actions.take_in_signatures(sun, petition_id=petition.id, lines=lines, scan=scan) == 2
    rows = PetitionSignature.objects.filter(channel="paper").order_by("unit__code")
    assert [(row.unit.code, row.paper == StoredFile.objects.get()) for row in rows] == [
        ("3-103", True),
        ("3-201", True),
    ]
    assert figures(petition)[0] == 3


def test_only_the_clerk_takes_papers_in_and_with_a_second_factor(cast: Cast) -> None:
    petition, scan = opened(cast), Upload("表.png", photo())
    for who in set(CAST) - {"sun"}:
        with pytest.raises(NotAllowed):
            actions.take_in_signatures(
                cast.actor(who), petition_id=petition.id, lines=["3-103 邻居0"], scan=scan
            )
    with pytest.raises(NeedsSecondFactor):
        actions.take_in_signatures(
            cast.actor("sun", second_factor=False), petition_id=petition.id, lines=["3-103 邻居0"], scan=scan
        )


def test_only_the_committee_answers(cast: Cast) -> None:
    petition = handed_in(cast)
    said: dict[str, object] = {"petition_id": petition.id, "accepts": True, "words": "八月一日开会"}
    for who in set(CAST) - {"wang", "he"}:
        with pytest.raises(NotAllowed):
            actions.answer_petition(cast.actor(who), **said)  # type: ignore[arg-type]
    given = actions.answer_petition(cast.actor("he"), **said)  # type: ignore[arg-type]
    assert (given.state, given.answer) == ("accepted", "八月一日开会")


def test_member_concerned_does_not_answer(cast: Cast) -> None:
    petition = handed_in(cast, asks="removal", about_person_id=cast.people["wang"].id)
    with pytest.raises(NotAllowed):
        actions.answer_petition(cast.actor("wang"), petition_id=petition.id, accepts=False, words="不同意")
    assert (
        actions.answer_petition(
            cast.actor("he"), petition_id=petition.id, accepts=True, words="下次开会"
        ).state
        == "accepted"
    )


def test_residents_committee_steps_in_after_refusal_or_silence_only(cast: Cast) -> None:
    petition = handed_in(cast)
    sun = cast.actor("sun")
    with pytest.raises(AgainstTheLaw):
        actions.step_in(sun, petition_id=petition.id, convenes=True, words="由居委会召集")
    assert answer_due(petition) is not None
    late = cast.actor("sun", at=LATER)
    assert (
        actions.step_in(late, petition_id=petition.id, convenes=False, words="请业委会开会").state
        == "handed_in"
    )
    assert (
        actions.step_in(late, petition_id=petition.id, convenes=True, words="由居委会召集").state
        == "convened"
    )
    kinds = PetitionStep.objects.filter(petition=petition).values_list("kind", flat=True)
    assert list(kinds) == ["opened", "handed_in", "ordered", "convened"]


def test_refusal_and_later_call_both_stay(cast: Cast) -> None:
    petition = answered(cast, accepts=False)
    actions.step_in(cast.actor("sun"), petition_id=petition.id, convenes=True, words="由居委会召集")
    petition.refresh_from_db()
    assert (petition.state, petition.answer) == ("convened", "八月一日开会")


def test_vote_that_came_of_it_is_named(cast: Cast) -> None:
    petition = answered(cast, accepts=True)
    vote = noticed_vote(cast)
    assert (
        actions.link_petition_vote(cast.actor("wang"), petition_id=petition.id, vote_id=vote.id).vote == vote
    )
    assert votes.cancel_vote is not None
    with pytest.raises(NotAllowed):
        actions.link_petition_vote(cast.actor("li"), petition_id=petition.id, vote_id=vote.id)


def test_dues_of_committee_and_residents_committee(cast: Cast) -> None:
    petition = handed_in(cast)
    assert [due.article for due in petition_dues(cast.actor("wang"))] == ["上海市住宅物业管理规定 25"]
    assert petition_dues(cast.actor("sun")) == []
    late = petition_dues(cast.actor("sun", at=LATER))
    assert [(due.path, due.article) for due in late] == [
        (f"/a/dongzhen/petitions/{petition.id}/", "业主大会和业主委员会指导规则 51")
    ]


def test_record_names_nobody_and_holds_no_words(cast: Cast) -> None:
    petition = handed_in(cast)
    told = " ".join(Entry.objects.filter(kind__startswith="petition").values_list("text", flat=True))
    facts = json.loads(Entry.objects.get(kind="petition_signed").text)["facts"]
    assert facts == {"petition": str(petition.id), "channel": "web", "homes": 1}
    assert "停车" not in told and "邻居" not in told


def test_neighbour_signs_in_two_taps_and_nobody_sees_a_name(cast: Cast, page: Visits) -> None:
    with time_machine.travel(NOON, tick=False):
        petition = opened(cast, "3-103")
        li, address = page("li"), path(cast, f"petitions/{petition.id}/")
        form = li.get(address + "sign/")
        assert list(form.context["form"].fields["homes"].initial) == [cast.units["3-101"].id]
        done = li.post(address + "sign/", {"homes": [cast.units["3-101"].id]})
        assert (done.status_code, done.url) == (302, address)
        seen = {who: page(who).get(address) for who in ("li", "qian", "stranger", "wang")}
        assert {answer.status_code for answer in seen.values()} == {200}
        assert not any("李秋生" in a.content.decode() for who, a in seen.items() if who != "li")
        assert not any("邻居0" in answer.content.decode() for answer in seen.values())
        assert seen["stranger"].context["page"].measures[0].part == 2


@pytest.mark.parametrize(
    ("rest", "seen"),
    [
        ("sign/", {"sun": 403, "li": 302, "wang": 200, "qian": 403, "stranger": 302}),
        ("answer/", {"sun": 403, "li": 403, "wang": 200, "qian": 404, "stranger": 302}),
        ("step-in/", {"sun": 200, "li": 403, "wang": 403, "qian": 404, "stranger": 302}),
        ("paper/", {"sun": 200, "li": 403, "wang": 403, "qian": 404, "stranger": 302}),
        ("signatures/", {"sun": 200, "li": 403, "wang": 403, "qian": 404, "stranger": 302}),
        ("signatures.xlsx", {"sun": 200, "li": 403, "wang": 403, "qian": 404, "stranger": 302}),
        ("vote/", {"sun": 200, "li": 403, "wang": 200, "qian": 404, "stranger": 302}),
        ("sheet.pdf", {"sun": 200, "li": 200, "wang": 200, "qian": 200, "stranger": 200}),
    ],
)
def test_pages_of_a_petition_are_gated(cast: Cast, page: Visits, rest: str, seen: dict[str, int]) -> None:
    with time_machine.travel(NOON, tick=False):
        petition = opened(cast)
        address = path(cast, f"petitions/{petition.id}/{rest}")
        assert {who: page(who).get(address).status_code for who in seen} == seen


def test_committee_sees_masked_homes_once_it_was_handed_in(cast: Cast, page: Visits) -> None:
    with time_machine.travel(NOON, tick=False):
        petition = handed_in(cast)
        shown = page("wang").get(path(cast, f"petitions/{petition.id}/signatures/"))
    assert [row["cells"][:2] for row in shown.context["rows"]] == [["3-101", "李*"], ["3-103", "邻*"]]


def test_clerk_takes_a_sheet_in_on_the_page(cast: Cast, page: Visits) -> None:
    with time_machine.travel(NOON, tick=False):
        petition = opened(cast)
        address = path(cast, f"petitions/{petition.id}/paper/")
        sent = {"lines": "3-103 邻居0\n", "scan": SimpleUploadedFile("表.png", photo())}
        assert page("sun").post(address, sent).status_code == 302
        wrong = {"lines": "3-103 某人\n", "scan": SimpleUploadedFile("表.png", photo())}
        assert page("sun").post(address, wrong).context["form"].errors.keys() == {"lines"}
    assert figures(petition)[0] == 2


def test_owner_opens_a_petition_on_the_page_once(cast: Cast, page: Visits) -> None:
    with time_machine.travel(NOON, tick=False):
        li, address = page("li"), path(cast, "petitions/new/")
        assert li.get(address).status_code == 200
        said = {
            "compound": cast.compound.id,
            "asks": "meeting",
            "title": "开会",
            "words": "大家一起定停车费",
            "once": "a",
        }
        assert li.post(address, said).status_code == 200  # a title of two signs says too little
        said["title"] = "停车费要开会定"
        first, second = li.post(address, said), li.post(address, said)
        assert (first.status_code, first.url) == (302, second.url)
        assert page("chen").get(address).status_code == 403
        assert page("li").get(path(cast, "petitions/")).context["page"].object_list[0].title == said["title"]
