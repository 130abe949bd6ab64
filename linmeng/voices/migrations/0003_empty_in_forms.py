import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("voices", "0002_steps_of_correction")]

    operations = [
        migrations.AlterField(
            model_name="matter",
            name="answer_by",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="voice",
            name="answer_by",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="voice",
            name="worry",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(5),
                ],
            ),
        ),
    ]
