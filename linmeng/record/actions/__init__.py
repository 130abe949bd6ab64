from linmeng.record.actions.seal import seal_day, seal_missing_days
from linmeng.record.actions.write import write

__all__ = ["seal_day", "seal_missing_days", "write"]
