"""Files in and out. `docs/formats/` describes each one with a schema and a worked example.

Order inside: json_text | fields | sentences → vote | cost
"""
