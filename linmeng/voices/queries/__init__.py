from linmeng.voices.queries.addresses import matter_path, slug_in_force, voice_path
from linmeng.voices.queries.counts import MatterCounts, matter_counts
from linmeng.voices.queries.duties import dues
from linmeng.voices.queries.fates import FateStep, fate, matter_fate
from linmeng.voices.queries.matters import MatterSearch, find_matters, public_words
from linmeng.voices.queries.neighbours import (
    find_neighbours,
    is_neighbour,
    neighbours_in_reach,
    own_buildings,
)
from linmeng.voices.queries.similar import Similar, similar_matters, similar_voices
from linmeng.voices.queries.troika import Troika, troika_of
from linmeng.voices.queries.visible import (
    VoiceSearch,
    find_voices,
    found_voices,
    state_counts,
    visible_voices,
    voices_in_order,
    voices_on_desk,
)

__all__ = [
    "FateStep",
    "MatterCounts",
    "MatterSearch",
    "Similar",
    "Troika",
    "VoiceSearch",
    "dues",
    "fate",
    "find_matters",
    "find_neighbours",
    "find_voices",
    "found_voices",
    "is_neighbour",
    "matter_counts",
    "matter_fate",
    "matter_path",
    "neighbours_in_reach",
    "own_buildings",
    "public_words",
    "similar_matters",
    "similar_voices",
    "slug_in_force",
    "state_counts",
    "troika_of",
    "visible_voices",
    "voice_path",
    "voices_in_order",
    "voices_on_desk",
]
