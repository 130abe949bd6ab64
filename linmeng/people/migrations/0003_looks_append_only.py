from django.db import migrations

from linmeng.ground.migration_operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("people", "0002_bindings_consents_talent")]
    operations = [AppendOnly("Look")]
