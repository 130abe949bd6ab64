"""Counting owners' votes.

Order inside: votes → results → sorting | cells → explaining → owners_vote | law_cases
"""
