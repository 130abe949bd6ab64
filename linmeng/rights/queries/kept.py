"""What stays after an erasure, with its reason and article; shown before anybody asks."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from linmeng.people.models import Ownership, Seat
from linmeng.rights.queries.gathering import everything_about


@dataclass(frozen=True)
class Kept:
    """One kind of thing that law keeps."""

    code: str
    count: int
    reason: str
    article: str

    def as_json(self) -> dict[str, Any]:
        """For the erasure's own row."""
        return asdict(self)


@dataclass(frozen=True)
class Fate:
    """What an erasure would do: what goes (area and kind → how many) and what stays."""

    goes: dict[str, int]
    stays: list[Kept]
    owns: bool
    in_office: bool


GOES = {
    "people": ("contact_ways", "bindings", "log_ins", "weixin", "skills", "recommendations"),
    "voices": ("voices", "requests_for_help"),
    "publishing": ("notices", "objections", "preferences"),
    "rights": ("corrections", "copies"),
}


def fate_of(person_id: int) -> Fate:
    """What would go and what would stay, in figures."""
    known = everything_about(person_id)
    owns = Ownership.objects.filter(person_id=person_id, valid_to__isnull=True).exists()
    goes = {kind: len(known[area][kind]) for area, kinds in GOES.items() for kind in kinds}
    return Fate(
        goes=goes | {"name": 0 if owns else 1},
        stays=[kept for kept in _stays(known, owns) if kept.count],
        owns=owns,
        in_office=Seat.objects.filter(person_id=person_id, valid_to__isnull=True).exists(),
    )


def _stays(known: dict[str, dict[str, Any]], owns: bool) -> list[Kept]:
    people, votes = known["people"], known["votes"]
    return [
        Kept(
            "name_on_roll",
            int(owns),
            _("The name on the roll, while you own a home: without it owners cannot decide."),
            "民法典 278；个人信息保护法 13(1)(3)",
        ),
        Kept(
            "ownerships",
            len(people["ownerships"]),
            _("Which home was owned from when to when, without the name once nothing is owned."),
            "民法典 280；建筑物区分所有权解释 12",
        ),
        Kept(
            "frozen_rolls",
            len(votes["frozen_rolls"]),
            _("The frozen rolls of votes, with the name masked as 张*."),
            "民法典 280；建筑物区分所有权解释 13",
        ),
        Kept(
            "ballots",
            len(votes["ballots"]),
            _("Ballots and receipts, shown to nobody else; the count must stay verifiable."),
            "民法典 280；建筑物区分所有权解释 13",
        ),
        Kept(
            "record",
            len(known["record"]["record"]),
            _("The links of the record in which you acted: a number, never a name."),
            "个人信息保护法 51, 56",
        ),
        Kept(
            "papers",
            len(known["papers"]["papers_handled"]),
            _("The register of papers you handled in office: a number, never a name."),
            "建筑物区分所有权解释 13",
        ),
        Kept(
            "signed_decisions",
            len(known["meetings"]["signed_resolutions"]),
            _("What you signed as a member of a committee: the office, without the name."),
            "民法典 280；建筑物区分所有权解释 12",
        ),
        Kept(
            "seats",
            len(people["seats"]),
            _("Which office was held from when to when, without the name."),
            "民法典 278；个人信息保护法 47(2)",
        ),
        Kept(
            "looks",
            len(people["looks"]),
            _("Who looked at you, for three years: a number, never a name."),
            "个人信息保护法 56",
        ),
    ]
