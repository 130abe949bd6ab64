"""The scan of the sheet that members signed by hand, kept with their decision."""

from django.utils.translation import gettext as _

from linmeng.common.actor import Actor
from linmeng.common.errors import NotAllowed, WrongState
from linmeng.common.second_factor import demand_second_factor
from linmeng.ground.actions.documents import Upload, keep_upload
from linmeng.ground.acts import action
from linmeng.meetings.actions.locking import locked_resolution
from linmeng.meetings.models import Resolution
from linmeng.meetings.permissions import may_enter_signed_paper
from linmeng.record.actions import write


@action
def keep_signed_sheet(actor: Actor, *, resolution_id: int, scan: Upload) -> Resolution:
    """Keep the signed sheet as scanned, a PDF or a picture of at most 20 MB.

    A better scan takes its place; the earlier file stays stored, and the record names the hashes of both.
    """
    resolution = locked_resolution(resolution_id)
    if not may_enter_signed_paper(actor, resolution.compound_id):
        raise NotAllowed(_("Signed papers are entered by the community worker or a member of the committee."))
    demand_second_factor(actor, _("Before this step, please confirm with a code by SMS."))
    if resolution.state == Resolution.State.WITHDRAWN:
        raise WrongState(_("This decision was withdrawn; its sheet is not kept."))
    before = resolution.paper.sha256 if resolution.paper is not None else ""
    resolution.paper = keep_upload(actor, scan)
    resolution.save(update_fields=["paper"])
    facts = {"resolution": str(resolution.id), "scan_sha256": resolution.paper.sha256, "earlier": before}
    write(actor, "resolution_sheet_kept", facts)
    return resolution
