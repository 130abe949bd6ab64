from django.db import migrations

from linmeng.ground.migration_operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("assembly", "0006_court")]
    operations = [
        AppendOnly("RollSupplement"),
        AppendOnly("CountSignature"),
        AppendOnly("ReReading"),
        AppendOnly("LatePaper"),
        AppendOnly("CityResult"),
        AppendOnly("CallBackRound"),
        AppendOnly("HeadTurnout"),
        AppendOnly("QualificationCheck"),
    ]
