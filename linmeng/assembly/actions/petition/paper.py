"""Signatures on paper, taken in with the scan of their sheet."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.assembly.actions.locking import demand, demand_second_key
from linmeng.assembly.actions.petition.steps import demand_collecting, locked_petition
from linmeng.assembly.models import Petition, PetitionSignature, RollEntry
from linmeng.assembly.permissions import may_take_in_signatures
from linmeng.assembly.queries.petition import homes_of, standing_signatures
from linmeng.common.actor import Actor
from linmeng.common.masks import masked_name
from linmeng.ground.actions.documents import Upload, keep_upload
from linmeng.ground.acts import action
from linmeng.ground.models import StoredFile
from linmeng.people.models import Person
from linmeng.record.actions import write


@action
def take_in_signatures(actor: Actor, *, petition_id: int, lines: Sequence[str], scan: Upload) -> int:
    """Signatures on paper, one a line: unit and the owner's name or mask. All faults are told at once.

    The scan is kept with each of them. Returns how many are new.
    """
    petition = locked_petition(petition_id)
    demand(
        may_take_in_signatures(actor, petition.compound_id),
        _("The community worker takes in signatures on paper."),
    )
    demand_second_key(actor)
    demand_collecting(petition)
    pairs = _read_lines(actor, petition, lines)
    paper = keep_upload(actor, scan)
    fresh = _keep_paper(actor, petition, pairs, paper)
    facts = {"petition": str(petition.id), "channel": "paper", "homes": fresh, "scan_sha256": paper.sha256}
    write(actor, "petition_signed", facts)
    return fresh


def _read_lines(actor: Actor, petition: Petition, lines: Sequence[str]) -> list[tuple[int, int]]:
    homes = {entry.unit_code: entry for entry in homes_of(petition.compound_id, actor.today).values()}
    ids = {int(owner) for entry in homes.values() for owner in entry.owners}
    names = dict(Person.objects.filter(id__in=ids).values_list("id", "name"))
    pairs, faults = [], []
    for number, line in enumerate(lines, start=1):
        unit, _space, name = line.strip().partition(" ")
        entry = homes.get(unit.upper())
        owners = _owners_called(entry, name.strip(), names) if entry else []
        if entry is None:
            faults.append(_("Line %(n)s: no home “%(unit)s” in this compound.") % {"n": number, "unit": unit})
        elif len(owners) != 1:
            faults.append(
                _("Line %(n)s: “%(name)s” is no owner of it, or two are called so.")
                % {"n": number, "name": name}
            )
        else:
            pairs.append((entry.unit_id, owners[0]))
    if faults or not pairs:
        raise ValidationError({"lines": faults or [_("Please write one line for each signature.")]})
    return pairs


def _owners_called(entry: RollEntry, name: str, names: dict[int, str]) -> list[int]:
    owners = [int(owner) for owner in entry.owners]
    return [owner for owner in owners if name in (names.get(owner), masked_name(names.get(owner, "")))]


def _keep_paper(actor: Actor, petition: Petition, pairs: list[tuple[int, int]], paper: StoredFile) -> int:
    known = set(standing_signatures(petition).values_list("unit_id", "person_id"))
    fresh = [pair for pair in dict.fromkeys(pairs) if pair not in known]
    PetitionSignature.objects.bulk_create(
        [
            PetitionSignature(
                petition=petition,
                unit_id=unit_id,
                person_id=person_id,
                channel="paper",
                paper=paper,
                signed_at=actor.at,
                recorded_by=actor.seat_title[:60],
            )
            for unit_id, person_id in fresh
        ]
    )
    return len(fresh)
