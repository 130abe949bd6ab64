"""Papers laid in with a step, a finding, a pledge."""

from linmeng.common.actor import Actor
from linmeng.ground.actions.documents import Upload, keep_upload


def kept_file(actor: Actor, given: Upload | None) -> int | None:
    """Kept as it came, when there is one; ValidationError for what is no PDF and no picture."""
    return keep_upload(actor, given).id if given is not None else None
