"""Steps on the line of fate, words to the authors, and the index: what every act of this area leaves behind."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import WrongState
from linmeng.common.states import Transitions
from linmeng.ground.actions.search import index_thing
from linmeng.publishing.actions import notify_many
from linmeng.voices.models import Matter, Outcome, Voice
from linmeng.voices.queries.addresses import matter_path, voice_path


def check_step(table: Transitions, thing: Voice | Matter, after: str, *, what: str) -> None:
    """Refuse a step that the table does not know, with both states in words."""
    if table.allows(thing.state, after):
        return
    states = dict(type(thing).State.choices)
    raise WrongState(
        _("“%(what)s” is now: %(before)s. From here it cannot become: %(after)s.")
        % {"what": what, "before": states[thing.state], "after": states[after]}
    )


def trace(
    actor: Actor,
    step: str,
    *,
    voices: Iterable[Voice] = (),
    matter: Matter | None = None,
    words: str = "",
    path: str = "",
) -> None:
    """Add one step to each voice's line and to the matter's."""
    seat = actor.hat.title[:60] if actor.hat else ""
    common = {"step": step, "words": words[:300], "path": path, "by_seat": seat, "happened_at": actor.at}
    steps = [Outcome(voice=voice, **common) for voice in voices]
    if matter is not None:
        steps.append(Outcome(matter=matter, **common))
    Outcome.objects.bulk_create(steps, batch_size=500)


def tell_authors(
    actor: Actor, *, author_ids: Collection[int | None], step: str, words: str, about: int, path: str
) -> None:
    """Tell those who spoke, each by their own way; nobody is told where nobody is known."""
    known = [author_id for author_id in author_ids if author_id is not None]
    if not known:
        return
    title = _("Your words: %(step)s") % {"step": Outcome.Step(step).label}
    notify_many(
        actor,
        person_ids=known,
        subject="voice",
        subject_id=about,
        title=title,
        words=_short(words),
        path=path,
    )


def tell_author(actor: Actor, voice: Voice, *, step: str, words: str) -> None:
    """Tell the author of one voice."""
    tell_authors(
        actor, author_ids=[voice.author_id], step=step, words=words, about=voice.id, path=voice_path(voice.id)
    )


def tell_all_behind(actor: Actor, matter: Matter, *, step: str, words: str) -> None:
    """Tell every author behind a matter. The link leads to the matter, which opens without a log-in."""
    authors = set(
        Voice.objects.filter(matter_id=matter.id, author__isnull=False).values_list("author_id", flat=True)
    )
    said = f"{matter.title}：{words}" if words else matter.title
    tell_authors(
        actor, author_ids=authors, step=step, words=said, about=matter.id, path=matter_path(matter.id)
    )


def _short(words: str) -> str:
    return words if len(words) <= 300 else words[:299] + "…"


def index_voice(voice: Voice) -> None:
    """Handlers find a voice by its words."""
    index_thing(
        kind="voice",
        object_id=voice.id,
        compound_id=voice.compound_id,
        audience="handlers",
        path=voice_path(voice.id),
        title=first_line(voice.words),
        text=f"{voice.words}\n{voice.place}",
        happened_at=voice.received_at,
    )


def index_matter(matter: Matter) -> None:
    """Everybody finds a matter by its title and summary, never by the words behind it."""
    index_thing(
        kind="matter",
        object_id=matter.id,
        compound_id=matter.compound_id,
        audience="public",
        path=matter_path(matter.id),
        title=matter.title,
        text=matter.summary,
        happened_at=matter.changed_at,
    )


def first_line(words: str) -> str:
    """The first line of some words, short enough for a list."""
    line = words.split("\n", 1)[0]
    return line if len(line) <= 60 else line[:59] + "…"
