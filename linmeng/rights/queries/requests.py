"""Requests about one's own data: one's own, and those that wait at the desk."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.dues import Due
from linmeng.ground.directory import slug_in_force
from linmeng.people.models import Person
from linmeng.people.queries import compounds_of_person
from linmeng.rights.models import CorrectionRequest, DataCopy, Erasure, RetentionRun
from linmeng.rights.permissions import may_decide_requests, may_see_forgetting

ARTICLE = "个人信息保护法 46, 47, 50"
MOST_WAITING = 200


def own_corrections(person_id: int) -> QuerySet[CorrectionRequest]:
    """What a person asked to be corrected, newest first."""
    return CorrectionRequest.objects.filter(person_id=person_id).order_by("-asked_at", "-id")


def own_erasures(person_id: int) -> QuerySet[Erasure]:
    """A person's requests to be forgotten, newest first."""
    return Erasure.objects.filter(subject_id=person_id).order_by("-asked_at", "-id")


def own_copies(person_id: int) -> QuerySet[DataCopy]:
    """A person's copies, newest first."""
    return DataCopy.objects.filter(person_id=person_id).select_related("file").order_by("-made_at", "-id")


def corrections_waiting(actor: Actor) -> list[CorrectionRequest]:
    """Corrections that this community worker may decide, the most pressing first."""
    if not actor.wears("clerk"):
        return []
    rows = CorrectionRequest.objects.filter(state="asked").select_related("person")
    return [
        row
        for row in rows.order_by("due_by", "id")[:MOST_WAITING]
        if may_decide_requests(actor, row.person_id, compounds_of_person(row.person_id, actor.today))
    ]


def erasures_waiting(actor: Actor) -> list[tuple[Erasure, Person]]:
    """Erasures that this community worker may confirm, with their person."""
    if not actor.wears("clerk"):
        return []
    rows = list(Erasure.objects.filter(state="asked").order_by("asked_at", "id")[:MOST_WAITING])
    people = Person.objects.in_bulk([row.subject_id for row in rows])
    return [
        (row, people[row.subject_id])
        for row in rows
        if may_decide_requests(actor, row.subject_id, compounds_of_person(row.subject_id, actor.today))
    ]


def dues(actor: Actor) -> list[Due]:
    """What the desk owes to people who use their rights."""
    path = f"/a/{slug_in_force()}/desk/requests/"
    corrections = [
        Due(row.due_by, _("Decide a correction: %s") % row.get_about_display(), path, ARTICLE, "clerk")
        for row in corrections_waiting(actor)
    ]
    erasures = [
        Due(row.due_by, _("Decide an erasure"), path, ARTICLE, "clerk")
        for row, _person in erasures_waiting(actor)
        if row.due_by is not None
    ]
    return corrections + erasures


def forgetting_runs(actor: Actor) -> QuerySet[RetentionRun]:
    """The runs of the clocks, newest first, for those who watch over them."""
    runs = RetentionRun.objects.order_by("-day")
    return runs if may_see_forgetting(actor) else runs.none()
