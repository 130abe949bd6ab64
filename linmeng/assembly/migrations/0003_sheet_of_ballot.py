import django.db.models.deletion
from django.db import migrations

import linmeng.ground.models.tenant


class Migration(migrations.Migration):
    dependencies = [("assembly", "0002_append_only"), ("papers", "0002_append_only")]
    operations = [
        migrations.AddField(
            model_name="ballotpaper",
            name="sheet",
            field=linmeng.ground.models.tenant.TenantForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ballots",
                to="papers.sheet",
            ),
        ),
    ]
