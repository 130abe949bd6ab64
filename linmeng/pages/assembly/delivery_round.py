"""A round from door to door: which entrance, which doors, what was ticked."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linmeng.assembly import actions
from linmeng.assembly.models import BallotDelivery, Vote
from linmeng.assembly.permissions import CARRYING
from linmeng.assembly.queries.delivery import SHOWS, Door, EntranceRound, doors_of, rounds_of
from linmeng.common.actor import Actor
from linmeng.pages.shared.visitor import VisitorRequest

HANDS = {"owner": "owner", "household": "household", "tenant": "tenant"}


def may_carry(actor: Actor, compound_id: int) -> bool:
    """Who may open the round of a vote: leaders in their building, the office and scrutineers everywhere."""
    return actor.wears(*CARRYING, compound_id=compound_id)


def reach_of(actor: Actor) -> list[int] | None:
    """The buildings whose doors this hat walks; None for all of them."""
    if actor.wears("building_leader") and actor.hat is not None and actor.hat.building_id is not None:
        return [actor.hat.building_id]
    return None


@dataclass(frozen=True)
class Round:
    """What the page of a round shows."""

    entrances: list[EntranceRound]
    chosen: EntranceRound | None
    show: str
    doors: list[Door]
    tabs: list[dict[str, Any]]
    next: EntranceRound | None

    @property
    def left(self) -> int:
        """Doors of all entrances in reach to which nothing was brought yet."""
        return sum(one.left for one in self.entrances)

    @property
    def unproven(self) -> int:
        """Doors with a ballot and no proof."""
        return sum(one.unproven for one in self.entrances)

    @property
    def headers(self) -> list[str]:
        """Of the table of entrances."""
        return [
            _("Entrance"),
            _("Homes in all"),
            _("To be brought"),
            _("Brought without proof"),
            _("Returned"),
        ]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Entrance by entrance, how far the round has come."""
        return [
            {
                "cells": [one.name, one.doors, one.left, one.unproven, one.returned],
                "url": f"?entrance={one.id}",
            }
            for one in self.entrances
        ]


def read_round(request: VisitorRequest, vote: Vote) -> Round:
    """The entrance asked for, or the first with something left; narrowed to what is left unless asked."""
    entrances = rounds_of(vote, reach_of(request.visitor.actor))
    asked = request.GET.get("entrance", "")
    named = [one for one in entrances if str(one.id) == asked]
    left = [one for one in entrances if one.left]
    chosen = next(iter([*named, *left, *entrances]), None)
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "left"
    after = entrances[entrances.index(chosen) + 1 :] if chosen else []
    return Round(
        entrances,
        chosen,
        show,
        doors_of(vote, chosen.id, show) if chosen else [],
        _tabs(chosen, show) if chosen else [],
        next((one for one in after if one.left), None),
    )


def every_door(vote: Vote, found: Round) -> list[Door]:
    """All doors of the entrance: who taps twice, or takes a tick back, is not told that the door is gone."""
    return doors_of(vote, found.chosen.id) if found.chosen else []


def _tabs(chosen: EntranceRound, show: str) -> list[dict[str, Any]]:
    silent = chosen.doors - chosen.returned
    options = [
        ("left", _("To be brought"), chosen.left),
        ("unproven", _("Brought without proof"), chosen.unproven),
        ("silent", _("Not yet returned"), silent),
        ("all", _("All"), chosen.doors),
    ]
    return [
        {
            "label": label,
            "count": count,
            "current": value == show,
            "url": "?" + urlencode({"entrance": chosen.id, "show": value}),
        }
        for value, label, count in options
        if count or value in (show, "all")
    ]


class TickForm(forms.Form):
    """What was ticked at one door or at several."""

    act = forms.CharField(max_length=12)
    entries = forms.TypedMultipleChoiceField(coerce=int, required=False)
    number = forms.CharField(max_length=60, required=False)
    photo = forms.FileField(required=False)
    reason = forms.CharField(max_length=120, required=False)

    def __init__(self, *args: Any, doors: list[Door], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entries"].choices = [(door.entry.id, door.entry.unit_code) for door in doors]  # type: ignore[attr-defined]
        self.fields["entries"].error_messages["invalid_choice"] = _("Please tick doors of one entrance.")


def tick(actor: Actor, form: TickForm, witness: str) -> str:
    """Do what was ticked; answers with a sentence for the carrier."""
    given, act = form.cleaned_data, form.cleaned_data["act"]
    entry_ids = given["entries"]
    if act == "taken_back":
        actions.take_back_delivery(actor, entry_id=entry_ids[0] if entry_ids else 0, reason=given["reason"])
        return _("Taken back. The door waits for its ballot again.")
    if act == "nobody_home":
        tried = actions.note_nobody_home(actor, entry_ids=entry_ids, witness=witness)
        return ngettext("%(n)s door for the next round.", "%(n)s doors for the next round.", tried) % {
            "n": tried
        }
    done = actions.record_delivery(
        actor,
        entry_ids=entry_ids,
        way="hand" if act in HANDS else act,
        taken_by=HANDS.get(act, ""),
        witness=witness,
        number=given["number"],
        photo=_photo(given["photo"]),
    )
    return ngettext("%(n)s door has its ballot.", "%(n)s doors have their ballot.", done) % {"n": done}


def _photo(file: UploadedFile | None) -> actions.Photo | None:
    return actions.Photo(file.name or "", file.read()) if file else None


def way_words(delivery: BallotDelivery) -> str:
    """由业主本人收下 / 投入信箱(有照片): how it was brought, in words."""
    if delivery.way == BallotDelivery.Way.HAND:
        return {
            "owner": _("handed to an owner"),
            "household": _("handed to an adult of the household"),
            "tenant": _("left with a tenant"),
        }[delivery.taken_by]
    if delivery.way == BallotDelivery.Way.LETTERBOX:
        return _("letterbox, with a photo") if delivery.proof_id else _("letterbox")
    if delivery.way == BallotDelivery.Way.POST:
        return _("registered post %s") % delivery.note if delivery.note else _("registered post")
    return str(delivery.get_way_display())
