"""`python -m tests.assembly.old_ballots`: ballots of the first form, and what the migrations make of them."""

import json
import os
from datetime import UTC, date, datetime
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linmeng.config.settings")
AT = datetime(2026, 7, 1, 4, tzinfo=UTC)


def _entered_before(apps: Any) -> None:
    def row(area: str, model: str, **values: Any) -> Any:
        return apps.get_model(area, model).objects.create(**values)

    alliance = row("ground", "Alliance", slug="old", name="old")
    mine = {"alliance": alliance}
    compound = row("alliance", "Compound", code="a", name="a", address="a", **mine)
    building = row("alliance", "Building", compound=compound, code="1", name="1", **mine)
    entrance = row("alliance", "Entrance", building=building, code="1", name="1", **mine)
    unit = row(
        "alliance", "Unit", compound=compound, building=building, entrance=entrance, code="1-101", room="101",
        floor=1, area_dm2=8000, valid_from=date(2026, 1, 1), **mine,
    )  # fmt: skip
    vote = row(
        "assembly", "Vote", compound=compound, title="t", matter_class="x", scope="compound", state="closed",
        created_at=AT, **mine,
    )  # fmt: skip
    entry = row(
        "assembly", "RollEntry", vote=vote, unit=unit, unit_code="1-101", building_name="1", entrance_name="1",
        area_dm2=8000, owners=["7"], head_key="h", status="sold", **mine,
    )  # fmt: skip
    for number, state in ((1, "void"), (2, "entered")):
        paper = row(
            "assembly", "BallotPaper", vote=vote, entry=entry, number=number, token=f"TOKEN{number}", state=state,
            printed_at=AT, returned_at=AT if number == 2 else None, signed_by="7" if number == 2 else "", **mine,
        )  # fmt: skip
    for round_, who in ((1, 11), (2, 12)):
        row(
            "assembly", "PaperEntry", paper=paper, round=round_, choices={"1": "yes"}, signed_by="7",
            by_person_id=who, by_seat="s", entered_at=AT, **mine,
        )  # fmt: skip


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from linmeng.ground.models import Alliance
    from linmeng.ground.tenancy import citywide, in_alliance

    call_command("migrate", "papers", "0002", verbosity=0)
    call_command("migrate", "assembly", "0003", verbosity=0)
    apps = MigrationLoader(connection).project_state([("assembly", "0003_sheet_of_ballot")]).apps
    with citywide():
        _entered_before(apps)
    call_command("migrate", verbosity=0)
    from linmeng.assembly.models import BallotPaper

    with in_alliance(Alliance.objects.get().id):
        papers = BallotPaper.objects.select_related("sheet__run").order_by("sheet__number")
        kept = [
            {
                "paper": [p.number, p.token, p.state, p.signed_by, p.sheet.run.readings_needed],
                "readings": list(p.sheet.readings.values_list("round", "values", "by_person_id")),
                "custody": list(p.sheet.custody.values_list("kind", flat=True)),
            }
            for p in papers
        ]
    print(json.dumps(kept))


if __name__ == "__main__":
    main()
