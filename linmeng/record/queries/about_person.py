"""What the log says of one person, for the copy that person takes away (PIPL 45)."""

import json
from typing import Any

from linmeng.record.models import Entry


def about_person(person_id: int) -> dict[str, Any]:
    """The links of the log in which they acted: number, what, when; the log knows no name."""
    sign = f'"person":"{person_id}"'
    rows = Entry.objects.filter(text__contains=sign).order_by("number")
    return {
        "record": [
            {"number": row.number, "kind": row.kind, "at": row.happened_at}
            for row in rows
            if json.loads(row.text)["by"]["person"] == str(person_id)
        ]
    }
