"""Forms of an election: its plan, its steps, its group, candidates and their checks, lots and the first meeting."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linmeng.assembly.actions.election import NewMember
from linmeng.assembly.models import Candidacy, GroupMember
from linmeng.pages.shared.uploads import DocumentField

ISO_DAY = "%Y-%m-%d"
GROUP_ROWS = 11


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A day as the browser's own calendar gives it."""
    widget = forms.DateInput(format=ISO_DAY, attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, input_formats=[ISO_DAY], **kwargs)


def words_field(
    label: Any, most: int = 300, *, rows: int = 3, required: bool = True, **kwargs: Any
) -> forms.CharField:
    """Several lines of words."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=required, widget=area, **kwargs)


class OpenForm(forms.Form):
    """By which way, for how many seats and years."""

    kind = forms.ChoiceField(label=gettext_lazy("Which way"), widget=forms.RadioSelect)
    seats = forms.IntegerField(
        label=gettext_lazy("Seats of the committee"), min_value=1, max_value=21, initial=5, required=False,
        help_text=gettext_lazy("Odd. A by-election fills the seats that are free."),
    )  # fmt: skip
    years = forms.IntegerField(label=gettext_lazy("Years of the term"), min_value=1, max_value=9, initial=3)
    asked_on = day_field(gettext_lazy("Day of the written request, report or order"), required=False)
    reason = words_field(
        gettext_lazy("With which paper it begins, and who wrote it"),
        required=False,
        help_text=gettext_lazy("For example: 42 owners asked the street office in writing."),
    )

    def __init__(self, *args: Any, ways: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(ways)  # type: ignore[attr-defined]
        if len(ways) == 1:
            self.fields["kind"].initial = ways[0][0]

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        return self.cleaned_data | {"seats": self.cleaned_data["seats"] or 0}


class PlanForm(forms.Form):
    """Seats and years put right."""

    seats = forms.IntegerField(label=gettext_lazy("Seats of the committee"), min_value=1, max_value=21)
    years = forms.IntegerField(label=gettext_lazy("Years of the term"), min_value=1, max_value=9)


class StepForm(forms.Form):
    """A step that people did outside this house."""

    done_on = day_field(gettext_lazy("Done on"))
    words = words_field(gettext_lazy("What was done, and by whom"), 600)
    path = forms.CharField(
        label=gettext_lazy("A page here that shows it"), max_length=160, required=False,
        help_text=gettext_lazy("The address of a meeting or a notice, beginning with /a/."),
    )  # fmt: skip
    file = DocumentField(label=gettext_lazy("The paper (PDF or photo)"), required=False)


class ReasonForm(forms.Form):
    """A reason that stays."""

    reason = words_field(gettext_lazy("The reason, for everyone to read"), 200)


class GroupForm(forms.Form):
    """The members of the election group, one on each line."""

    formed_on = day_field(gettext_lazy("Formed on"))
    head = forms.CharField(label=gettext_lazy("Head, from the street office"), max_length=40)
    officials = words_field(
        gettext_lazy("Other officials, one on each line"),
        600,
        required=False,
        help_text=gettext_lazy(
            "Residents' committee, housing office, police, developer, Party organisation."
        ),
    )
    owners = words_field(
        gettext_lazy("Owners, one on each line"), 800, rows=5,
        help_text=gettext_lazy("At least half of all members; the number of members is odd."),
    )  # fmt: skip
    words = words_field(gettext_lazy("With which paper of the street"), 300, required=False)

    def members(self) -> list[NewMember]:
        """As the action takes them."""
        given, capacity = self.cleaned_data, GroupMember.Capacity
        found = [NewMember(given["head"], capacity.STREET, heads=True)]
        found += [_official(line) for line in given["officials"].splitlines() if line.strip()]
        owners = [line.strip() for line in given["owners"].splitlines() if line.strip()]
        return [*found, *(NewMember(name, capacity.OWNER) for name in owners)]


SIGNS = (("房管", "housing"), ("房办", "housing"), ("派出所", "police"), ("民警", "police"), ("开发", "developer"),
         ("建设单位", "developer"), ("党", "party"), ("街道", "street"))  # fmt: skip


def _official(line: str) -> NewMember:
    """「派出所 老张」: the office stands in the line; without one it is the residents' committee."""
    capacity = next((kind for sign, kind in SIGNS if sign in line), "residents")
    return NewMember(line.strip(), capacity)


