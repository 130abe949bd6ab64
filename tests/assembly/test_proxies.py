"""Written mandates, and everybody else who votes in an owner's place: on paper and on the web, to the count."""

import json

import pytest
from django.core.exceptions import ValidationError

from linmeng.assembly import actions
from linmeng.assembly.actions.proxies import Agent
from linmeng.assembly.models import BallotDispute, Proxy, Receipt, Vote
from linmeng.assembly.queries import problems_before_count, vote_files
from linmeng.assembly.queries.entitled import homes_i_act_for, signers_of
from linmeng.assembly.queries.proxies import held, is_property_staff
from linmeng.assembly.queries.turnout import turnout
from linmeng.common.errors import AgainstTheLaw, NeedsSecondFactor, NotAllowed, Refused, WrongState
from linmeng.people.actions.residents import register_representation
from linmeng.people.models import Ownership, Seat
from linmeng.record.models import Entry
from tests.assembly.trust import (
    SIGNED,
    acting_for,
    cast_as,
    later,
    mandate,
    owner_of_unit,
    plain,
    scrutineer,
    second_owner,
)
from tests.assembly.votes import (
    AFTER,
    WHILE_OPEN,
    cast_for,
    close_and,
    entry_of,
    noticed_vote,
    owner_of,
    printed_paper,
    read,
)
from tests.cast import NOON, SINCE, Cast


def counted_yes(vote: Vote) -> list[dict]:
    """The ballots of the only question as the count reads them."""
    return vote_files(vote)[1]["ballots"]


def test_agent_casts_on_the_web_and_the_ballot_is_the_principals(cast: Cast) -> None:
    vote = noticed_vote(cast)
    proxy = mandate(cast, vote, "3-101")
    receipt = cast_as(cast, "chen", vote, "3-101")
    owner, chen = owner_of_unit(cast, "3-101"), cast.people["chen"]
    assert (receipt.by, receipt.proxy_id, receipt.cast_by) == (str(owner.id), proxy.id, chen.id)
    mask = entry_of(vote, "3-101").owner_masks[0]
    line = counted_yes(vote)[0]
    assert (line["by"], line["proxy_for"], line["choice"]) == ("x1", mask, "yes")
    assert turnout(vote).units_returned == 1


def test_ballot_that_differs_from_what_was_written_is_refused_on_the_web(cast: Cast) -> None:
    """SH 18: the agent votes as the principal wrote."""
    vote = noticed_vote(cast)
    vote.compound.place = "cn-shanghai"
    vote.compound.save(update_fields=["place"])
    mandate(cast, vote, "3-101", words="no")
    with pytest.raises(AgainstTheLaw) as refused:
        cast_as(cast, "chen", vote, "3-101", "yes")
    assert refused.value.article == "上海市住宅物业管理规定 18"
    assert cast_as(cast, "chen", vote, "3-101", "no").proxy is not None


def test_paper_of_an_agent_that_differs_is_kept_void(cast: Cast) -> None:
    vote = noticed_vote(cast)
    type(vote.compound).objects.filter(id=vote.compound_id).update(place="cn-shanghai")
    proxy = mandate(cast, vote, "3-301", words="no")
    paper, signer = printed_paper(cast, vote, "3-301"), f"{proxy.principal}:p{proxy.id}"
    read(cast, "he", paper, "yes", signer, at=WHILE_OPEN)
    read(cast, "sun", paper, "yes", signer, at=WHILE_OPEN)
    receipt = Receipt.objects.get()
    dispute = BallotDispute.objects.get()
    assert (receipt.proxy_id, dispute.receipt_id, dispute.state) == (proxy.id, receipt.id, "void")
    assert (counted_yes(vote), turnout(vote).units_returned) == ([], 0)


def test_paper_signed_by_the_agent_counts_as_the_principals(cast: Cast) -> None:
    vote = noticed_vote(cast)
    proxy = mandate(cast, vote, "3-301")
    paper, signer = printed_paper(cast, vote, "3-301"), f"{proxy.principal}:p{proxy.id}"
    assert signer in [one.key for one in signers_of(vote, paper.entry, WHILE_OPEN.date())]
    read(cast, "he", paper, "yes", signer, at=WHILE_OPEN)
    read(cast, "sun", paper, "yes", signer, at=WHILE_OPEN)
    receipt = Receipt.objects.get()
    assert (receipt.by, receipt.proxy_id, receipt.channel) == (proxy.principal, proxy.id, "paper")


