"""Law as data: reading the packs of `linmeng_laws`, which one is in force, and the days it counts.

Order inside: strict_toml → sources → packs → subjects → rules → holidays → clocks → cases | purposes
→ body → load
"""
