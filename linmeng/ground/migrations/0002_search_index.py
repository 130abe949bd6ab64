from django.db import migrations

from linmeng.ground.migration_operations import SearchIndex


class Migration(migrations.Migration):
    dependencies = [("ground", "0001_first")]
    operations = [SearchIndex()]
