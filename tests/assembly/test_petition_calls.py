"""From a petition to its vote by one button: who may, from which state, what stands on both pages."""

from datetime import timedelta

import pytest
import time_machine

from linmeng.alliance.models import CommitteeTerm
from linmeng.assembly.actions import cancel_vote, give_notice
from linmeng.assembly.actions import petition as actions
from linmeng.assembly.models import Petition, PetitionStep, Vote
from linmeng.assembly.queries.calling import calling
from linmeng.assembly.queries.petition_calls import may_call_for
from linmeng.common.errors import NeedsSecondFactor, NotAllowed
from linmeng.publishing.models import Notice
from tests.assembly.test_petition import answered, handed_in, opened, sign
from tests.assembly.votes import CLOSES_ON, OPENS_ON
from tests.browsing import Visits, path
from tests.cast import NOON, Cast
from tests.printing.papers import picture_of, scanned

EVERYONE = ("wang", "he", "sun", "zhao", "wu", "li", "chen", "qian", "stranger")
ASKED = {
    "deed": "other", "place": "compound", "title": "停车费", "summary": "业主联名提出",
    "questions": ["是否同意调整停车费"],
}  # fmt: skip


def ready(cast: Cast) -> Petition:
    """Signed by enough owners, not handed in yet."""
    petition = opened(cast)
    sign(cast, petition, "3-103")
    return petition


def convened(cast: Cast) -> Petition:
    petition = answered(cast, accepts=False)
    return actions.step_in(cast.actor("sun"), petition_id=petition.id, convenes=True, words="居委会召集")


def call(cast: Cast, petition: Petition, who: str = "wang", **changes: object) -> Vote:
    return actions.call_for_petition(cast.actor(who), petition_id=petition.id, **(ASKED | changes))  # type: ignore[arg-type]


CALLERS = {
    "too few": (opened, ()),
    "enough": (ready, ("wang", "he")),
    "handed in": (handed_in, ("wang", "he")),
    "accepted": (lambda cast: answered(cast, accepts=True), ("wang", "he")),
    "refused": (lambda cast: answered(cast, accepts=False), ("wang", "he")),
    "convened": (convened, ("sun",)),
}


@pytest.mark.parametrize("state", CALLERS)
def test_who_may_call_owners_on_a_petition(cast: Cast, state: str) -> None:
    made, callers = CALLERS[state]
    petition = made(cast)
    assert tuple(who for who in EVERYONE if may_call_for(cast.actor(who), petition)) == callers
    for who in set(EVERYONE) - set(callers):
        with pytest.raises(NotAllowed):
            call(cast, petition, who)
    assert not Vote.objects.exists()


def test_where_there_is_no_committee_the_residents_committee_calls_at_once(cast: Cast) -> None:
    for term in CommitteeTerm.objects.select_related("body"):
        if term.body.compound_id == cast.compound.id:
            CommitteeTerm.objects.filter(id=term.id).update(state="vacant")
    petition = ready(cast)
    assert may_call_for(cast.actor("sun"), petition)
    call(cast, petition, "sun")
    petition.refresh_from_db()
    assert petition.state == "convened"


def test_one_act_accepts_drafts_links_and_tells(cast: Cast) -> None:
    petition = ready(cast)
    with pytest.raises(NeedsSecondFactor):
        actions.call_for_petition(
            cast.actor("wang", second_factor=False), petition_id=petition.id, **ASKED  # type: ignore[arg-type]
        )  # fmt: skip
    vote = call(cast, petition)
    petition.refresh_from_db()
    assert (petition.state, petition.vote, petition.handed_in_at) == ("accepted", vote, NOON)
    assert (vote.state, vote.title, vote.questions.get().text) == ("draft", "停车费", "是否同意调整停车费")
    kinds = list(PetitionStep.objects.filter(petition=petition).values_list("kind", flat=True))
    assert kinds == ["opened", "handed_in", "accepted", "linked"]
    told = Notice.objects.filter(subject="petition", subject_id=petition.id)
    assert cast.people["li"].id in set(told.values_list("person_id", flat=True))
    with pytest.raises(NotAllowed):
        call(cast, petition)


def test_vote_that_was_called_off_is_put_to_owners_again(cast: Cast) -> None:
    petition = handed_in(cast)
    first = call(cast, petition)
    cancel_vote(cast.actor("wang"), vote_id=first.id, reason="题目写错了")
    petition.refresh_from_db()
    second = call(cast, petition, title="停车费（重新表决）")
    petition.refresh_from_db()
    assert petition.vote == second


def test_residents_committee_that_called_it_carries_the_vote_to_its_end(cast: Cast) -> None:
    petition = convened(cast)
    vote = call(cast, petition, "sun")
    give_notice(cast.actor("sun"), vote_id=vote.id, opens_on=OPENS_ON, closes_on=CLOSES_ON)
    assert calling(cast.actor("sun"), cast.compound.id, vote.matter_class).may
    Vote.objects.filter(id=vote.id).update(state="archived")
    assert not calling(cast.actor("sun"), cast.compound.id, vote.matter_class).may


def test_button_leads_to_a_draft_with_the_owners_words_and_both_pages_name_each_other(
    cast: Cast, page: Visits
) -> None:
    with time_machine.travel(NOON, tick=False):
        petition = ready(cast)
        start = path(cast, f"votes/new/{cast.compound.code}/?petition={petition.id}")
        here = path(cast, f"petitions/{petition.id}/")
        wang = page("wang")
        assert start in wang.get(here).text
        assert start not in page("sun").get(here).text
        assert f'name="petition" value="{petition.id}"' in wang.get(start).text
        words = start + "&deed=other&place=compound"
        assert wang.get(words).context["form"].initial["title"] == petition.title
        made = wang.post(words, {"title": "停车费", "summary": "", "questions": "是否同意", "once": "a"})
        vote = Vote.objects.get()
        assert made.url == path(cast, f"votes/{vote.id}/")
        assert f'href="{here}"' in wang.get(made.url).text
        assert made.url in wang.get(here).text
        assert made.url not in page("stranger").get(here).text
        assert page("li").get(start).status_code in (403, 404)
        assert page("qian").get(start).status_code == 404
        assert wang.get(start).status_code == 403


def test_sheet_to_sign_leads_to_the_petition(cast: Cast, page: Visits) -> None:
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        petition = opened(cast)
        here = path(cast, f"petitions/{petition.id}/")
        sheet = page("stranger").get(here + "sheet.pdf")
        (found,) = scanned(picture_of(sheet.content))
        assert found.endswith(here)
