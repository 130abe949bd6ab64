from django.db import models

from linmeng.ground.ids import new_token
from linmeng.ground.models.tenant import TenantModel


class StoredFile(TenantModel):
    """A file kept under LINMENG_HOME/files: a re-encoded photo, a paper, a workbook.

    `folder` is the place below the alliance's folder; a photo has `2048.jpg` and `480.jpg` in it.
    It has no address of its own: the page that owns it serves it through its gate.
    """

    kind = models.CharField(max_length=20, choices=[("photo", "photo"), ("document", "document")])
    name = models.CharField(max_length=120)
    folder = models.CharField(max_length=80)
    media_type = models.CharField(max_length=80)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    token = models.CharField(max_length=16, default=new_token)
    stored_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["alliance", "token"], name="file_token_once")]

    def __str__(self) -> str:
        return self.name
