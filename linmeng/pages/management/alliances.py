"""Commands that work for every alliance, one after the other."""

from collections.abc import Iterator

from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import in_alliance


def each_alliance(slug: str = "") -> Iterator[Alliance]:
    """Every alliance (or the one named), each time with that alliance in force."""
    chosen = Alliance.objects.order_by("slug")
    for alliance in list(chosen.filter(slug=slug) if slug else chosen):
        with in_alliance(alliance.id):
            yield alliance
