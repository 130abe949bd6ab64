from django.db import migrations

from linmeng.ground.migration_operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("voices", "0002_tickets_worries_requests")]
    operations = [AppendOnly("Worry")]
