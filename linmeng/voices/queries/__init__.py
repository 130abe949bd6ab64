from linmeng.voices.queries.about_person import about_person
from linmeng.voices.queries.addresses import matter_path, voice_path
from linmeng.voices.queries.counts import MatterCounts, matter_counts
from linmeng.voices.queries.duties import dues
from linmeng.voices.queries.fates import FateStep, fate, matter_fate
from linmeng.voices.queries.matters import MatterSearch, find_matters, public_words
from linmeng.voices.queries.neighbours import (
    buildings_in_reach,
    find_neighbours,
    is_neighbour,
    neighbours_in_reach,
    own_buildings,
)
from linmeng.voices.queries.requests import requests_from, requests_to
from linmeng.voices.queries.similar import Similar, matters_named, similar_matters, similar_voices
from linmeng.voices.queries.ticket_answers import (
    TicketAnswer,
    answered_tables,
    ticket_answers,
)
from linmeng.voices.queries.tickets import (
    PlannedTicket,
    TicketPlan,
    TicketSearch,
    open_table,
    reachable_compounds,
    ticket_imports,
    ticket_of,
    ticket_plan,
    ticket_sources,
)
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
from linmeng.voices.queries.week import VoiceWeek, most_voiced, voice_weeks
from linmeng.voices.queries.worries import (
    OwnWorry,
    WorrySummary,
    matters_to_ask_about,
    worries_by_person,
    worries_to_ask,
    worry_of,
    worry_summary,
)

__all__ = [
    "FateStep",
    "MatterCounts",
    "MatterSearch",
    "OwnWorry",
    "PlannedTicket",
    "Similar",
    "TicketAnswer",
    "TicketPlan",
    "TicketSearch",
    "Troika",
    "VoiceSearch",
    "VoiceWeek",
    "WorrySummary",
    "about_person",
    "answered_tables",
    "buildings_in_reach",
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
    "matters_named",
    "matters_to_ask_about",
    "most_voiced",
    "neighbours_in_reach",
    "open_table",
    "own_buildings",
    "public_words",
    "reachable_compounds",
    "requests_from",
    "requests_to",
    "similar_matters",
    "similar_voices",
    "state_counts",
    "ticket_answers",
    "ticket_imports",
    "ticket_of",
    "ticket_plan",
    "ticket_sources",
    "troika_of",
    "visible_voices",
    "voice_path",
    "voice_weeks",
    "voices_in_order",
    "voices_on_desk",
    "worries_by_person",
    "worries_to_ask",
    "worry_of",
    "worry_summary",
]
