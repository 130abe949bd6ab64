from django.db import migrations

from linmeng.ground.migration_operations import ForgetAfter


class Migration(migrations.Migration):
    dependencies = [("people", "0003_looks_append_only")]
    operations = [ForgetAfter("Look", "looked_at", 1095)]
