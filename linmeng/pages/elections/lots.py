"""Those among whom a lot decides."""

import json
from collections.abc import Mapping

from linmeng.assembly.actions.election.following import newest_count
from linmeng.assembly.models import Election


def tied_names(election: Election, names: Mapping[int, str]) -> list[tuple[int, str]]:
    """Number and name of each of the equals of the newest count."""
    tied = [int(number) for number in json.loads(newest_count(election).result)["tied"]]
    return [(number, f"{number} {names.get(number, '')}") for number in tied]
