"""Votes that had ballots before turnout was kept get theirs worked out once."""

from django.db import migrations
from django.db.models import Exists, F, OuterRef, Q

from linmeng.ground.tenancy import citywide

BATCH = 500


def fill(apps, schema_editor):
    receipts = apps.get_model("assembly", "Receipt").objects
    with citywide():
        votes = receipts.order_by().values_list("alliance_id", "vote_id").distinct()
        for alliance_id, vote_id in list(votes):
            _keep(apps, {"alliance_id": alliance_id, "vote_id": vote_id})


def _keep(apps, vote):
    counted = Q(entry__representative="") | Q(entry__representative=F("by"))
    cast = apps.get_model("assembly", "Receipt").objects.filter(counted, entry_id=OuterRef("id"))
    entries = apps.get_model("assembly", "RollEntry").objects.filter(Exists(cast), **vote).order_by()
    homes = list(entries.values_list("area_dm2", "head_key"))
    heads = sorted({head for _area, head in homes})
    head_turnout = apps.get_model("assembly", "HeadTurnout")
    head_turnout.objects.bulk_create([head_turnout(head_key=h, **vote) for h in heads], batch_size=BATCH)
    kept = {"units": len(homes), "area_dm2": sum(area for area, _head in homes), "heads": len(heads)}
    apps.get_model("assembly", "VoteTurnout").objects.create(**kept, **vote)


class Migration(migrations.Migration):
    dependencies = [("assembly", "0007_court_append_only")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
