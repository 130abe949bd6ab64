"""A copy of everything that is kept about a person, for that person alone (PIPL 45)."""

import io
import json
import zipfile

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.actions.documents import forget_document, store_document
from linmeng.ground.acts import action
from linmeng.people.models import Person
from linmeng.record.actions import write
from linmeng.rights.models import DataCopy
from linmeng.rights.permissions import may_use_own_rights
from linmeng.rights.queries.gathering import everything_about
from linmeng.rights.queries.readable import readable

ZIP = "application/zip"


@action
def make_copy(actor: Actor, *, person_id: int) -> DataCopy:
    """Gather everything into one file, machine-readable and readable; it is forgotten after its time."""
    if not may_use_own_rights(actor, person_id):
        raise NotAllowed(_("A copy is made for the person and for nobody else."))
    demand_second_factor(actor, _("Before your data leave the house, please confirm with a code by SMS."))
    person = Person.objects.select_for_update().get(pk=person_id)
    file = store_document([_packed(actor, person_id)], "linmeng.zip", media_type=ZIP, at=actor.at)
    copy = DataCopy.objects.create(
        person=person, file=file, sha256=file.sha256, by_seat=actor.seat_title[:80], made_at=actor.at
    )
    write(actor, "data_copy_made", {"person": str(person_id), "copy": str(copy.id), "sha256": copy.sha256})
    return copy


def _packed(actor: Actor, person_id: int) -> bytes:
    known = everything_about(person_id)
    with translation.override("zh-hans"):
        page = readable(known, title=_("Everything that is kept about me"), at=actor.at)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        text = json.dumps(known, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
        packed.writestr("linmeng.json", text)
        packed.writestr("我的数据.html", page)
    return buffer.getvalue()


def forget_copy(copy: DataCopy, actor: Actor) -> None:
    """The file goes; that a copy was made, when and with which hash, stays."""
    if copy.file is not None:
        forget_document(copy.file)
    copy.file, copy.forgotten_at = None, actor.at
    copy.save(update_fields=["file", "forgotten_at"])
