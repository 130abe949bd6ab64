"""What the console of an empty house says: where to found the alliance, and with which code."""

from django.conf import settings

from linmeng.ground.models import Alliance
from linmeng.pages.setup.founding_code import new_code


def founding_words(site: str = "") -> str:
    """A fresh code, and where it belongs."""
    address = f"{(site or settings.LINMENG_SITE).rstrip('/')}/found/"
    return (
        f"\n  邻盟 Linmeng · 这里还没有联盟 no alliance lives here yet\n"
        f"  打开 open        {address}\n"
        f"  创建码 code      {new_code()}\n"
        f"  只能用一次；不要发到群里。重新打印：linmeng founding-code\n"
        f"  Good for one founding; keep it to yourself. Print a new one: linmeng founding-code\n"
    )


def house_is_empty() -> bool:
    """Whether nobody has founded an alliance here."""
    return not Alliance.objects.exists()