def test_limit_of_the_vote_is_the_limit_of_an_agent(cast: Cast) -> None:
    """Case 21: a fourth mandate under a limit of three."""
    vote = noticed_vote(cast)
    Vote.objects.filter(id=vote.id).update(proxy_limit=3)
    for unit in ("3-101", "3-201", "3-202"):
        mandate(cast, vote, unit)
    with pytest.raises(AgainstTheLaw):
        mandate(cast, vote, "3-203")
    actions.revoke_mandate(owner_of(cast, "3-101"), proxy_id=Proxy.objects.order_by("id").first().id)
    assert mandate(cast, vote, "3-203").agent_person_id == cast.people["chen"].id


def test_limit_is_checked_again_at_the_count(cast: Cast) -> None:
    vote = noticed_vote(cast)
    for unit in ("3-101", "3-201"):
        mandate(cast, vote, unit)
        cast_as(cast, "chen", vote, unit)
    assert problems_before_count(vote) == []
    vote.proxy_limit = 1
    vote.save(update_fields=["proxy_limit"])
    sentences = [problem.sentence for problem in problems_before_count(vote) if "disputes" in problem.path]
    assert len(sentences) == 1 and sentences[0].startswith("3-201")
    receipt = Receipt.objects.get(entry__unit_code="3-201")
    case = actions.open_case(scrutineer(cast, AFTER), receipt_id=receipt.id, words="委托超过上限")
    actions.decide_dispute(
        cast.actor("sun", at=AFTER), dispute_id=case.id, stands=False, reason="第二份委托无效"
    )
    assert [problem for problem in problems_before_count(vote) if "disputes" in problem.path] == []


def test_mandate_taken_back_before_it_is_used(cast: Cast) -> None:
    vote = noticed_vote(cast)
    proxy = mandate(cast, vote, "3-101")
    actions.revoke_mandate(owner_of(cast, "3-101"), proxy_id=proxy.id)
    with pytest.raises(NotAllowed):
        cast_as(cast, "chen", vote, "3-101")
    assert cast_for(cast, vote, "3-101").proxy is None
    kinds = (
        Entry.objects.filter(kind__startswith="mandate_").order_by("number").values_list("kind", flat=True)
    )
    assert list(kinds) == ["mandate_given", "mandate_revoked"]


def test_mandate_that_was_used_is_not_taken_back(cast: Cast) -> None:
    vote = noticed_vote(cast)
    proxy = mandate(cast, vote, "3-101")
    cast_as(cast, "chen", vote, "3-101")
    with pytest.raises(WrongState):
        actions.revoke_mandate(owner_of(cast, "3-101"), proxy_id=proxy.id)


def test_owner_who_votes_first_leaves_nothing_to_the_agent(cast: Cast) -> None:
    vote = noticed_vote(cast)
    mandate(cast, vote, "3-101")
    cast_for(cast, vote, "3-101")
    with pytest.raises(WrongState):
        cast_as(cast, "chen", vote, "3-101", at=later(WHILE_OPEN, hours=1))


def test_office_takes_a_signed_mandate_with_its_scan_only(cast: Cast, home: object) -> None:
    vote, sun = noticed_vote(cast), cast.actor("sun", at=WHILE_OPEN)
    proxy = mandate(cast, vote, "3-201", by=sun)
    assert proxy.mandate is not None and proxy.mandate.size == len(SIGNED.content)
    assert "居委会" in proxy.recorded_by
    with pytest.raises(Refused):
        mandate(cast, vote, "3-202", by=cast.actor("sun", at=WHILE_OPEN, second_factor=False))


def test_office_without_a_scan_is_refused(cast: Cast) -> None:
    vote, owner = noticed_vote(cast), owner_of_unit(cast, "3-201")
    with pytest.raises(ValidationError):
        actions.give_mandate(
            cast.actor("sun", at=WHILE_OPEN),
            entry_id=entry_of(vote, "3-201").id,
            principal=str(owner.id),
            agent=Agent("陈小雨", "other"),
            instructions={1: "yes"},
        )


def test_who_takes_a_mandate_in_from_paper(cast: Cast, home: object) -> None:
    vote = noticed_vote(cast)
    for who in ("wu", "zhou", "zhao", "feng", "chen", "qian", "stranger"):
        with pytest.raises(NotAllowed):
            mandate(cast, vote, "3-201", by=cast.actor(who, at=WHILE_OPEN))
    for who, unit in (("wang", "3-201"), ("he", "3-202"), ("sun", "3-203")):
        given = mandate(cast, vote, unit, words="no", by=cast.actor(who, at=WHILE_OPEN))
        assert given.instructions == {"1": "no"}


