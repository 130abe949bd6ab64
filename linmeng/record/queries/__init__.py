from linmeng.record.queries.verify import RecordFinding, finding

__all__ = ["RecordFinding", "finding"]
