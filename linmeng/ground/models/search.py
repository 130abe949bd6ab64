from django.db import models

from linmeng.ground.models.tenant import TenantModel


class SearchEntry(TenantModel):
    """What search knows of one thing: its words cut into bigrams, its page and who may find it."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    compound_id = models.BigIntegerField(null=True)
    audience = models.CharField(
        max_length=10, choices=[("public", "public"), ("compound", "compound"), ("handlers", "handlers")]
    )
    path = models.CharField(max_length=160)
    title = models.CharField(max_length=120)
    text = models.TextField()
    grams = models.TextField()
    happened_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["alliance", "kind", "object_id"], name="search_thing_once")
        ]
        indexes = [models.Index(fields=["alliance", "-happened_at"], name="search_newest")]

    def __str__(self) -> str:
        return self.title
