"""Lines of the roll page, names whole or masked by right; and the filters of a preview."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linmeng.alliance.models import Unit
from linmeng.common.actor import Actor
from linmeng.people.bridge import Fault
from linmeng.people.models import RollImport
from linmeng.people.permissions import may_see_names
from linmeng.people.queries import owners_on


@dataclass(frozen=True)
class RollLine:
    """A unit with its owners as this officer may see them."""

    unit: Unit
    owners: str
    shown_whole: list[int]
    """Ids of the people whose whole name stands here."""


def roll_page_lines(actor: Actor, units: list[Unit]) -> list[RollLine]:
    """Owners of a page of units (one statement for all)."""
    owners = owners_on([unit.id for unit in units], actor.today)
    lines = []
    for unit in units:
        whole = may_see_names(actor, unit.compound_id, unit.building_id)
        names = [row.person.name if whole else row.person.masked for row in owners[unit.id]]
        shown = [row.person_id for row in owners[unit.id]] if whole else []
        lines.append(RollLine(unit, "、".join(names), shown))
    return lines


def what_words() -> dict[str, str]:
    """Names of what may differ in a unit."""
    return {
        "building": _("building"),
        "entrance": _("entrance"),
        "room": _("room"),
        "kind": pgettext("of a unit", "use"),
        "area": _("area"),
        "source": _("area source"),
        "status": _("state"),
        "owners": _("owners"),
        "representative": _("representative"),
        "residents": _("residents"),
        "phones": _("phone"),
        "born": _("year of birth"),
    }


@dataclass(frozen=True)
class PreviewLine:
    """A unit that is new, changed or gone."""

    unit: str
    kind: str
    label: str
    words: str


@dataclass(frozen=True)
class Preview:
    """An upload as it is shown: faults narrowed by kind, changes in words."""

    faults: list[Fault]
    hints: list[Fault]
    by_code: list[tuple[str, int]]
    changes: list[PreviewLine]

    @property
    def may_commit(self) -> bool:
        """Nothing stands in the way."""
        return not self.faults


def read_preview(upload: RollImport) -> Preview:
    """Sentences in the reader's language, from what was kept with the upload."""
    found = [Fault.from_json(kept) for kept in upload.faults]
    labels = {"new": _("new"), "changed": _("changed"), "gone": _("gone")}
    words = what_words()
    changes = [
        PreviewLine(
            line["unit"],
            line["kind"],
            labels[line["kind"]],
            "、".join(words[w] for w in line.get("what", [])),
        )
        for line in upload.changes
    ]
    return Preview(
        faults=[fault for fault in found if fault.is_fault],
        hints=[fault for fault in found if not fault.is_fault],
        by_code=Counter(fault.column or fault.sheet for fault in found if fault.is_fault).most_common(),
        changes=changes,
    )
