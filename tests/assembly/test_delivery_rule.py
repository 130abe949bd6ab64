"""What proves a delivery: the house's usual rule, or what the assembly or this vote asks for."""

import json
from html import escape

import pytest
import time_machine
from django.core.exceptions import ValidationError

from linmeng.alliance.actions import adopt_rules_of_procedure
from linmeng.alliance.models import RulesOfProcedure
from linmeng.assembly import actions
from linmeng.assembly.bridge.policies import policies_of, stricter_delivery
from linmeng.assembly.bridge.proof import proves_delivery
from linmeng.assembly.models import BallotDelivery, Vote
from linmeng.assembly.queries import problems_before_notice
from linmeng.assembly.queries.delivery import proven_entries
from linmeng.assembly.queries.policies import policy_sentences, rules_changed_since_notice
from linmeng.common.errors import AgainstTheLaw
from linmeng.publishing.queries import facts_of, newest_publication
from tests.assembly.votes import (
    CLOSES_ON,
    OPENS_ON,
    WHILE_OPEN,
    cast_for,
    close_and,
    drafted_vote,
    entry_of,
)
from tests.browsing import Visits, path
from tests.cast import NOON, Cast

RULES = ("usual", "in_hand", "owner")
BROUGHT = {
    "owner": ({"way": "hand", "taken_by": "owner"}, (True, True, True)),
    "family": ({"way": "hand", "taken_by": "household"}, (True, True, False)),
    "tenant": ({"way": "hand", "taken_by": "tenant"}, (False, False, False)),
    "letterbox with a picture": ({"way": "letterbox", "taken_by": "nobody", "has_photo": True}, (True, False, False)),
    "registered post": ({"way": "post", "taken_by": "nobody", "number": "XA1"}, (True, False, False)),
    "opened on this site": ({"way": "web", "taken_by": "owner"}, (True, True, True)),
    "told by phone": ({"way": "phone", "taken_by": "owner"}, (False, False, False)),
}  # fmt: skip


@pytest.mark.parametrize("what", BROUGHT)
def test_what_proves_a_delivery_under_each_rule(what: str) -> None:
    brought, expected = BROUGHT[what]
    assert tuple(proves_delivery(**brought, rule=rule) for rule in RULES) == expected  # type: ignore[arg-type]


def test_the_strictest_of_several_rules() -> None:
    assert [stricter_delivery("usual", rule) for rule in RULES] == list(RULES)
    assert stricter_delivery("owner", "in_hand") == "owner"


def adopt(cast: Cast, rule: str, **changes: object) -> None:
    RulesOfProcedure.objects.filter(compound=cast.compound).update(delivery_rule=rule, **changes)


def edited(cast: Cast, vote: Vote, rule: str) -> Vote:
    return actions.edit_vote(
        cast.actor("wang"), vote_id=vote.id, title=vote.title, summary=vote.summary,
        questions=[q.text for q in vote.questions.all()], delivery_rule=rule,
    )  # fmt: skip


def noticed(cast: Cast, vote: Vote) -> Vote:
    return actions.give_notice(cast.actor("wang"), vote_id=vote.id, opens_on=OPENS_ON, closes_on=CLOSES_ON)


def test_draft_begins_with_what_the_assembly_adopted_and_may_ask_for_more_not_less(cast: Cast) -> None:
    adopt(cast, "in_hand")
    vote = drafted_vote(cast)
    assert vote.delivery_rule == "in_hand"
    assert problems_before_notice(edited(cast, vote, "owner"), NOON.date()) == []
    (problem,) = problems_before_notice(edited(cast, vote, "usual"), NOON.date())
    assert (problem.article, problem.path) == (
        "指导规则 22",
        f"/a/{cast.alliance.slug}/votes/{vote.id}/edit/",
    )
    with pytest.raises(AgainstTheLaw):
        noticed(cast, vote)
    with pytest.raises(ValidationError):
        edited(cast, vote, "shout")


def test_rule_is_frozen_and_published_with_the_notice(cast: Cast) -> None:
    vote = noticed(cast, edited(cast, drafted_vote(cast), "in_hand"))
    assert policies_of(vote)["delivery"] == "in_hand"
    assert facts_of(newest_publication("vote_notice", vote.id))["policies"]["delivery"] == "in_hand"
    assert rules_changed_since_notice(vote, NOON.date()) == ()
    adopt(cast, "owner")
    assert rules_changed_since_notice(vote, NOON.date()) == ("delivery",)
    label = str(RulesOfProcedure.DeliveryRule.IN_HAND.label)
    assert any(label in sentence for sentence in policy_sentences(vote))


def test_usual_rule_is_not_named_so_that_earlier_fingerprints_stand(cast: Cast) -> None:
    vote = noticed(cast, drafted_vote(cast))
    assert "delivery" not in policies_of(vote)
    assert sorted(policies_of(vote)) == ["owner_at", "proxy_limit", "repeat", "silence", "unclear", "ways"]


@pytest.mark.parametrize(("rule", "followers"), [("usual", 2), ("in_hand", 1), ("owner", 0)])
def test_silence_clause_speaks_only_for_homes_proven_under_the_rule(
    cast: Cast, rule: str, followers: int
) -> None:
    adopt(cast, rule, silence_clause=True)
    vote = noticed(cast, drafted_vote(cast))
    clerk = cast.actor("sun", at=WHILE_OPEN)
    homes = {unit: [entry_of(vote, unit).id] for unit in ("3-101", "3-102")}
    actions.record_delivery(clerk, entry_ids=homes["3-101"], way="hand", taken_by="household")
    actions.record_delivery(clerk, entry_ids=homes["3-102"], way="post", number="XA123456789CN")
    assert BallotDelivery.objects.count() == 2
    assert proven_entries(vote.id).count() == followers
    for unit in ("3-103", "3-201", "3-202", "3-203", "3-301", "3-302"):
        cast_for(cast, vote, unit)
    close_and(cast, vote, "counted")
    result = json.loads(vote.counts.get().result)
    assert (result["participating"]["heads"], result["without_silence"]["participating"]["heads"]) == (
        6 + followers,
        6,
    )


def test_pages_ask_tell_and_keep_the_rule(cast: Cast, page: Visits) -> None:
    vote = drafted_vote(cast)
    edit = path(cast, f"votes/{vote.id}/edit/")
    words = {"title": vote.title, "summary": "", "questions": "是否同意"}
    with time_machine.travel(NOON, tick=False):
        wang = page("wang")
        assert wang.post(edit, words | {"delivery_rule": "owner"}).status_code == 302
        assert wang.post(edit, words).status_code == 302
        vote.refresh_from_db()
        assert vote.delivery_rule == "owner"
        vote = noticed(cast, vote)
    label = escape(str(RulesOfProcedure.DeliveryRule.OWNER.label))
    with time_machine.travel(WHILE_OPEN, tick=False):
        assert label in page("sun").get(path(cast, f"votes/{vote.id}/delivery/")).text
        assert label in page("stranger").get(path(cast, f"votes/{vote.id}/")).text


def test_assembly_adopts_the_rule_on_its_page(cast: Cast) -> None:
    rules = adopt_rules_of_procedure(
        cast.actor("wang"), compound_id=cast.compound.id, valid_from=NOON.date(), delivery_rule="in_hand"
    )
    assert rules.delivery_rule == "in_hand"
    with pytest.raises(ValidationError):
        adopt_rules_of_procedure(
            cast.actor("wang"), compound_id=cast.compound.id, valid_from=CLOSES_ON, delivery_rule="shout"
        )
