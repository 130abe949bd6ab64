from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from linmeng.ground.ids import new_id
from linmeng.ground.prepared import Prepared

_by_number = Prepared(lambda pk: User.objects.filter(pk=pk))


class UserByPhone(BaseUserManager["User"]):
    def get(self, *args: Any, **kwargs: Any) -> "User":
        """The log-in of a session is asked for on every page by its number alone: by a finished statement."""
        found = _by_number(kwargs["pk"]) if not args and list(kwargs) == ["pk"] else []
        return found[0] if found else self.get_queryset().get(*args, **kwargs)

    def create_user(self, phone: str, password: str | None = None) -> "User":
        """A log-in for a phone number; without a password it enters by SMS code only."""
        user = self.model(phone=phone)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A log-in: one phone number. Who that is, and what they may do, stands in each alliance."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    phone = models.CharField(max_length=16, unique=True)
    phone_verified = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserByPhone()
    USERNAME_FIELD = "phone"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    def __str__(self) -> str:
        return f"{self.phone[:3]}****{self.phone[-4:]}"


class LogIn(models.Model):
    """One device that is logged in: listed for its owner, who may end it."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="log_ins")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=120)
    """Kind of device and browser, in a word or two; no network address is kept."""
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.device
