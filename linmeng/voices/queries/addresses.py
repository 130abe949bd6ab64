"""Site paths of voices and matters, as notices, slips and the search index keep them."""

from linmeng.ground.directory import slug_in_force


def voice_path(voice_id: int) -> str:
    """Where a voice's author and handlers read it."""
    return f"/a/{slug_in_force()}/voices/{voice_id}/"


def matter_path(matter_id: int) -> str:
    """A matter's public page."""
    return f"/a/{slug_in_force()}/matters/{matter_id}/"
