from django.db import models

from linmeng.ground.models.tenant import TenantModel


class IdempotencyKey(TenantModel):
    """A form that was already taken in: sending it again leads to the first answer, not to a second act."""

    person_id = models.BigIntegerField(null=True)
    act = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    answer = models.CharField(max_length=200)
    """The site path to which the first sending led."""
    created_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "act", "key"], name="form_taken_in_once")]

    def __str__(self) -> str:
        return f"{self.act} {self.key}"
