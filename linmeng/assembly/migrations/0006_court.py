import django.db.models.deletion
from django.db import migrations, models

import linmeng.ground.ids
import linmeng.ground.models.tenant
import linmeng.ground.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("alliance", "0002_first_day"),
        ("assembly", "0005_ballot_is_its_sheet"),
        ("ground", "0002_search_index"),
        ("people", "0004_looks_kept_three_years"),
        ("projects", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proxy",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("principal", models.CharField(max_length=24)),
                ("agent_person_id", models.BigIntegerField(blank=True, null=True)),
                ("agent_name", models.CharField(max_length=40)),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("owner", "another owner of this compound"),
                            ("family", "family"),
                            ("other", "somebody else"),
                            ("property", "staff of the property company"),
                        ],
                        max_length=8,
                    ),
                ),
                ("instructions", models.JSONField(default=dict)),
                ("given_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=60)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_why", models.CharField(blank=True, max_length=200)),
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
                    "entry",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proxies",
                        to="assembly.rollentry",
                    ),
                ),
                (
                    "mandate",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.storedfile",
                    ),
                ),
                (
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proxies",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["alliance", "vote", "agent_person_id"], name="proxy_by_agent")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("alliance", "entry", "principal"),
                        name="one_mandate_a_home",
                    )
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="vote",
            name="one_vote_a_project",
        ),
        migrations.AddField(
            model_name="ballotdelivery",
            name="proof",
            field=linmeng.ground.models.tenant.TenantForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="ground.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="ballotdelivery",
            name="proves",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="ballotdelivery",
            name="taken_by",
            field=models.CharField(
                choices=[
                    ("owner", "an owner"),
                    ("household", "an adult of the household"),
                    ("tenant", "a tenant"),
                    ("nobody", "nobody in person"),
                ],
                default="owner",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="kind",
            field=models.CharField(
                choices=[("matter", "yes or no"), ("election", "election")], default="matter", max_length=8
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="minimum",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="question",
            name="seats",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="rollentry",
            name="commitment",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="rollentry",
            name="salt",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="vote",
            name="archived_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="vote",
            name="extended_to",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="vote",
            name="linked_to",
            field=linmeng.ground.models.tenant.TenantForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="linked",
                to="assembly.vote",
            ),
        ),
        migrations.AddField(
            model_name="vote",
            name="owner_at",
            field=models.CharField(
                choices=[("casting", "casting"), ("notice", "notice")], default="casting", max_length=8
            ),
        ),
        migrations.AddField(
            model_name="vote",
            name="paper_by_phone",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="vote",
            name="policy_sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="vote",
            name="proxy_limit",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="vote",
            name="suspended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="votedecision",
            name="closes_at",
            field=models.DateTimeField(blank=True, null=True),
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
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="castballot",
            name="choice",
            field=models.CharField(max_length=80),
        ),
        migrations.AlterField(
            model_name="receipt",
            name="channel",
            field=models.CharField(
                choices=[("web", "web"), ("paper", "paper"), ("city", "city platform")], max_length=6
            ),
        ),
        migrations.AlterField(
            model_name="vote",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "being prepared"),
                    ("noticed", "announced"),
                    ("open", "open"),
                    ("closed", "closed"),
                    ("counted", "counted"),
                    ("published", "published"),
                    ("archived", "archived"),
                    ("cancelled", "cancelled"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="votedecision",
            name="kind",
            field=models.CharField(
                choices=[
                    ("cancel", "cancelled"),
                    ("incident", "incident"),
                    ("recount", "counted again"),
                    ("void_paper", "paper void"),
                    ("extend", "extended"),
                    ("suspend", "suspended"),
                    ("resume", "resumed"),
                    ("lot", "lot drawn"),
                    ("archive", "archived"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("linked_to__isnull", True),
                    ("project__isnull", False),
                    models.Q(("state", "cancelled"), _negated=True),
                ),
                fields=("alliance", "project"),
                name="one_vote_a_project",
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="proxy",
            field=linmeng.ground.models.tenant.TenantForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receipts",
                to="assembly.proxy",
            ),
        ),
        migrations.CreateModel(
            name="BallotDispute",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("said_by", models.CharField(max_length=24)),
                ("words", models.CharField(max_length=400)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "being looked into"),
                            ("stands", "the ballot stands"),
                            ("void", "the ballot is void"),
                        ],
                        default="open",
                        max_length=6,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=60)),
                ("reason", models.CharField(blank=True, max_length=300)),
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
                    "entry",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="assembly.rollentry",
                    ),
                ),
                (
                    "receipt",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="assembly.receipt",
                    ),
                ),
                (
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("alliance", "receipt"),
                        name="one_open_dispute_a_ballot",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CallBackRound",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("seed", models.CharField(max_length=64)),
                ("size", models.PositiveSmallIntegerField()),
                ("drawn_at", models.DateTimeField()),
                ("drawn_by", models.CharField(max_length=60)),
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
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_backs",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("alliance", "vote", "seed"), name="one_draw_a_seed")
                ],
            },
        ),
        migrations.CreateModel(
            name="CityResult",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("platform", models.CharField(max_length=80)),
                ("ballots", models.PositiveIntegerField()),
                ("imported_at", models.DateTimeField()),
                ("imported_by", models.CharField(max_length=60)),
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
                    "file",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ground.storedfile"
                    ),
                ),
                (
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="city_results",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("alliance", "vote", "sha256"), name="city_file_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CountSignature",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("person_id", models.BigIntegerField()),
                ("seat", models.CharField(max_length=60)),
                ("agrees", models.BooleanField(default=True)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("signed_at", models.DateTimeField()),
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
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("alliance", "vote", "version", "person_id"), name="signs_a_count_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Election",
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
                            ("first", "first election"),
                            ("reelection", "election at the end of a term"),
                            ("early", "early re-election"),
                            ("by_election", "by-election"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "being prepared"),
                            ("nominating", "names are gathered"),
                            ("checking", "candidates are checked"),
                            ("posted", "candidates are posted"),
                            ("voting", "owners are voting"),
                            ("elected", "elected"),
                            ("filed", "filed: in office"),
                            ("ended", "ended without a committee"),
                        ],
                        default="preparing",
                        max_length=12,
                    ),
                ),
                ("term_number", models.PositiveSmallIntegerField()),
                ("seats", models.PositiveSmallIntegerField()),
                ("minimum", models.PositiveSmallIntegerField()),
                ("years", models.PositiveSmallIntegerField(default=3)),
                ("lot", models.JSONField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "after",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="by_elections",
                        to="assembly.election",
                    ),
                ),
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
                    "compound",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="elections",
                        to="alliance.compound",
                    ),
                ),
                (
                    "question",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="elections",
                        to="assembly.question",
                    ),
                ),
                (
                    "term",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="elections",
                        to="alliance.committeeterm",
                    ),
                ),
                (
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="elections",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["filed", "ended"]), _negated=True),
                        fields=("alliance", "compound"),
                        name="one_running_election_a_compound",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ElectionStep",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=24)),
                ("words", models.CharField(blank=True, max_length=600)),
                ("path", models.CharField(blank=True, max_length=160)),
                ("done_on", models.DateField()),
                ("by_seat", models.CharField(max_length=60)),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
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
                    "election",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="assembly.election",
                    ),
                ),
                (
                    "file",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.storedfile",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("alliance", "election", "key"),
                        name="step_done_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("is_change", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "papers are gathered"),
                            ("handed_in", "handed in"),
                            ("sent_back", "sent back for completion"),
                            ("completed", "completed"),
                        ],
                        default="preparing",
                        max_length=10,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("due_on", models.DateField()),
                ("handed_in_on", models.DateField(blank=True, null=True)),
                ("completed_on", models.DateField(blank=True, null=True)),
                ("certificate", models.CharField(blank=True, max_length=60)),
                ("seal_text", models.CharField(blank=True, max_length=80)),
                ("note", models.CharField(blank=True, max_length=300)),
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
                    "compound",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="alliance.compound",
                    ),
                ),
                (
                    "election",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="assembly.election",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("election__isnull", False), ("is_change", False)),
                        fields=("alliance", "election"),
                        name="one_filing_an_election",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FilingPaper",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=24)),
                ("path", models.CharField(blank=True, max_length=160)),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                ("by_seat", models.CharField(blank=True, max_length=60)),
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
                    "file",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.storedfile",
                    ),
                ),
                (
                    "filing",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="assembly.filing",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("alliance", "filing", "key"), name="filing_paper_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("street", "street or town"),
                            ("residents", "residents' committee"),
                            ("housing", "housing office"),
                            ("police", "police station"),
                            ("developer", "developer"),
                            ("party", "Party organisation"),
                            ("owner", "owner"),
                        ],
                        max_length=10,
                    ),
                ),
                ("heads_group", models.BooleanField(default=False)),
                ("left_on", models.DateField(blank=True, null=True)),
                ("joined_at", models.DateTimeField()),
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
                    "election",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group",
                        to="assembly.election",
                    ),
                ),
                (
                    "person",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("heads_group", True), ("left_on__isnull", True)),
                        fields=("alliance", "election"),
                        name="one_head_of_the_group",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
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
                            ("to_keeping", "into keeping at the end of a term"),
                            ("to_new", "to the new committee"),
                            ("by_member", "by a member who leaves"),
                        ],
                        max_length=12,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("due_on", models.DateField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
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
                    "compound",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="alliance.compound",
                    ),
                ),
                (
                    "from_term",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="alliance.committeeterm",
                    ),
                ),
                (
                    "to_term",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="alliance.committeeterm",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="HandOverItem",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=80)),
                ("count", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "to be handed over"),
                            ("given", "given"),
                            ("received", "received"),
                            ("missing", "missing"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("given_by", models.CharField(blank=True, max_length=60)),
                ("given_at", models.DateTimeField(blank=True, null=True)),
                ("received_by", models.CharField(blank=True, max_length=60)),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=200)),
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
                    "file",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.storedfile",
                    ),
                ),
                (
                    "hand_over",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="assembly.handover",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="HeadTurnout",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("head_key", models.CharField(max_length=64)),
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
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heads_cast",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("alliance", "vote", "head_key"), name="head_cast_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LatePaper",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=24)),
                ("received_at", models.DateTimeField()),
                ("received_by", models.CharField(max_length=60)),
                ("note", models.CharField(blank=True, max_length=200)),
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
                    "paper",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late",
                        to="assembly.ballotpaper",
                    ),
                ),
                (
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_papers",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={
                "ordering": ["received_at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("alliance", "vote", "number"), name="late_paper_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Leaving",
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
                            ("removal", "removed by the owners"),
                            ("resignation", "resigned"),
                            ("lost_ground", "no longer an owner here"),
                            ("barred", "a bar came to light"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("voting", "owners are voting"),
                            ("ended", "the seat is free"),
                            ("stays", "the member stays"),
                        ],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("ground", models.CharField(max_length=400)),
                ("proposed_by", models.CharField(max_length=120)),
                ("path", models.CharField(blank=True, max_length=160)),
                ("opened_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                    "compound",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leavings",
                        to="alliance.compound",
                    ),
                ),
                (
                    "person",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "seat",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
                    ),
                ),
                (
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leavings",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "voting"])),
                        fields=("alliance", "seat"),
                        name="one_open_leaving_a_seat",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Petition",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "asks",
                    models.CharField(
                        choices=[
                            ("meeting", "a temporary meeting"),
                            ("removal", "the removal of a committee member"),
                        ],
                        default="meeting",
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("words", models.CharField(max_length=800)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("collecting", "being signed"),
                            ("handed_in", "handed in"),
                            ("accepted", "accepted: a meeting is being called"),
                            ("refused", "refused with reason"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="collecting",
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", models.CharField(blank=True, max_length=60)),
                ("answer", models.CharField(blank=True, max_length=400)),
                ("token", models.CharField(default=linmeng.ground.ids.new_token, max_length=16)),
                (
                    "about_person",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
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
                    "compound",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="petitions",
                        to="alliance.compound",
                    ),
                ),
                (
                    "opened_by",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="petitions",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["alliance", "compound", "state"], name="petition_by_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("alliance", "token"), name="petition_token_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about_person__isnull", True), ("asks", "meeting")),
                            models.Q(("about_person__isnull", False), ("asks", "removal")),
                            _connector="OR",
                        ),
                        name="removal_names_a_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PetitionSignature",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("channel", models.CharField(choices=[("web", "web"), ("paper", "paper")], max_length=6)),
                ("signed_at", models.DateTimeField()),
                ("recorded_by", models.CharField(blank=True, max_length=60)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
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
                    "paper",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.storedfile",
                    ),
                ),
                (
                    "person",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "petition",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="assembly.petition",
                    ),
                ),
                (
                    "unit",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="alliance.unit"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("alliance", "petition", "unit", "person"),
                        name="signs_a_petition_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReReading",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("before", models.CharField(max_length=80)),
                ("choice", models.CharField(max_length=80)),
                ("reason", models.CharField(max_length=200)),
                ("first_by", models.CharField(max_length=60)),
                ("second_by", models.CharField(max_length=60)),
                ("read_at", models.DateTimeField()),
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
                    "question",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assembly.question"
                    ),
                ),
                (
                    "receipt",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="re_readings",
                        to="assembly.receipt",
                    ),
                ),
                (
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="re_readings",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("alliance", "receipt", "question", "version"), name="re_read_once_a_count"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RollSupplement",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("registered_on", models.DateField()),
                ("owners", models.JSONField()),
                ("owner_masks", models.JSONField(default=list)),
                ("owner_names_masked", models.CharField(blank=True, max_length=120)),
                ("head_key", models.CharField(max_length=64)),
                ("status", models.CharField(max_length=12)),
                ("representative", models.CharField(blank=True, max_length=24)),
                ("fingerprint", models.CharField(max_length=64)),
                ("taken_at", models.DateTimeField()),
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
                    "entry",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplements",
                        to="assembly.rollentry",
                    ),
                ),
            ],
            options={
                "ordering": ["registered_on", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("alliance", "entry", "registered_on"), name="one_supplement_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VoteTurnout",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("units", models.PositiveIntegerField(default=0)),
                ("area_dm2", models.BigIntegerField(default=0)),
                ("heads", models.PositiveIntegerField(default=0)),
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
                    "vote",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turnouts",
                        to="assembly.vote",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("alliance", "vote"), name="one_turnout_a_vote")
                ],
            },
        ),
        migrations.CreateModel(
            name="CallBack",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("waiting", "to be asked"),
                            ("confirmed", "that was me"),
                            ("denied", "that was not me"),
                            ("not_reached", "not reached"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("asked_by", models.CharField(blank=True, max_length=60)),
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
                    "receipt",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_backs",
                        to="assembly.receipt",
                    ),
                ),
                (
                    "round",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="assembly.callbackround",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("alliance", "round", "receipt"), name="asked_once_a_round"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Candidacy",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=0)),
                (
                    "found",
                    models.CharField(
                        choices=[
                            ("self", "put themselves forward"),
                            ("neighbours", "recommended by neighbours"),
                            ("talks", "named at the talks"),
                            ("group", "asked by the election group"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("named", "named"),
                            ("accepted", "stands"),
                            ("declined", "declined"),
                            ("qualified", "qualified"),
                            ("refused", "not qualified"),
                            ("withdrawn", "withdrew"),
                            ("elected", "elected"),
                            ("substitute", "substitute"),
                            ("not_elected", "not elected"),
                        ],
                        default="named",
                        max_length=12,
                    ),
                ),
                ("statement", models.CharField(blank=True, max_length=600)),
                ("named_at", models.DateTimeField()),
                ("named_by", models.CharField(max_length=60)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("pledged_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("rank", models.PositiveSmallIntegerField(default=0)),
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
                    "person",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
                        to="people.person",
                    ),
                ),
                (
                    "pledge",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.storedfile",
                    ),
                ),
                (
                    "election",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
                        to="assembly.election",
                    ),
                ),
            ],
            options={
                "ordering": ["number", "named_at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("alliance", "election", "person"), name="stands_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("number__gt", 0)),
                        fields=("alliance", "election", "number"),
                        name="ballot_number_of_candidate_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QualificationCheck",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=linmeng.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=32)),
                ("bars", models.BooleanField()),
                ("evidence", models.CharField(max_length=300)),
                ("checked_by", models.CharField(max_length=60)),
                ("checked_at", models.DateTimeField()),
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
                    "candidacy",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="assembly.candidacy",
                    ),
                ),
                (
                    "file",
                    linmeng.ground.models.tenant.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ground.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["checked_at", "id"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
    ]