def group_as_lines(members: Iterable[GroupMember]) -> dict[str, str]:
    """The group as it is, as its form takes it."""
    lines: dict[str, list[str]] = {"head": [], "officials": [], "owners": []}
    for member in members:
        if member.heads_group:
            lines["head"].append(member.name)
        elif member.capacity == GroupMember.Capacity.OWNER:
            lines["owners"].append(member.name)
        else:
            told = _official(member.name).capacity == member.capacity
            lines["officials"].append(
                member.name if told else f"{member.get_capacity_display()} {member.name}"
            )
    return {name: "\n".join(found) for name, found in lines.items()}


class NameForm(forms.Form):
    """A neighbour put forward, found by door and name."""

    found = forms.ChoiceField(label=gettext_lazy("How the name came up"), widget=forms.RadioSelect)
    door = forms.CharField(label=gettext_lazy("Home"), max_length=24, help_text=gettext_lazy("As 3-101."))
    name = forms.CharField(label=gettext_lazy("Whole name"), max_length=60)

    def __init__(self, *args: Any, runs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = Candidacy.Found.values if runs else ["neighbours"]
        labels = dict(Candidacy.Found.choices)
        self.fields["found"].choices = [(key, labels[key]) for key in allowed]  # type: ignore[attr-defined,index]
        self.fields["found"].initial = "neighbours"


class AnswerForm(forms.Form):
    """Yes or no to standing."""

    accepts = forms.ChoiceField(
        label=gettext_lazy("Do you stand?"), widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Yes, I stand")), ("no", gettext_lazy("No"))],
    )  # fmt: skip
    statement = words_field(
        gettext_lazy("A few words to your neighbours"), 200, required=False,
        help_text=gettext_lazy("It hangs on the board beside your name."),
    )  # fmt: skip


class PaperAnswerForm(AnswerForm):
    """The same, from a signed paper."""

    file = DocumentField(label=gettext_lazy("The signed paper (PDF or photo)"))


class CheckForm(forms.Form):
    """One reason of the law looked into."""

    bars = forms.ChoiceField(
        label=gettext_lazy("Does it apply?"), widget=forms.RadioSelect,
        choices=[("no", gettext_lazy("No, it does not")), ("yes", gettext_lazy("Yes, and it is not put right"))],
    )  # fmt: skip
    evidence = words_field(
        gettext_lazy("Where it was looked up, and what was found"), 300, rows=2,
        help_text=gettext_lazy("For example: property company's list of 3 July, nothing open."),
    )  # fmt: skip
    file = DocumentField(label=gettext_lazy("The paper (PDF or photo)"), required=False)


class FileForm(forms.Form):
    """A signed paper."""

    file = DocumentField(label=gettext_lazy("The signed paper (PDF or photo)"))


class PostForm(forms.Form):
    """For how many days objections are taken."""

    days = forms.IntegerField(label=gettext_lazy("Days for objections"), min_value=1, max_value=90)


class OrderForm(forms.Form):
    """Numbers as drawn: one for each name."""

    witnesses = forms.CharField(label=gettext_lazy("Drawn before"), max_length=120)

    def __init__(self, *args: Any, names: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [key for key, _name in names]
        for key, name in names:
            most = len(names)
            self.fields[f"n{key}"] = forms.IntegerField(label=name, min_value=1, max_value=most)
        self.order_fields([*(f"n{key}" for key in self.keys), "witnesses"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        drawn = [given.get(f"n{key}") for key in self.keys]
        if None not in drawn and len(set(drawn)) != len(drawn):
            raise ValidationError(_("Each number is drawn once."))
        return given

    def order(self) -> list[int]:
        """The keys from number 1 on."""
        return sorted(self.keys, key=lambda key: self.cleaned_data[f"n{key}"])


class MeetingForm(forms.Form):
    """The first meeting of those elected."""

    held_on = day_field(gettext_lazy("Held on"))
    director = forms.TypedChoiceField(label=gettext_lazy("Director"), coerce=int, widget=forms.RadioSelect)
    deputies = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Deputy directors"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    agreed = forms.IntegerField(label=gettext_lazy("How many members agreed"), min_value=0, max_value=21)
    words = words_field(gettext_lazy("What else was decided"), 300, required=False)

    def __init__(self, *args: Any, members: Sequence[Candidacy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(row.id, row.person.name) for row in members]
        self.fields["director"].choices = names  # type: ignore[attr-defined]
        self.fields["deputies"].choices = names  # type: ignore[attr-defined]
