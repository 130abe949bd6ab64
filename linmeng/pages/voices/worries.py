"""What pages show of worries: one's own, what a handler may read, and averages for everyone."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linmeng.common.actor import Actor
from linmeng.pages.voices.forms import WORRIES, WorryForForm, WorryForm
from linmeng.voices.models import Matter, Voice
from linmeng.voices.permissions import may_type_for_neighbours
from linmeng.voices.queries import matters_to_ask_about, worry_of, worry_summary
from linmeng.voices.queries.neighbours import neighbours_in_reach


@dataclass(frozen=True)
class VoiceWorry:
    """The worry behind one voice, then and now, in words; the form where the answer can be given."""

    mine: bool
    first: str
    now: str
    form: WorryForm | None = None

    @property
    def label(self) -> str:
        """Whose it is."""
        return _("Your worry then") if self.mine else _("Their worry then")


def worry_words(level: int | None) -> str:
    """5 → very worried."""
    return str(dict(WORRIES).get(str(level), ""))


def read_voice_worry(actor: Actor, voice: Voice, *, sorts: bool) -> VoiceWorry | None:
    """For the author, and for handlers who bring it back to a door; nobody else."""
    mine = voice.author_id is not None and voice.author_id == actor.person_id
    if voice.author_id is None or not (mine or sorts or _helps(actor, voice)):
        return None
    own = worry_of(voice.matter_id, voice.author_id) if voice.matter_id is not None else None
    first = own.first if own is not None else voice.worry
    now = own.now if own is not None and own.times > 1 else None
    return VoiceWorry(mine, worry_words(first), worry_words(now), _form(actor, voice, mine=mine))


def _helps(actor: Actor, voice: Voice) -> bool:
    """A helper whose seat reaches the author's door."""
    if voice.author_id is None or not may_type_for_neighbours(actor, voice.compound_id):
        return False
    return neighbours_in_reach(actor, voice.compound_id).filter(id=voice.author_id).exists()


def _form(actor: Actor, voice: Voice, *, mine: bool) -> WorryForm | None:
    """Asked once more when it is done; a helper may write an answer down at any time from then on."""
    if voice.matter is None or voice.matter.state != Matter.State.DONE:
        return None
    if mine:
        return WorryForm() if voice.matter in matters_to_ask_about(actor.person_id or 0) else None
    return WorryForForm() if _helps(actor, voice) else None


@dataclass(frozen=True)
class MatterWorry:
    """A matter's worries as lines of text; empty where too few people spoke."""

    lines: list[str]
    for_handlers: bool


def read_matter_worry(matter: Matter, *, sorts: bool) -> MatterWorry:
    """Averages of at least five people for everyone; handlers read them from the first person on."""
    summary = worry_summary(matter.id, fewest=1) if sorts else worry_summary(matter.id)
    lines = []
    if summary.first_halves:
        lines.append(
            ngettext(
                "At first %(average)s of 5 (%(n)s neighbour)",
                "At first %(average)s of 5 (%(n)s neighbours)",
                summary.people,
            )
            % {"average": halves(summary.first_halves), "n": summary.people}
        )
    if summary.now_halves:
        told = {
            "before": halves(summary.before_halves),
            "now": halves(summary.now_halves),
            "n": summary.again,
        }
        lines.append(_("Asked once more: %(before)s → %(now)s (%(n)s neighbours)") % told)
    return MatterWorry(lines, for_handlers=sorts)


def halves(number: int) -> str:
    """7 halves are 3.5."""
    return f"{number // 2}.{5 * (number % 2)}"
