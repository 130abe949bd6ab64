"""Every ballot paper becomes a sheet of papers, with its readings and what happened to it."""

from django.db import migrations

from linmeng.ground.tenancy import citywide

STATES = {"entered": "settled"}
UNKNOWN = "—"


def fill(apps, schema_editor):
    with citywide():
        for vote in apps.get_model("assembly", "Vote").objects.order_by("id"):
            papers = list(
                apps.get_model("assembly", "BallotPaper")
                .objects.filter(vote=vote)
                .select_related("entry")
                .order_by("number")
            )
            if papers:
                _move(apps, vote, papers)


def _move(apps, vote, papers):
    run = apps.get_model("papers", "PrintRun").objects.create(
        alliance_id=vote.alliance_id,
        compound_id=vote.compound_id,
        kind="ballot",
        subject_id=vote.id,
        title=vote.title,
        readings_needed=2,
        sheets_count=len(papers),
        sheets_made=len(papers),
        state="made",
        by_seat=UNKNOWN,
        created_at=papers[0].printed_at,
    )
    for place, paper in enumerate(papers, start=1):
        paper.sheet = _sheet(apps, run, paper, place)
        paper.save(update_fields=["sheet"])
        _readings(apps, paper)


def _sheet(apps, run, paper, place):
    sheet = apps.get_model("papers", "Sheet").objects.create(
        alliance_id=paper.alliance_id,
        run=run,
        unit_id=paper.entry.unit_id,
        number=paper.number,
        token=paper.token,
        subject_id=paper.entry_id,
        state=STATES.get(paper.state, paper.state),
        printed_at=paper.printed_at,
        returned_at=paper.returned_at,
        walk_order=place,
    )
    events = [("printed", paper.printed_at)]
    if paper.returned_at is not None:
        events.append(("returned", paper.returned_at))
    for kind, at in events:
        apps.get_model("papers", "CustodyEvent").objects.create(
            alliance_id=paper.alliance_id, sheet=sheet, kind=kind, by_seat=UNKNOWN, happened_at=at
        )
    return sheet


def _readings(apps, paper):
    entries = apps.get_model("assembly", "PaperEntry").objects.filter(paper=paper).order_by("round")
    for entry in entries:
        apps.get_model("papers", "DoubleEntry").objects.create(
            alliance_id=entry.alliance_id,
            sheet_id=paper.sheet_id,
            round=entry.round,
            values={**entry.choices, "signed_by": entry.signed_by},
            by_person_id=entry.by_person_id,
            by_seat=entry.by_seat,
            entered_at=entry.entered_at,
        )


class Migration(migrations.Migration):
    dependencies = [("assembly", "0003_sheet_of_ballot")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
