"""Worked cases beside a pack, written so that a lawyer can read and correct them.

Order inside: fields → votes | elections | days | money | bodies | acts → reading
"""

from linmeng_core.law.cases.reading import Case, read_cases

__all__ = ["Case", "read_cases"]
