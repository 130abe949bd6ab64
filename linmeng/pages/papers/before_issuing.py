"""What of the roll and the rows will stand on paper: held against the font before a number is given out."""

from collections.abc import Iterable, Sequence

from django.utils.translation import get_language

from linmeng.alliance.models import Compound, Unit
from linmeng.assembly.models import RollEntry, Vote
from linmeng.assembly.queries.ballot_lists import names_on_ballot
from linmeng.common.errors import WrongState
from linmeng.pages.printing.glyphs import refuse_missing
from linmeng.pages.printing.typeset import MissingGlyph
from linmeng.papers.queries import entrance_name
from linmeng.people.actions.letters import WITH_LETTERBOX
from linmeng.publishing.queries.slip_week import planned_slips
from linmeng.voices.queries.answered import answered_by


def check_characters(texts: Iterable[str]) -> None:
    """Refuse, with a sentence in the reader's language, what the font cannot draw."""
    lang = "zh" if (get_language() or "zh").startswith("zh") else "en"
    try:
        refuse_missing(texts, lang=lang)
    except MissingGlyph as fault:
        raise WrongState(str(fault)) from fault


def words_of_door(unit: Unit) -> list[str]:
    """The door as letters, slips and cover lists name it."""
    return [f"{entrance_name(unit.building.name, unit.entrance.name)} {unit.room}", unit.code]


def letter_texts(compound: Compound, building_id: int | None, units: Sequence[int] | None) -> list[str]:
    """The doors to which code letters are about to go, and what every letter says."""
    doors = Unit.objects.filter(compound=compound, valid_to__isnull=True)
    if units is not None:
        doors = doors.filter(id__in=list(units))
    else:
        doors = doors.filter(kind__in=WITH_LETTERBOX)
        doors = doors if building_id is None else doors.filter(building_id=building_id)
    office = compound.residents_committee
    shared = [compound.name, office.name if office is not None else compound.alliance.name]
    return shared + [w for unit in doors.select_related("building", "entrance") for w in words_of_door(unit)]


def slip_texts(compound: Compound) -> list[str]:
    """The doors on the week's answer slips of a compound."""
    return [compound.name] + [
        word for slip in planned_slips(compound.id) for word in words_of_door(slip.unit)
    ]


def slip_words(compound: Compound) -> list[str]:
    """What the week's slips tell: neighbours' own words among it, which nobody rewrites for a font."""
    told = [row.notice for slip in planned_slips(compound.id) for item in slip.items for row in item.told]
    answered = answered_by(told).values()
    said = [one.voice.words for one in answered if one.voice is not None]
    texts = [text for notice in told for text in (notice.title, notice.words)]
    return [*texts, *said, *(one.place for one in answered)]


def ballot_texts(vote: Vote) -> list[str]:
    """The question and the doors of the roll, as they are about to stand on ballots."""
    names = ("unit_code", "building_name", "entrance_name")
    doors = RollEntry.objects.filter(vote=vote).order_by("walk_order", "unit_code").values_list(*names)
    questions = list(vote.questions.all())
    asked = [vote.compound.name, vote.title, *(question.text for question in questions)]
    asked += [name for question in questions for name in names_on_ballot(question).values()]
    return asked + [text for door in doors for text in door]
