import django.db.models.deletion
from django.db import migrations, models

import linmeng.ground.ids
import linmeng.ground.models.tenant
import linmeng.ground.tenancy
from linmeng.ground.migration_operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("alliance", "0002_first_day"),
        ("assembly", "0008_turnout_of_earlier_ballots"),
        ("ground", "0002_search_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="BallotBox",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("box", "ballot box"), ("envelope", "envelope of a building leader")],
                        max_length=8,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("carrier", models.CharField(blank=True, max_length=80)),
                ("place", models.CharField(blank=True, max_length=60)),
                (
                    "alliance",
                    linmeng.ground.models.tenant.AllianceKey(
                        default=linmeng.ground.tenancy.required_alliance_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.alliance",
                    ),
                ),
                (
                    "building",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="alliance.building",
                    ),
                ),
                (
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="boxes", to="assembly.vote"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="BoxEvent",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sealed", "shown empty and sealed"),
                            ("handed_in", "handed in with its seal whole"),
                            ("opened", "opened and counted out"),
                        ],
                        max_length=10,
                    ),
                ),
                ("seal", models.CharField(blank=True, max_length=40)),
                ("papers", models.PositiveIntegerField(blank=True, null=True)),
                ("by_person_id", models.BigIntegerField()),
                ("by_seat", models.CharField(max_length=60)),
                ("witness", models.CharField(max_length=60)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("happened_at", models.DateTimeField()),
                (
                    "alliance",
                    linmeng.ground.models.tenant.AllianceKey(
                        default=linmeng.ground.tenancy.required_alliance_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.alliance",
                    ),
                ),
                (
                    "box",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="assembly.ballotbox",
                    ),
                ),
            ],
            options={
                "ordering": ["happened_at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="PetitionStep",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opened", "opened"),
                            ("handed_in", "handed in"),
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                            ("ordered", "ordered to call the meeting"),
                            ("convened", "called by the residents' committee"),
                            ("linked", "put to the vote"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=400)),
                ("by_seat", models.CharField(max_length=60)),
                ("happened_at", models.DateTimeField()),
                (
                    "alliance",
                    linmeng.ground.models.tenant.AllianceKey(
                        default=linmeng.ground.tenancy.required_alliance_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.alliance",
                    ),
                ),
                (
                    "petition",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="assembly.petition",
                    ),
                ),
            ],
            options={
                "ordering": ["happened_at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.RemoveConstraint(
            model_name="ballotdelivery",
            name="delivered_once_a_way",
        ),
        migrations.AddField(
            model_name="ballotdelivery",
            name="sequence",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="ballotdelivery",
            name="witness",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="ballotpaper",
            name="prepared_by",
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AlterField(
            model_name="ballotdelivery",
            name="way",
            field=models.CharField(
                choices=[
                    ("hand", "by hand"),
                    ("letterbox", "letterbox"),
                    ("post", "registered post"),
                    ("phone", "told by phone"),
                    ("web", "opened on this site"),
                    ("taken_back", "ticked by mistake"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="petition",
            name="state",
            field=models.CharField(
                choices=[
                    ("collecting", "being signed"),
                    ("handed_in", "handed in"),
                    ("accepted", "accepted: a meeting is being called"),
                    ("refused", "refused with reason"),
                    ("convened", "the residents' committee calls the meeting"),
                    ("withdrawn", "withdrawn"),
                ],
                default="collecting",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="ballotdelivery",
            constraint=models.UniqueConstraint(
                fields=("alliance", "entry", "way", "sequence"), name="delivered_once_a_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="ballotbox",
            constraint=models.UniqueConstraint(fields=("alliance", "vote", "number"), name="box_number_once"),
        ),
        AppendOnly("BoxEvent"),
        AppendOnly("PetitionStep"),
    ]