def test_mandate_asks_for_a_code_from_officers(cast: Cast) -> None:
    vote = noticed_vote(cast)
    with pytest.raises(NeedsSecondFactor):
        mandate(cast, vote, "3-201", by=cast.actor("sun", at=WHILE_OPEN, second_factor=False))


@pytest.mark.parametrize("state", ["closed", "counted", "published"])
def test_mandates_end_with_the_vote(cast: Cast, state: str) -> None:
    vote = noticed_vote(cast)
    proxy = mandate(cast, vote, "3-101")
    close_and(cast, vote, state)
    with pytest.raises(WrongState):
        mandate(cast, vote, "3-201", at=AFTER)
    with pytest.raises(Refused):
        cast_as(cast, "chen", vote, "3-101", at=AFTER)
    assert proxy.revoked_at is None


def test_law_is_asked_about_staff_by_word_and_by_seat(cast: Cast) -> None:
    """Whether staff may vote for owners the packs say (`proxy.property_staff_refused`); here they may."""
    vote = noticed_vote(cast)
    by_word = mandate(cast, vote, "3-101", "wu", relation="property")
    by_seat = mandate(cast, vote, "3-201", "zhou", relation="other")
    neighbour = mandate(cast, vote, "3-202", "chen")
    asked = held(vote, [by_word, by_seat, neighbour], WHILE_OPEN.date())
    assert [one.property_staff for one in asked] == [True, True, False]


def test_no_agent_passes_a_mandate_on(cast: Cast) -> None:
    vote = noticed_vote(cast)
    mandate(cast, vote, "3-101")
    owner = owner_of_unit(cast, "3-101")
    with pytest.raises(NotAllowed):
        actions.give_mandate(
            plain(cast, "chen"),
            entry_id=entry_of(vote, "3-101").id,
            principal=str(owner.id),
            agent=Agent("吴志强", "other"),
            instructions={1: "yes"},
        )


def test_mandate_of_a_home_that_was_sold_lapses(cast: Cast) -> None:
    vote = noticed_vote(cast)
    mandate(cast, vote, "3-101")
    receipt = cast_as(cast, "chen", vote, "3-101")
    acting_for(cast, "feng", "3-101", "heir")
    path = f"votes/{vote.id}/disputes/"
    sentences = [problem.sentence for problem in problems_before_count(vote) if path in problem.path]
    assert len(sentences) == 1 and receipt.entry.unit_code in sentences[0]


# Everybody else who votes in an owner's place: cases 12, 14, 23, 36


@pytest.mark.parametrize("kind", ["guardian", "company_agent", "heir"])
def test_who_acts_by_law_votes_on_the_web(cast: Cast, kind: str) -> None:
    principal = acting_for(cast, "chen", "3-201", kind)
    vote = noticed_vote(cast)
    homes = homes_i_act_for(plain(cast, "chen"), vote)
    assert [(home.entry.unit_code, home.voice.ground) for home in homes] == [("3-201", kind)]
    receipt = cast_as(cast, "chen", vote, "3-201", for_owner=str(principal.id))
    assert (receipt.by, receipt.cast_by, receipt.proxy) == (str(principal.id), cast.people["chen"].id, None)
    assert turnout(vote).participating.heads == 1
    assert counted_yes(vote)[0]["by"] == entry_of(vote, "3-201").owner_masks[0]


@pytest.mark.parametrize("kind", ["guardian", "company_agent", "heir"])
def test_who_acts_by_law_signs_the_paper(cast: Cast, kind: str) -> None:
    principal = acting_for(cast, "chen", "3-201", kind)
    vote = noticed_vote(cast)
    signer = f"{principal.id}:{cast.people['chen'].id}"
    paper = printed_paper(cast, vote, "3-201")
    read(cast, "he", paper, "yes", signer, at=WHILE_OPEN)
    read(cast, "sun", paper, "yes", signer, at=WHILE_OPEN)
    receipt = Receipt.objects.get()
    assert (receipt.by, receipt.cast_by) == (str(principal.id), cast.people["chen"].id)
    assert len(counted_yes(vote)) == 1


def test_ballot_signed_by_the_dead_is_kept_void(cast: Cast) -> None:
    """Case 23: signatures of the dead on a lift repair (F1)."""
    principal = acting_for(cast, "chen", "3-201", "heir")
    vote = noticed_vote(cast)
    paper = printed_paper(cast, vote, "3-201")
    words = {one.key: one.words for one in signers_of(vote, paper.entry, WHILE_OPEN.date())}
    assert words[str(principal.id)] != words[f"{principal.id}:{cast.people['chen'].id}"]
    read(cast, "he", paper, "yes", str(principal.id), at=WHILE_OPEN)
    read(cast, "sun", paper, "yes", str(principal.id), at=WHILE_OPEN)
    assert BallotDispute.objects.get().state == "void"
    assert (counted_yes(vote), turnout(vote).units_returned) == ([], 0)
    assert cast_as(cast, "chen", vote, "3-201", for_owner=str(principal.id)).by == str(principal.id)
    assert (len(counted_yes(vote)), turnout(vote).units_returned) == (1, 1)


