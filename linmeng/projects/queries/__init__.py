from linmeng.projects.queries.deeds import Deed, Finding, deed_of, deeds, find
from linmeng.projects.queries.legality import CHECKLIST, check_questions, deed_of_project, proposed_deed
from linmeng.projects.queries.projects import (
    dues,
    matters_behind,
    matters_to_start,
    newest_gate,
    project_counts,
    project_path,
    projects_of,
    projects_visible,
    site_path,
)

__all__ = [
    "CHECKLIST",
    "Deed",
    "Finding",
    "check_questions",
    "deed_of",
    "deed_of_project",
    "deeds",
    "dues",
    "find",
    "matters_behind",
    "matters_to_start",
    "newest_gate",
    "project_counts",
    "project_path",
    "projects_of",
    "projects_visible",
    "proposed_deed",
    "site_path",
]
