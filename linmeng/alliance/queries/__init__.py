from linmeng.alliance.queries.charter import (
    CharterNumbers,
    CharterRow,
    charter_numbers,
    charter_table,
    latest_charter,
    numbers_of,
)
from linmeng.alliance.queries.committees import (
    CommitteeStanding,
    committee_state,
    committee_states,
    compounds_of_alliance,
    leads_text,
    present_term,
    property_companies_of,
    property_company_of,
)
from linmeng.alliance.queries.profile import (
    facilities_by_risk,
    offered_strengths,
    rules_on,
    rules_sentences,
    share_levels,
    shares,
)

__all__ = [
    "CharterNumbers",
    "CharterRow",
    "CommitteeStanding",
    "charter_numbers",
    "charter_table",
    "committee_state",
    "committee_states",
    "compounds_of_alliance",
    "facilities_by_risk",
    "latest_charter",
    "leads_text",
    "numbers_of",
    "offered_strengths",
    "present_term",
    "property_companies_of",
    "property_company_of",
    "rules_on",
    "rules_sentences",
    "share_levels",
    "shares",
]
