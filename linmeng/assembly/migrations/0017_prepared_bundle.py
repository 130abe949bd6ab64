import django.db.models.deletion
from django.db import migrations, models

import linmeng.ground.ids
import linmeng.ground.models.tenant
import linmeng.ground.tenancy
from linmeng.ground.migration_operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("assembly", "0016_delivery_rule"),
        ("ground", "0002_search_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="PreparedBundle",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("public_key", models.CharField(blank=True, max_length=64)),
                ("fault", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField()),
                (
                    "alliance",
                    linmeng.ground.models.tenant.AllianceKey(
                        default=linmeng.ground.tenancy.required_alliance_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.alliance",
                    ),
                ),
                (
                    "file",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.storedfile",
                    ),
                ),
                (
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prepared_bundles",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={
                "ordering": ["version"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("alliance", "vote", "version"), name="prepared_once_a_version"
                    )
                ],
            },
        ),
        AppendOnly("PreparedBundle"),
    ]