def test_log_in_of_a_dead_owner_casts_nothing(cast: Cast) -> None:
    acting_for(cast, "chen", "3-101", "heir")
    vote = noticed_vote(cast)
    with pytest.raises(NotAllowed):
        cast_for(cast, vote, "3-101")


def test_heir_whose_papers_come_while_the_vote_runs(cast: Cast) -> None:
    vote = noticed_vote(cast)
    owner = owner_of_unit(cast, "3-201")
    with pytest.raises(NotAllowed):
        cast_as(cast, "chen", vote, "3-201", for_owner=str(owner.id))
    register_representation(
        cast.actor("sun", at=WHILE_OPEN),
        principal_id=owner.id,
        agent_id=cast.people["chen"].id,
        kind="heir",
    )
    assert cast_as(cast, "chen", vote, "3-201", for_owner=str(owner.id)).cast_by == cast.people["chen"].id


def test_named_co_owner_alone_votes_on_web_and_paper(cast: Cast) -> None:
    """Case 12: A is named; B's paper is kept and not counted."""
    second_owner(cast, "3-201", "chen", speaks=True)
    vote = noticed_vote(cast)
    entry, first = entry_of(vote, "3-201"), owner_of_unit(cast, "3-201")
    with pytest.raises(NotAllowed):
        cast_for(cast, vote, "3-201")
    cast_as(cast, "chen", vote, "3-201", "yes")
    paper = printed_paper(cast, vote, "3-201")
    read(cast, "he", paper, "no", str(first.id), at=later(WHILE_OPEN, hours=2))
    read(cast, "sun", paper, "no", str(first.id), at=later(WHILE_OPEN, hours=3))
    close_and(cast, vote, "counted")
    result = json.loads(vote.counts.get().result)
    assert (result["yes"]["heads"], result["yes"]["area_m2"], result["disputed"]["heads"]) == (1, "100.00", 0)
    assert [one["reason"] for one in result["refused"]] == ["not_representative"]
    assert entry.receipts.count() == 2


def test_co_owners_and_one_of_them_alone_are_two_heads(cast: Cast) -> None:
    """Case 14: home 1 of A and B, home 2 of A."""
    li = cast.people["li"]
    Ownership.objects.create(unit=cast.units["3-201"], person=li, valid_from=SINCE)
    vote = noticed_vote(cast)
    assert vote.roll_heads == 9
    assert entry_of(vote, "3-101").head_key != entry_of(vote, "3-201").head_key
    cast_for(cast, vote, "3-101")
    cast_as(cast, "li", vote, "3-201")
    assert turnout(vote).participating.heads == 2


def test_guardian_gives_a_mandate_and_takes_it_back(cast: Cast) -> None:
    principal = acting_for(cast, "chen", "3-201", "guardian")
    vote = noticed_vote(cast)
    proxy = actions.give_mandate(
        plain(cast, "chen"),
        entry_id=entry_of(vote, "3-201").id,
        principal=str(principal.id),
        agent=Agent("赵桂芳", "owner", cast.people["zhao"].id),
        instructions={1: "abstain"},
    )
    assert cast_as(cast, "zhao", vote, "3-201", "abstain", for_owner=str(principal.id)).proxy_id == proxy.id


def test_people_next_door_and_strangers_act_for_nobody(cast: Cast) -> None:
    vote = noticed_vote(cast)
    for who in ("qian", "stranger", "feng"):
        with pytest.raises(NotAllowed):
            cast_as(cast, who, vote, "3-101")
        assert homes_i_act_for(cast.actor(who, at=NOON), vote) == []


def test_seat_of_staff_is_what_makes_an_agent_staff(cast: Cast) -> None:
    day, compound = WHILE_OPEN.date(), cast.compound.id
    assert is_property_staff(cast.people["wu"].id, "other", compound, day)
    assert not is_property_staff(cast.people["wu"].id, "other", cast.next_door.id, day)
    Seat.objects.filter(person=cast.people["wu"]).update(valid_to=SINCE)
    assert not is_property_staff(cast.people["wu"].id, "other", compound, day)
