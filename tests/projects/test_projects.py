"""Projects: from a listed matter through the legality gate; who may, when, and what the law says."""

import pytest
from django.core.exceptions import ValidationError

from linmeng.common.dues import Due
from linmeng.common.errors import AgainstTheLaw, WrongState
from linmeng.projects import actions
from linmeng.projects.models import Gate, Project
from linmeng.projects.queries import CHECKLIST, dues, matters_to_start, project_counts, projects_of
from linmeng.projects.states import PROJECT
from linmeng.record.models import Entry
from linmeng.voices.models import Matter, Outcome
from tests.assembly.votes import ALL_YES, legal_project, listed_matter, started_project
from tests.cast import CAST, Cast
from tests.outcomes import became

LEADS = {"wang", "he"}


def check(cast: Cast, who: str, project: Project, **changes: object) -> Gate:
    given = {"matter_class": "use_fund", "findings": ALL_YES, "passed": True} | changes
    return actions.check_legality(cast.actor(who), project_id=project.id, **given)  # type: ignore[arg-type]


VERBS = {
    "edit": lambda cast, who, project: actions.edit_project(
        cast.actor(who), project_id=project.id, title="新名"
    ),
    "check": check,
    "mark_voting": lambda cast, who, project: actions.mark_voting(
        cast.actor(who), project_id=project.id, path="/x/"
    ),
    "drop": lambda cast, who, project: actions.drop(
        cast.actor(who), project_id=project.id, reason="业主另有安排"
    ),
}
POSSIBLE = {
    "edit": {"draft"},
    "check": {"draft"},
    "mark_voting": {"legal"},
    "drop": {"draft", "legal"},
}


@pytest.mark.parametrize("state", Project.State.values)
@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_for_each_of_the_cast_in_each_state(cast: Cast, verb: str, state: str) -> None:
    project = started_project(cast)
    Project.objects.filter(id=project.id).update(state=state, matter_class="use_fund")
    found = {who: became(lambda who=who: VERBS[verb](cast, who, project)) for who in CAST}
    lead = "done" if state in POSSIBLE[verb] else "WrongState"
    may = {*LEADS, "sun"} if verb == "mark_voting" else LEADS  # the clerk calls where there is no committee
    assert found == {who: lead if who in may else "NotAllowed" for who in CAST}


@pytest.mark.parametrize("who", CAST)
def test_start_is_the_owners_committees(cast: Cast, who: str) -> None:
    matter = listed_matter(cast)

    def start() -> Project:
        return actions.start_project(
            cast.actor(who),
            compound_id=cast.compound.id,
            matter_ids=[matter.id],
            title="修外墙",
            summary="加固",
            scope="compound",
        )

    assert became(start) == ("done" if who in LEADS else "NotAllowed")


def test_start_tells_the_matter_and_the_record(cast: Cast) -> None:
    project = started_project(cast)
    matter, outcome = Matter.objects.get(), Outcome.objects.get()
    assert (matter.state, outcome.step) == ("in_project", "project")
    assert outcome.path == f"/a/{cast.alliance.slug}/projects/{project.id}/"
    assert Entry.objects.latest("number").kind == "project_started"


def test_start_refuses_a_matter_that_is_not_listed(cast: Cast) -> None:
    matter = listed_matter(cast)
    Matter.objects.filter(id=matter.id).update(state="open")
    with pytest.raises(WrongState):
        started_project(cast, matter_ids=[matter.id])


