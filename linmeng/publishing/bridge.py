"""Publishing's door to the core: the one text of facts, as hashed."""

from linmeng_core.chain import canonical

__all__ = ["canonical"]
