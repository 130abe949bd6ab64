import django.db.models.deletion
from django.db import migrations, models

import linmeng.ground.ids
import linmeng.ground.models.tenant
import linmeng.ground.tenancy
from linmeng.ground.migration_operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("assembly", "0011_cast_by"), ("ground", "0002_search_index")]

    operations = [
        migrations.CreateModel(
            name="RecountReading",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("values", models.JSONField()),
                ("by_person_id", models.BigIntegerField()),
                ("by_seat", models.CharField(max_length=60)),
                ("read_at", models.DateTimeField()),
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
                    "paper",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recount_readings",
                        to="assembly.ballotpaper",
                    ),
                ),
                (
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recount_readings",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={"ordering": ["read_at", "id"], "abstract": False, "base_manager_name": "objects"},
        ),
        migrations.AddConstraint(
            model_name="recountreading",
            constraint=models.UniqueConstraint(
                fields=("alliance", "paper", "version", "by_person_id"), name="reads_a_paper_again_once"
            ),
        ),
        AppendOnly("RecountReading"),
    ]
