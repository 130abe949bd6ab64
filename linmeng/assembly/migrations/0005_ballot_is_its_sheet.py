import django.db.models.deletion
from django.db import migrations, models

import linmeng.ground.models.tenant


class Migration(migrations.Migration):
    dependencies = [("assembly", "0004_ballots_onto_sheets")]
    operations = [
        migrations.RemoveConstraint(model_name="ballotpaper", name="ballot_number_once"),
        migrations.RemoveConstraint(model_name="ballotpaper", name="ballot_token_once"),
        migrations.AlterModelOptions(name="ballotpaper", options={"base_manager_name": "objects"}),
        migrations.RemoveField(model_name="ballotpaper", name="number"),
        migrations.RemoveField(model_name="ballotpaper", name="token"),
        migrations.RemoveField(model_name="ballotpaper", name="state"),
        migrations.RemoveField(model_name="ballotpaper", name="printed_at"),
        migrations.RemoveField(model_name="ballotpaper", name="returned_at"),
        migrations.AlterField(
            model_name="ballotpaper",
            name="sheet",
            field=linmeng.ground.models.tenant.TenantForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ballots", to="papers.sheet"
            ),
        ),
        migrations.AddConstraint(
            model_name="ballotpaper",
            constraint=models.UniqueConstraint(fields=("alliance", "sheet"), name="one_ballot_a_sheet"),
        ),
        migrations.DeleteModel(name="PaperEntry"),
    ]
