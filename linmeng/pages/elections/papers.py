"""Papers laid in with a step, a finding, a pledge."""

from django.core.files.uploadedfile import UploadedFile

from linmeng.assembly.actions.term.keeping import Upload, keep_upload
from linmeng.common.actor import Actor


def kept_file(actor: Actor, given: UploadedFile | None) -> int | None:
    """Kept as it came, when there is one; ValidationError for what is no PDF and no picture."""
    if given is None:
        return None
    file = keep_upload(actor, Upload(given.name or "paper", given.read()))
    return file.id if file is not None else None
