from django.db import models

from linmeng.ground.ids import new_id


class Alliance(models.Model):
    """The directory row of one alliance: where its pages live and what it is called; nothing else."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    is_sample = models.BooleanField(default=False)
    """Sample data: every page and every paper says 示例数据."""

    def __str__(self) -> str:
        return self.name
