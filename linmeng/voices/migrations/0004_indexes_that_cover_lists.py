from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("voices", "0003_empty_in_forms")]

    operations = [
        migrations.RemoveIndex(model_name="voice", name="voice_newest"),
        migrations.RemoveIndex(model_name="voice", name="voice_to_triage"),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["alliance", "compound", "-received_at", "-id"], name="voice_newest"),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(
                fields=["alliance", "compound", "state", "-received_at", "-id"], name="voice_to_triage"
            ),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["alliance", "compound", "state", "answer_by", "id"], name="voice_due"),
        ),
    ]
