from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assembly", "0015_homes_of_heads"), ("alliance", "0004_delivery_rule")]
    operations = [
        migrations.AddField(
            model_name="vote",
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
