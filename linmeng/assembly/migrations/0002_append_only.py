from django.db import migrations

from linmeng.ground.migration_operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("assembly", "0001_first")]
    operations = [
        AppendOnly("RollEntry"),
        AppendOnly("BallotDelivery"),
        AppendOnly("PaperEntry"),
        AppendOnly("Receipt"),
        AppendOnly("CastBallot"),
        AppendOnly("Count"),
        AppendOnly("VoteDecision"),
    ]
