"""The preference page, for oneself or with a helper's hand."""

from typing import Any

from django.core.exceptions import ValidationError

from linmeng.pages.notices.forms import ReachForm
from linmeng.pages.shared.visitor import VisitorRequest
from linmeng.people.models import Person
from linmeng.publishing import actions
from linmeng.publishing.models import Delivery
from linmeng.publishing.queries.preferences import grid_of, reach_of
from linmeng.publishing.queries.wishes import SWITCHED


def reach_page(request: VisitorRequest, person: Person) -> dict[str, Any]:
    """The form and the grid as they stand."""
    reach = reach_of(person.id, request.visitor.actor.today)
    form = ReachForm(request.POST or None, reach=reach, large_print=person.large_print)
    return {
        "someone": person,
        "form": form,
        "grid": grid_of(reach),
        "ways": [Delivery.Way(way).label for way in SWITCHED],
        "reach": reach,
    }


def take_in_wishes(request: VisitorRequest, context: dict[str, Any]) -> bool:
    """Whether what was chosen is kept; else the form says why not."""
    form: ReachForm = context["form"]
    if not form.is_valid():
        return False
    try:
        actions.set_preferences(
            request.visitor.actor,
            person_id=context["someone"].id,
            chosen=form.chosen(request.POST.getlist("switch")),
        )
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    return True
