from django.db import migrations

from linmeng.ground.migration_operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("circles", "0001_first")]
    operations = [AppendOnly("ErrandStep")]
