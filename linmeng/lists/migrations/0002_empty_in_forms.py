from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("lists", "0001_first")]

    operations = [
        migrations.AlterField(
            model_name="listitem",
            name="left_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
