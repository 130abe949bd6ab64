"""Log-ins by number, and the devices on which somebody is logged in."""

from django.db.models import QuerySet

from linmeng.people.models import LogIn, User


def log_ins_of(user_id: int) -> QuerySet[LogIn]:
    """Devices still logged in, the one used last first."""
    return LogIn.objects.filter(user_id=user_id, ended_at__isnull=True).order_by("-seen_at", "-id")


def user_with_phone(phone: str) -> User | None:
    """The log-in of a number, if there is one."""
    return User.objects.filter(phone=phone).first()
