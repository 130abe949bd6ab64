"""Counting owners' votes.

Order inside: votes → results → sorting | cells → weighing | telling → explaining → owners_vote | law_cases.
`recount` stands apart: many votes at once from columns.
"""
