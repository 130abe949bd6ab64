from django.db import migrations

from linmeng.ground.migration_operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_first")]
    operations = [
        AppendOnly("Invitation"),
        AppendOnly("DemandSignature"),
        AppendOnly("Minutes"),
        AppendOnly("MinutesSignature"),
        AppendOnly("MemberVote"),
    ]
