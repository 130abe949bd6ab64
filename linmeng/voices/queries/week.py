"""One week of voices and matters in figures, by compound; no words, no names."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from linmeng.common.clock import local_day
from linmeng.voices.models import Matter, Outcome, Voice

SORTED_STEPS = (Outcome.Step.TAKEN_UP, Outcome.Step.ANSWERED, Outcome.Step.DECLINED)


@dataclass
class VoiceWeek:
    """One compound's week. `in_time` and `late` are of the voices whose day of answer lay in the week."""

    words_in: int = 0
    by_channel: Counter[str] = field(default_factory=Counter)
    by_kind: Counter[str] = field(default_factory=Counter)
    by_nature: Counter[str] = field(default_factory=Counter)
    """Voices put behind matters this week, by whose matter it is."""
    sorted: int = 0
    in_time: int = 0
    late: int = 0
    done: int = 0


def voice_weeks(compound_ids: Collection[int], starts: datetime, ends: datetime) -> dict[int, VoiceWeek]:
    """The week from `starts` to before `ends`, for each compound (five queries)."""
    weeks = {compound_id: VoiceWeek() for compound_id in compound_ids}
    ids, span = list(compound_ids), {"happened_at__gte": starts, "happened_at__lt": ends}
    said = Voice.objects.filter(compound_id__in=ids, received_at__gte=starts, received_at__lt=ends)
    for compound_id, channel, kind in said.values_list("compound_id", "channel", "kind"):
        week = weeks[compound_id]
        week.words_in += 1
        week.by_channel[channel] += 1
        week.by_kind[kind] += 1
    steps = Outcome.objects.filter(voice__compound_id__in=ids, step__in=SORTED_STEPS, **span)
    rows = steps.values_list("voice_id", "voice__compound_id", "voice__matter__nature").distinct()
    for _voice_id, compound_id, nature in rows:
        weeks[compound_id].sorted += 1
        if nature:
            weeks[compound_id].by_nature[nature] += 1
    done = Outcome.objects.filter(matter__compound_id__in=ids, step=Outcome.Step.DONE, **span)
    for _matter_id, compound_id in done.values_list("matter_id", "matter__compound_id").distinct():
        weeks[compound_id].done += 1
    _count_clocks(weeks, local_day(starts), local_day(ends), ends)
    return weeks


def _count_clocks(weeks: dict[int, VoiceWeek], first: date, after: date, ends: datetime) -> None:
    """A voice is in time when its first word of what becomes of it came by its day of answer."""
    owed = Voice.objects.filter(compound_id__in=list(weeks), answer_by__gte=first, answer_by__lt=after)
    voices = {pk: (compound, by) for pk, compound, by in owed.values_list("id", "compound_id", "answer_by")}
    answered: dict[int, date] = {}
    steps = Outcome.objects.filter(
        voice__compound_id__in=list(weeks),
        voice__answer_by__gte=first,
        voice__answer_by__lt=after,
        step__in=SORTED_STEPS,
        happened_at__lt=ends,
    )
    for voice_id, at in steps.order_by("-happened_at", "-id").values_list("voice_id", "happened_at"):
        answered[voice_id] = local_day(at)  # the earliest comes last
    for voice_id, (compound_id, by) in voices.items():
        if voice_id in answered and answered[voice_id] <= by:
            weeks[compound_id].in_time += 1
        else:
            weeks[compound_id].late += 1


def most_voiced(
    compound_ids: Collection[int], starts: datetime, ends: datetime, most: int = 5
) -> list[tuple[Matter, int]]:
    """The matters behind which most voices were put in the week, of these compounds."""
    steps = Outcome.objects.filter(
        voice__matter__compound_id__in=list(compound_ids),
        step=Outcome.Step.TAKEN_UP,
        happened_at__gte=starts,
        happened_at__lt=ends,
    )
    counted = Counter(
        matter_id for _v, matter_id in steps.values_list("voice_id", "voice__matter_id").distinct()
    )
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    matters = Matter.objects.select_related("compound").in_bulk([matter_id for matter_id, _n in ranked])
    return [(matters[matter_id], number) for matter_id, number in ranked]
