"""A head that takes part knows by how many homes, so that a void ballot takes out just its own."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count, Exists, F, OuterRef, Q

import linmeng.ground.ids
import linmeng.ground.models.tenant
import linmeng.ground.tenancy
from linmeng.ground.tenancy import citywide

BATCH = 500


def fill(apps, schema_editor):
    """Homes sold during a vote that is running at this very moment stay with the head of the frozen roll."""
    model = apps.get_model
    void = model("assembly", "BallotDispute").objects.filter(receipt_id=OuterRef("id"), state="void")
    speaks = Q(entry__representative="") | Q(entry__representative=F("by"))
    cast = model("assembly", "Receipt").objects.filter(speaks, ~Exists(void), entry_id=OuterRef("id"))
    homes = model("assembly", "HeadHomes")
    with citywide():
        for alliance_id, vote_id in list(
            model("assembly", "VoteTurnout").objects.values_list("alliance_id", "vote_id")
        ):
            vote = {"alliance_id": alliance_id, "vote_id": vote_id}
            entries = model("assembly", "RollEntry").objects.filter(Exists(cast), **vote).order_by()
            told = entries.values_list("head_key").annotate(homes=Count("id"))
            rows = [homes(head_key=key, homes=number, **vote) for key, number in told]
            homes.objects.bulk_create(rows, batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("assembly", "0014_giver_of_item"), ("ground", "0002_search_index")]
    operations = [
        migrations.AddField(
            model_name="voteturnout",
            name="roll_heads",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.DeleteModel(name="HeadTurnout"),
        migrations.CreateModel(
            name="HeadHomes",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("head_key", models.CharField(max_length=64)),
                ("homes", models.PositiveIntegerField(default=1)),
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
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heads_cast",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={"abstract": False, "base_manager_name": "objects"},
        ),
        migrations.AddConstraint(
            model_name="headhomes",
            constraint=models.UniqueConstraint(
                fields=["alliance", "vote", "head_key"], name="head_homes_once"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
