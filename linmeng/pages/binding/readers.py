"""What the clerk's binding pages show: whom the roll knows at a door, and what may be done now."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linmeng.alliance.models import Unit
from linmeng.common.actor import Actor
from linmeng.papers.models import PrintRun, Sheet
from linmeng.people.actions import note_look
from linmeng.people.models import Binding, Person, User
from linmeng.people.queries import person_of_user
from linmeng.people.queries.bindings import people_of_unit


@dataclass(frozen=True)
class AtDoor:
    """Somebody the roll knows at the door, whole, for who decides with documents on the table."""

    person: Person
    kind: str
    word: str
    same_name: bool


@dataclass(frozen=True)
class Case:
    """One binding on the clerk's table."""

    binding: Binding
    phone: str
    at_door: list[AtDoor]
    other_line: Person | None
    """The log-in is already another line of the roll: joining them comes first."""

    @property
    def choices(self) -> list[tuple[int, str, str]]:
        """For the form: owners only, where somebody says they own."""
        only_owners = self.binding.relation == Binding.Relation.OWNER
        return [
            (a.person.id, a.person.name, a.word) for a in self.at_door if a.kind == "owner" or not only_owners
        ]


def unit_of_letter(token: str) -> Unit | None:
    """The door printed on a code letter, by the letter's square; a square opens nothing, the code does."""
    letters = Sheet.objects.filter(run__kind=PrintRun.Kind.CODE_LETTER, unit__valid_to__isnull=True)
    valid = letters.exclude(state=Sheet.State.VOID).select_related("unit__compound")
    found = valid.filter(token=token.strip().upper()[:16]).first() if token else None
    return found.unit if found is not None else None


def kind_words() -> dict[str, str]:
    """What somebody is at a door."""
    return {"owner": _("owner"), "family": _("family"), "tenant": _("tenant")}


def read_case(actor: Actor, binding: Binding, path: str) -> Case:
    """Everything for the decision; the clerk's look at these people is noted for them to read."""
    words = kind_words()
    found = people_of_unit(binding.unit_id, actor.today).values()
    at_door = [AtDoor(p, kind, words[kind], p.name == binding.name_given) for p, kind in found]
    note_look(actor, person_ids=[a.person.id for a in at_door], what="binding", path=path)
    user = User.objects.filter(pk=binding.user_id or 0).first()
    line = person_of_user(binding.user_id or 0)
    known = {a.person.id for a in at_door}
    same = [a for a in at_door if a.same_name]
    other = line if line is not None and line.id not in known and same else None
    return Case(binding, str(user) if user else "", at_door, other)
