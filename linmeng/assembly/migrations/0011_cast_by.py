from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assembly", "0010_candidate_office")]

    operations = [
        migrations.AddField(
            model_name="receipt",
            name="cast_by",
            field=models.BigIntegerField(blank=True, null=True),
        ),
    ]
