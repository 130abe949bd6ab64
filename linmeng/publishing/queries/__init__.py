from linmeng.publishing.queries.about_person import about_person
from linmeng.publishing.queries.duties import dues
from linmeng.publishing.queries.notices import notices_of, slips_waiting
from linmeng.publishing.queries.objections import (
    ObjectionCount,
    answers_objections_to,
    buildings_of_person,
    objection_count,
    objections_to,
    own_objections,
    stands_in_for,
    vacant_committees,
)
from linmeng.publishing.queries.postings import postings_of, usual_places
from linmeng.publishing.queries.proof import Proof, proof_of
from linmeng.publishing.queries.publications import (
    Change,
    PublicationSearch,
    answers_to,
    board,
    changes_between,
    facts_of,
    find_publications,
    issuer_of,
    newest_publication,
    publication_by_token,
    publication_path,
    publications_of_code,
)

__all__ = [
    "Change",
    "ObjectionCount",
    "Proof",
    "PublicationSearch",
    "about_person",
    "answers_objections_to",
    "answers_to",
    "board",
    "buildings_of_person",
    "changes_between",
    "dues",
    "facts_of",
    "find_publications",
    "issuer_of",
    "newest_publication",
    "notices_of",
    "objection_count",
    "objections_to",
    "own_objections",
    "postings_of",
    "proof_of",
    "publication_by_token",
    "publication_path",
    "publications_of_code",
    "slips_waiting",
    "stands_in_for",
    "usual_places",
    "vacant_committees",
]
