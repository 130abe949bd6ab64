"""The law packs and their worked cases, for anyone to read."""

from linmeng.projects.bridge import all_cases, all_packs

__all__ = ["all_cases", "all_packs"]