@pytest.mark.parametrize(
    "changes",
    [
        {"matter_ids": []},
        {"summary": " "},
        {"scope": "building"},
        {"scope": "entrance"},
        {"cost_fen": -1},
        {"title": "长" * 61},
        {"fund_source": "wishes"},
    ],
)
def test_start_refuses_what_does_not_fit(cast: Cast, changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        started_project(cast, **changes)
    assert Project.objects.count() == 0


def test_start_refuses_a_building_next_door(cast: Cast) -> None:
    next_door = cast.next_door.buildings.get()
    with pytest.raises(ValidationError):
        started_project(cast, scope="building", building_id=next_door.id)


def test_gate_with_a_no_cannot_pass(cast: Cast) -> None:
    project = started_project(cast)
    findings = ALL_YES | {"neighbours_keep_light": {"answer": "no", "note": "挡了一楼的光"}}
    with pytest.raises(AgainstTheLaw) as refusal:
        check(cast, "wang", project, findings=findings)
    assert refusal.value.article == "民法典 288、293"


def test_gate_not_passed_is_kept_and_the_project_stays_a_draft(cast: Cast) -> None:
    project = started_project(cast)
    findings = ALL_YES | {"permits_are_clear": {"answer": "no", "note": ""}}
    gate = check(cast, "wang", project, findings=findings, passed=False)
    project.refresh_from_db()
    assert (project.state, gate.state, gate.findings["permits_are_clear"]["answer"]) == (
        "draft",
        "failed",
        "no",
    )


@pytest.mark.parametrize("key", CHECKLIST)
def test_gate_wants_every_answer(cast: Cast, key: str) -> None:
    project = started_project(cast)
    findings = {name: answer for name, answer in ALL_YES.items() if name != key}
    with pytest.raises(ValidationError) as fault:
        check(cast, "wang", project, findings=findings)
    assert list(fault.value.message_dict) == [key]


def test_gate_names_the_article_of_the_pack(cast: Cast) -> None:
    articles = {}
    for matter_class in ("use_fund", "raise_fund", "rebuild", "common_use"):
        articles[matter_class] = Gate.objects.get(
            project=legal_project(cast, matter_class), kind="legality"
        ).article
    assert articles == {
        "use_fund": "民法典 278(1)(5)",
        "raise_fund": "民法典 278(1)(6)",
        "rebuild": "民法典 278(1)(7)",
        "common_use": "民法典 278(1)(8)",
    }


def test_drop_puts_the_matter_back_on_the_list(cast: Cast) -> None:
    project = started_project(cast)
    actions.drop(cast.actor("he"), project_id=project.id, reason="与大修合并")
    assert (Project.objects.get().state, Matter.objects.get().state) == ("dropped", "listed")
    assert list(matters_to_start(cast.compound.id)) == [Matter.objects.get()]


@pytest.mark.parametrize(
    ("passed", "after", "matter"), [(True, "decided", "decided"), (False, "rejected", "listed")]
)
def test_evidence_moves_project_and_matter(cast: Cast, passed: bool, after: str, matter: str) -> None:
    project = legal_project(cast)
    actions.mark_voting(cast.actor("wang"), project_id=project.id, path="/x/")
    actions.record_gate_evidence(
        cast.actor("sun"),
        project_id=project.id,
        evidence=actions.Evidence(passed=passed, article="民法典 278(1)(5)", path="/v/", sha256="a" * 64),
    )
    assert (Project.objects.get().state, Matter.objects.get().state) == (after, matter)


def test_evidence_is_refused_before_a_vote(cast: Cast) -> None:
    project = legal_project(cast)
    with pytest.raises(WrongState):
        actions.record_gate_evidence(
            cast.actor("wang"),
            project_id=project.id,
            evidence=actions.Evidence(passed=True, article="", path="", sha256=""),
        )


def test_every_state_has_a_row_in_the_table() -> None:
    assert set(PROJECT.table) == set(Project.State.values)


def test_counts_and_lists_by_compound(cast: Cast) -> None:
    legal_project(cast)
    started_project(cast)
    both = [cast.compound.id, cast.next_door.id]
    assert project_counts(both) == {cast.compound.id: {"legal": 1, "draft": 1}, cast.next_door.id: {}}
    assert [p.state for p in projects_of([cast.compound.id], "legal")] == ["legal"]


def test_dues_wait_for_the_committee_alone(cast: Cast) -> None:
    from datetime import date

    project = started_project(cast)
    [due] = dues(cast.actor("wang"))
    path = f"/a/{cast.alliance.slug}/projects/{project.id}/"
    assert (due.by, due.path, due.role) == (date(2026, 7, 19), path, "committee_director")
    assert (
        isinstance(due, Due)
        and [dues(cast.actor(who)) for who in ("li", "sun", "wu", "stranger")] == [[]] * 4
    )
