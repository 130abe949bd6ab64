from linmeng.projects.queries.legality import CHECKLIST, check_questions, proposed_matter_class
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
    "check_questions",
    "dues",
    "matters_behind",
    "matters_to_start",
    "newest_gate",
    "project_counts",
    "project_path",
    "projects_of",
    "projects_visible",
    "proposed_matter_class",
    "site_path",
]
