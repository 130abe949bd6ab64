from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alliance", "0003_owner_at_of_rules")]
    operations = [
        migrations.AddField(
            model_name="rulesofprocedure",
            name="delivery_rule",
            field=models.CharField(
                choices=[
                    (
                        "usual",
                        "in hand, in a photographed letterbox, by registered post, or opened on this site",
                    ),
                    ("in_hand", "in the hands of an owner or of family living there, or opened on this site"),
                    ("owner", "in an owner's own hands, or opened on this site by the owner"),
                ],
                default="usual",
                max_length=8,
            ),
        )
    ]
