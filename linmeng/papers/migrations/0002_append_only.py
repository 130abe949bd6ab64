from django.db import migrations

from linmeng.ground.migration_operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_first")]
    operations = [AppendOnly("CustodyEvent"), AppendOnly("DoubleEntry")]
