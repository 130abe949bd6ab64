"""Terms of owners' committees: begun with a filing, frozen in re-election, ended with their dates."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from linmeng.alliance.models import Body, CommitteeTerm
from linmeng.alliance.permissions import may_set_committee_state
from linmeng.alliance.states import COMMITTEE_TERM
from linmeng.common.actor import Actor
from linmeng.common.errors import AgainstTheLaw, NotAllowed
from linmeng.ground.acts import action
from linmeng.record.actions import write

SH_20 = "上海市住宅物业管理规定 第20条"
LONGEST_TERM_YEARS = 5


def _committee(actor: Actor, body_id: int) -> Body:
    """The committee, locked; only for who may enter its state."""
    body = Body.objects.select_for_update().get(pk=body_id)
    if body.kind != Body.Kind.OWNERS_COMMITTEE or body.compound_id is None:
        raise ValidationError(_("%(name)s is not an owners' committee.") % {"name": body.name})
    if not may_set_committee_state(actor, body.compound_id):
        raise NotAllowed(_("The state of a committee is entered by the community worker, from the filing."))
    return body


def _check_term(members: int, starts_on: date, ends_on: date | None, filing: str) -> None:
    if not filing.strip():
        raise ValidationError({"filing": _("Please enter the number of the filing certificate.")})
    if members < 3 or members % 2 == 0:
        raise AgainstTheLaw(_("A committee has an odd number of members, at least three."), article=SH_20)
    if ends_on is None:
        return
    # compared as (year, month, day), which also holds for a term that begins on 29 February
    last = (starts_on.year + LONGEST_TERM_YEARS, starts_on.month, starts_on.day)
    if not starts_on < ends_on or (ends_on.year, ends_on.month, ends_on.day) > last:
        raise AgainstTheLaw(_("A term ends after it begins and lasts five years at most."), article=SH_20)


@action
def begin_term(
    actor: Actor,
    *,
    body_id: int,
    number: int,
    members: int,
    starts_on: date,
    ends_on: date | None,
    filing: str,
) -> CommitteeTerm:
    """A newly elected committee takes office after its filing (SH 23); the term before it ends."""
    body = _committee(actor, body_id)
    _check_term(members, starts_on, ends_on, filing)
    present = CommitteeTerm.objects.select_for_update().filter(body=body).exclude(state="ended").first()
    if present is not None:
        COMMITTEE_TERM.check(present.state, CommitteeTerm.State.ENDED, what=body.name)
        present.state, present.ends_on = CommitteeTerm.State.ENDED, starts_on
        present.save(update_fields=["state", "ends_on"])
    term = CommitteeTerm(
        body=body,
        number=number,
        state=CommitteeTerm.State.IN_OFFICE,
        members=members,
        starts_on=starts_on,
        ends_on=ends_on,
        state_since=starts_on,
        filing=filing.strip(),
    )
    term.full_clean()
    term.save(force_insert=True)
    facts = {"body": str(body.id), "term": number, "members": members, "filing": filing.strip()}
    write(actor, "committee_term_begun", facts | {"from": starts_on.isoformat()})
    return term


@action
def set_committee_state(
    actor: Actor, *, body_id: int, state: str, on: date, filing: str = ""
) -> CommitteeTerm:
    """Move the present term to another state; a committee without any term starts its record as vacant or acting.

    `filing` is the number of the paper that says so (the street's notice, the filing certificate).
    """
    body = _committee(actor, body_id)
    if on > actor.today and not actor.system:
        raise ValidationError({"on": _("This day is still to come. Enter a state when it has come about.")})
    term = CommitteeTerm.objects.select_for_update().filter(body=body).exclude(state="ended").first()
    if term is None:
        term = _first_record(body, state, on)
    else:
        _change_state(term, body, state, on)
    term.state_since, term.filing = on, filing.strip()
    term.full_clean()
    term.save(update_fields=["state", "ends_on", "state_since", "filing"])
    facts = {
        "body": str(body.id),
        "term": term.number,
        "state": state,
        "on": on.isoformat(),
        "filing": filing,
    }
    write(actor, "committee_state_set", facts)
    return term


def _change_state(term: CommitteeTerm, body: Body, state: str, on: date) -> None:
    COMMITTEE_TERM.check(term.state, state, what=body.name)
    if on < term.starts_on:
        raise ValidationError(
            {"on": _("The committee's term began on %(day)s.") % {"day": term.starts_on.isoformat()}}
        )
    term.state = state
    if state == CommitteeTerm.State.ENDED:
        term.ends_on = on


def _first_record(body: Body, state: str, on: date) -> CommitteeTerm:
    if state not in ("vacant", "acting"):
        raise ValidationError(
            {"state": _("An elected committee begins with its term: number, members, filing.")}
        )
    last = CommitteeTerm.objects.filter(body=body).order_by("-number").first()
    return CommitteeTerm.objects.create(
        body=body, number=last.number + 1 if last else 0, state=state, members=0, starts_on=on
    )
