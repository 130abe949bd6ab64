from linmeng.record.actions.seal import seal_day
from linmeng.record.actions.write import write

__all__ = ["seal_day", "write"]
