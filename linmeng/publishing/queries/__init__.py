from linmeng.publishing.queries.notices import notices_of, slips_waiting
from linmeng.publishing.queries.publications import (
    board,
    facts_of,
    newest_publication,
    publication_by_token,
    publications_of_code,
)

__all__ = [
    "board",
    "facts_of",
    "newest_publication",
    "notices_of",
    "publication_by_token",
    "publications_of_code",
    "slips_waiting",
]
