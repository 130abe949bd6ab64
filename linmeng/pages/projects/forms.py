"""Forms of projects: what is to be done, for whom, at what cost, and is it lawful."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from linmeng.alliance.models import Compound, Entrance
from linmeng.projects.bridge import MatterClass
from linmeng.projects.models import Project
from linmeng.projects.queries import check_questions, deeds, matters_to_start
from linmeng.voices.models import Matter

ANSWERS = [("yes", _("Yes")), ("no", _("No")), ("not_needed", _("Does not arise"))]


def scope_choices(compound: Compound) -> list[tuple[str, str]]:
    """The whole compound, each building, each entrance."""
    choices = [("compound", compound.name)]
    entrances = Entrance.objects.filter(building__compound=compound).select_related("building")
    seen: set[int] = set()
    for entrance in entrances.order_by("building__walk_order", "building__code", "walk_order", "code"):
        building = entrance.building
        if building.id not in seen:
            seen.add(building.id)
            choices.append((f"building:{building.id}", building.name))
        choices.append((f"entrance:{entrance.id}", f"{building.name} {entrance.name}"))
    return choices


class ProjectForm(forms.Form):
    """What the committee says about a project."""

    title = forms.CharField(label=_("What is to be done"), max_length=60)
    summary = forms.CharField(
        label=_("In a few sentences"), max_length=800, widget=forms.Textarea(attrs={"rows": 5})
    )
    place = forms.ChoiceField(label=_("Whose part it is: these owners decide"))
    cost = forms.DecimalField(
        label=_("Estimated cost in yuan"), required=False, min_value=0, max_digits=13, decimal_places=2
    )
    fund_source = forms.ChoiceField(label=_("Where the money comes from"), choices=Project.FundSource.choices)

    def __init__(self, *args: Any, compound: Compound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = scope_choices(compound)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """As the action takes them: scope with its place, money in fen."""
        given = self.cleaned_data
        scope, _colon, number = given["place"].partition(":")
        place_id = int(number) if number else None
        return {
            "title": given["title"],
            "summary": given["summary"],
            "scope": scope,
            "building_id": place_id if scope == "building" else None,
            "entrance_id": place_id if scope == "entrance" else None,
            "cost_fen": None if given["cost"] is None else int(given["cost"] * 100),
            "fund_source": given["fund_source"],
        }


def said_of(project: Project) -> dict[str, Any]:
    """What the form shows of a project that is being corrected."""
    number = project.entrance_id if project.scope == "entrance" else project.building_id
    cost = project.cost_fen
    return {
        "title": project.title,
        "summary": project.summary,
        "fund_source": project.fund_source,
        "place": project.scope if project.scope == "compound" else f"{project.scope}:{number}",
        "cost": None if cost is None else f"{cost // 100}.{cost % 100:02d}",
    }


class StartForm(ProjectForm):
    """A project from listed matters."""

    matters = forms.TypedMultipleChoiceField(
        label=_("Matters it answers"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["matters", "title", "summary", "place", "cost", "fund_source"]

    def __init__(self, *args: Any, compound: Compound, **kwargs: Any) -> None:
        super().__init__(*args, compound=compound, **kwargs)
        # a form sent twice must still be read: what its first sending took up is refused by the act itself
        taken = Matter.objects.filter(compound=compound, state="in_project") if self.is_bound else ()
        known = [*matters_to_start(compound.id), *taken]
        self.fields["matters"].choices = [(m.id, m.title) for m in known]  # type: ignore[attr-defined]


def deed_choices(classes: tuple[MatterClass, ...]) -> list[tuple[str, str]]:
    """Each deed in neighbours' words with the article of its matter; none where no law is in force."""
    known = {matter.key: matter for matter in classes}
    chinese = (get_language() or "zh").startswith("zh")
    return [
        (
            deed.key,
            f"{deed.words} · {known[deed.matter].article if chinese else known[deed.matter].article_en}",
        )
        for deed in deeds()
        if deed.matter in known
    ]


class LegalityForm(forms.Form):
    """What is to be done, from which the matter follows; and the checklist."""

    deed = forms.ChoiceField(
        label=_("What is to be done?"),
        help_text=_("From it follows how many must agree; the article stands beside it."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, classes: tuple[MatterClass, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deed"].choices = deed_choices(classes)  # type: ignore[attr-defined]
        for question in check_questions():
            answer = forms.ChoiceField(
                label=question.question, help_text=question.article, choices=ANSWERS, widget=forms.RadioSelect
            )
            self.fields[question.key] = answer
            self.fields[f"{question.key}_note"] = forms.CharField(
                label=_("How we know"), required=False, max_length=200
            )

    def findings(self) -> dict[str, dict[str, str]]:
        """Answers and notes by question."""
        given = self.cleaned_data
        return {q.key: {"answer": given[q.key], "note": given[f"{q.key}_note"]} for q in check_questions()}


class ReasonForm(forms.Form):
    """A reason everyone can read."""

    reason = forms.CharField(label=_("The reason, for everyone to read"), min_length=4, max_length=200)
