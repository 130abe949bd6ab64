from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assembly", "0013_count_bundle")]
    operations = [
        migrations.AddField(
            model_name="handoveritem",
            name="given_person_id",
            field=models.BigIntegerField(blank=True, null=True),
        )
    ]
