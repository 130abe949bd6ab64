"""Code letters: issued in bulk, printed, revoked; none is ever deleted."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Compound, Unit
from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.acts import action
from linmeng.people.actions.letter_codes import LetterKeys, code_hmac, code_of, in_groups, letter_keys
from linmeng.people.models import CodeLetter
from linmeng.people.permissions import may_issue_letters
from linmeng.people.queries.present_roll import in_chunks
from linmeng.people.states import LETTER
from linmeng.record.actions import write

GOOD_FOR = timedelta(days=60)
LONGEST = timedelta(days=365)
BATCH = 1_000
WITH_LETTERBOX = (Unit.Kind.HOME, Unit.Kind.SHOP)


def _check_issuer(actor: Actor, compound_id: int) -> None:
    if not may_issue_letters(actor, compound_id):
        raise NotAllowed(
            _("Code letters are issued by the community worker and the director of the compound's committee.")
        )
    demand_second_factor(actor, _("Before working with code letters, please confirm with a code by SMS."))


@action
def issue_letters(
    actor: Actor,
    *,
    compound_id: int,
    building_id: int | None = None,
    units: Sequence[int] | None = None,
    expires_on: date | None = None,
) -> list[CodeLetter]:
    """A new letter for each door, in walking order; the door's letter before it is no longer good.

    Without `units`: all homes and shops of the compound, or of one building.
    """
    compound = Compound.objects.select_for_update().get(pk=compound_id)
    _check_issuer(actor, compound.id)
    last_day = expires_on or actor.today + GOOD_FOR
    if not actor.today <= last_day <= actor.today + LONGEST:
        raise ValidationError({"expires_on": _("A letter is good from today for at most a year.")})
    doors = _doors(compound_id, building_id, units)
    if not doors:
        raise ValidationError(_("There is no door here to write to. Please read in the roll first."))
    revoked = _revoke_earlier(actor, doors)
    letters = _made(actor, doors, last_day)
    CodeLetter.objects.bulk_create(letters, batch_size=BATCH)
    facts = {"compound": str(compound_id), "building": str(building_id or ""), "letters": len(letters)}
    write(actor, "letters_issued", facts | {"revoked": revoked, "expires_on": last_day.isoformat()})
    return letters


def _doors(compound_id: int, building_id: int | None, units: Sequence[int] | None) -> list[Unit]:
    doors = Unit.objects.filter(compound_id=compound_id, valid_to__isnull=True)
    if building_id is not None:
        doors = doors.filter(building_id=building_id)
    order = ("building__walk_order", "entrance__walk_order", "walk_order", "code")
    if units is None:
        return list(doors.filter(kind__in=WITH_LETTERBOX).order_by(*order))
    chosen = [unit for piece in in_chunks(units) for unit in doors.filter(id__in=piece).order_by(*order)]
    if len(chosen) < len(set(units)):
        raise ValidationError({"units": _("One of these doors is not in the compound.")})
    return chosen


def _revoke_earlier(actor: Actor, doors: list[Unit]) -> int:
    revoked = 0
    for piece in in_chunks([unit.id for unit in doors], BATCH):
        earlier = CodeLetter.objects.filter(unit_id__in=piece, state=CodeLetter.State.VALID)
        revoked += earlier.update(
            state=CodeLetter.State.REVOKED, revoked_at=actor.at, revoked_because="reissued"
        )
    return revoked


def _made(actor: Actor, doors: list[Unit], last_day: date) -> list[CodeLetter]:
    keys = letter_keys()
    letters = [
        CodeLetter(unit=unit, issued_at=actor.at, expires_on=last_day, by_seat=actor.seat_title[:60])
        for unit in doors
    ]
    for letter in letters:
        letter.code_hmac = code_hmac(keys, code_of(keys, letter.id))
    return letters


@action
def revoke_letter(actor: Actor, *, letter_id: int, reason: str) -> CodeLetter:
    """A letter was lost or fell into wrong hands: its code opens nothing any more; who came in by it stays."""
    letter = CodeLetter.objects.select_for_update().select_related("unit").get(pk=letter_id)
    _check_issuer(actor, letter.unit.compound_id)
    LETTER.check(letter.state, CodeLetter.State.REVOKED, what=_("This letter"))
    if not reason.strip():
        raise ValidationError({"reason": _("Please say in a few words why.")})
    letter.state, letter.revoked_at = CodeLetter.State.REVOKED, actor.at
    letter.revoked_because = reason.strip()[:200]
    letter.save(update_fields=["state", "revoked_at", "revoked_because"])
    write(actor, "letter_revoked", {"letter": str(letter.id), "unit": str(letter.unit_id)})
    return letter


def printed_codes(letters: Sequence[CodeLetter]) -> Iterator[tuple[CodeLetter, str]]:
    """Each letter with its code in groups, for the printer only."""
    keys: LetterKeys = letter_keys()
    return ((letter, in_groups(code_of(keys, letter.id))) for letter in letters)
