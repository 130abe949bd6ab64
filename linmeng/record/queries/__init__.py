from linmeng.record.queries.about_person import about_person
from linmeng.record.queries.verify import RecordFinding, finding

__all__ = ["RecordFinding", "about_person", "finding"]
