from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assembly", "0017_prepared_bundle")]
    operations = [
        migrations.AddField(
            model_name="receipt",
            name="form",
            field=models.CharField(blank=True, default="", max_length=40),
        )
    ]
