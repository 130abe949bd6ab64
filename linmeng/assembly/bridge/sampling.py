"""The draw of the homes that are called back (docs/who-may-see-what-of-a-vote.md)."""

from linmeng_core.conduct.sampling import drawn_homes, lot_of

__all__ = ["drawn_homes", "lot_of"]
