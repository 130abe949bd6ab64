"""Which way of bringing a ballot proves that it reached the home, so that a silence clause may speak for it."""

OWNER, HOUSEHOLD, TENANT, NOBODY = "owner", "household", "tenant", "nobody"
USUAL, IN_HAND, OWNER_ALONE = "usual", "in_hand", "owner"
DELIVERY_RULES = (USUAL, IN_HAND, OWNER_ALONE)
"""What an assembly may ask for, from the mildest to the strictest."""


def proves_delivery(
    *, way: str, taken_by: str, has_photo: bool = False, number: str = "", rule: str = USUAL
) -> bool:
    """Into the hands of an owner or of an adult who lives with one (case 37: a tenant's do not do); into a
    letterbox with a picture; by post with the post's number or slip; on this site when the owner opened it.

    Where the assembly or this vote asks for more, no letterbox and no post proves anything (`in_hand`), and
    family do not stand for the owner either (`owner`). A call tells of a ballot and brings none. The
    delivery itself stays on file either way.
    """
    if taken_by == TENANT:
        return False
    if way == "hand":
        return taken_by == OWNER or (taken_by == HOUSEHOLD and rule != OWNER_ALONE)
    if way != "web" and rule != USUAL:
        return False
    if way == "letterbox":
        return has_photo
    if way == "post":
        return has_photo or bool(number.strip())
    return way == "web"
