"""A property company proposes an announcement; the committee or the clerk issues it, or sends it back."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from linmeng.common.errors import NeedsSecondFactor, NotAllowed, WrongState
from linmeng.publishing import actions
from linmeng.publishing.models import Notice, Proposal, Publication
from linmeng.publishing.queries import dues, facts_of
from linmeng.publishing.queries.proposals import proposals_for
from linmeng.record.models import Entry
from tests.browsing import Visits, path
from tests.cast import CAST, Cast
from tests.publishing.noticing import LATER, PUBLISHERS

TITLE = "3号楼停水通知"
WORDS = "7月8日 9:00 到 15:00 清洗水箱，停水。\n请提前储水；问物业前台。"


def proposed(cast: Cast, who: str = "wu", **changes: Any) -> Proposal:
    given: dict[str, Any] = {"title": TITLE, "words": WORDS, "days": 3}
    return actions.propose_notice(cast.actor(who), compound_id=cast.compound.id, **(given | changes))


@pytest.mark.parametrize("who", CAST)
def test_proposing_is_for_the_manager_of_the_company_there(cast: Cast, who: str) -> None:
    if who == "wu":
        made = proposed(cast)
        assert (made.state, made.company_id) == ("proposed", cast.actor("wu").hat.body_id)  # type: ignore[union-attr]
        assert Publication.objects.count() == 0
        return
    with pytest.raises(NotAllowed):
        proposed(cast, who)


def test_nothing_is_proposed_next_door(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.propose_notice(cast.actor("wu"), compound_id=cast.next_door.id, title=TITLE, words=WORDS)


@pytest.mark.parametrize(
    ("changes", "field"), [({"title": "停"}, "title"), ({"words": "短"}, "words"), ({"days": 91}, "days")]
)
def test_words_are_checked_as_in_any_draft(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as fault:
        proposed(cast, **changes)
    assert list(fault.value.message_dict) == [field]


@pytest.mark.parametrize("who", CAST)
def test_issuing_is_for_who_publishes_and_names_the_company(cast: Cast, who: str) -> None:
    made = proposed(cast)
    if who not in PUBLISHERS:
        with pytest.raises(NotAllowed):
            actions.issue_proposal(cast.actor(who), proposal_id=made.id)
        return
    one = actions.issue_proposal(cast.actor(who), proposal_id=made.id)
    facts = facts_of(one)
    assert (one.kind, facts["headline"], facts["paragraphs"]) == ("announcement", TITLE, WORDS.split("\n"))
    assert (facts["proposed_by"], facts["issuer_id"]) == (
        made.company.name,
        str(cast.actor(who).hat.body_id),  # type: ignore[union-attr]
    )
    made.refresh_from_db()
    assert (made.state, made.publication_id) == ("issued", one.id)
    assert [n.title for n in Notice.objects.filter(person=cast.people["wu"])] == [TITLE]


def test_issuing_needs_the_second_factor(cast: Cast) -> None:
    made = proposed(cast)
    with pytest.raises(NeedsSecondFactor):
        actions.issue_proposal(cast.actor("wang", second_factor=False), proposal_id=made.id)
    assert Publication.objects.count() == 0


@pytest.mark.parametrize("who", CAST)
def test_returning_with_a_reason_is_for_who_publishes(cast: Cast, who: str) -> None:
    made = proposed(cast)
    if who not in PUBLISHERS:
        with pytest.raises(NotAllowed):
            actions.return_proposal(cast.actor(who), proposal_id=made.id, reason="请写明楼号")
        return
    actions.return_proposal(cast.actor(who), proposal_id=made.id, reason="请写明楼号")
    made.refresh_from_db()
    assert (made.state, made.reason) == ("returned", "请写明楼号")
    assert "请写明楼号" in Notice.objects.get(person=cast.people["wu"]).words


def test_a_return_without_a_reason_is_refused(cast: Cast) -> None:
    made = proposed(cast)
    with pytest.raises(ValidationError):
        actions.return_proposal(cast.actor("wang"), proposal_id=made.id, reason=" ")
    assert Proposal.objects.get().state == "proposed"


@pytest.mark.parametrize("who", CAST)
def test_only_the_company_takes_it_back(cast: Cast, who: str) -> None:
    made = proposed(cast)
    if who != "wu":
        with pytest.raises(NotAllowed):
            actions.take_back_proposal(cast.actor(who), proposal_id=made.id)
        return
    assert actions.take_back_proposal(cast.actor(who), proposal_id=made.id).state == "taken_back"


def test_what_is_decided_stays_decided(cast: Cast) -> None:
    made = proposed(cast)
    actions.return_proposal(cast.actor("wang"), proposal_id=made.id, reason="请写明楼号")
    with pytest.raises(WrongState):
        actions.issue_proposal(cast.actor("wang"), proposal_id=made.id)
    with pytest.raises(WrongState):
        actions.return_proposal(cast.actor("sun"), proposal_id=made.id, reason="请写明楼号")
    with pytest.raises(WrongState):
        actions.take_back_proposal(cast.actor("wu"), proposal_id=made.id)


def test_who_reads_proposals_and_whose_duty_they_are(cast: Cast) -> None:
    proposed(cast)
    seen = {who for who in CAST if proposals_for(cast.actor(who)).exists()}
    due = {who for who in CAST if any("/proposals/" in one.path for one in dues(cast.actor(who, at=LATER)))}
    assert (seen, due) == (PUBLISHERS | {"wu"}, PUBLISHERS)


def test_record_tells_the_steps_without_the_words(cast: Cast) -> None:
    made = proposed(cast)
    actions.issue_proposal(cast.actor("wang"), proposal_id=made.id)
    lines = [json.loads(entry.text) for entry in Entry.objects.order_by("number")]
    assert [line["kind"] for line in lines] == ["notice_proposed", "published", "proposal_issued"]
    assert all("停水" not in json.dumps(line, ensure_ascii=False) for line in lines)


@pytest.mark.parametrize("who", CAST)
def test_pages_open_to_the_company_and_to_who_decides(cast: Cast, page: Visits, who: str) -> None:
    made = proposed(cast)
    reads = who in PUBLISHERS | {"wu"}
    closed = 302 if who == "stranger" else 403
    client = page(who)
    assert client.get(path(cast, "proposals/")).status_code == (200 if reads else closed)
    assert client.get(path(cast, "proposals/new/wt/")).status_code == (200 if who == "wu" else closed)
    gone = 302 if who == "stranger" else 404
    assert client.get(path(cast, f"proposals/{made.id}/")).status_code == (200 if reads else gone)


def buttons(client: Client, address: str) -> set[str]:
    text = client.get(address).content.decode()
    return {verb for verb in ("issue", "return", "take-back") if f"{address}{verb}/" in text}


def test_each_reader_has_their_own_buttons(cast: Cast, page: Visits) -> None:
    address = path(cast, f"proposals/{proposed(cast).id}/")
    assert {who: buttons(page(who), address) for who in ("wang", "sun", "wu")} == {
        "wang": {"issue", "return"},
        "sun": {"issue", "return"},
        "wu": {"take-back"},
    }


def test_one_tap_issues_it_once_and_the_company_sees_it(cast: Cast, page: Visits) -> None:
    wu, wang = page("wu"), page("wang")
    sent = {"title": TITLE, "words": WORDS, "days": "3", "once": "k" * 20}
    where = wu.post(path(cast, "proposals/new/wt/"), sent).headers["Location"]
    answers = [wang.post(f"{where}issue/", {"once": "i" * 20}).headers["Location"] for _ in range(2)]
    one = Publication.objects.get()
    assert answers == [path(cast, f"p/{one.token}/")] * 2
    assert one.token in wu.get(where).content.decode()
    hung = wu.get(path(cast, f"p/{one.token}/")).content.decode()
    assert (TITLE in hung, facts_of(one)["proposed_by"] in hung) == (True, True)


def test_returned_words_stand_there_to_be_bettered(cast: Cast, page: Visits) -> None:
    made = proposed(cast)
    answer = page("wang").post(path(cast, f"proposals/{made.id}/return/"), {"reason": "请写明楼号"})
    assert answer.status_code == 302
    wu = page("wu")
    text = wu.get(path(cast, f"proposals/{made.id}/")).content.decode()
    assert ("请写明楼号" in text, f"?from={made.id}" in text) == (True, True)
    assert TITLE in wu.get(path(cast, f"proposals/new/wt/?from={made.id}")).content.decode()


def test_a_character_that_the_font_lacks_is_told_before_it_hangs(cast: Cast, page: Visits) -> None:
    made = proposed(cast, words="请到𠮷家路口集合，一起看方案。")
    text = page("wang").get(path(cast, f"proposals/{made.id}/")).content.decode()
    assert ("/issue/" in text, "/return/" in text) == (False, True)
