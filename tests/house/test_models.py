"""Every model of the house passes every check; a planted fault is named by the check it breaks."""

import pytest
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test.utils import isolate_apps

from linmeng.ground.ids import new_id
from linmeng.ground.models import Alliance, TenantForeignKey, TenantModel
from linmeng.people.models import Person, User
from tests.house import model_checks
from tests.house.model_checks import CHECKS
from tests.house.models_of_ours import models_of_ours


@pytest.mark.parametrize("check", CHECKS, ids=[check.__name__ for check in CHECKS])
def test_models_of_the_house_pass(check: object) -> None:
    assert check(models_of_ours()) == []  # type: ignore[operator]


def test_walk_meets_the_models() -> None:
    labels = {model._meta.label for model in models_of_ours()}
    assert {"ground.Alliance", "record.Entry", "people.User", "assembly.Vote"} <= labels
    assert len(labels) > 40


@isolate_apps("linmeng.alliance", "linmeng.people")
def test_relation_to_a_later_area_is_named() -> None:
    class Hall(TenantModel):
        keeper = TenantForeignKey(Person, related_name="+")

        class Meta:
            app_label = "alliance"

    assert model_checks.backward_relations([Hall]) == [
        "alliance.Hall.keeper points on to the later people.Person"
    ]


@isolate_apps("linmeng.alliance")
def test_row_without_alliance_is_named() -> None:
    class Loose(models.Model):
        id = models.BigIntegerField(primary_key=True, default=new_id)

        class Meta:
            app_label = "alliance"

    class Optional(models.Model):
        is_tenant = True
        alliance = models.ForeignKey(Alliance, null=True, on_delete=models.PROTECT)

        class Meta:
            app_label = "alliance"

    assert model_checks.rows_without_alliance([Loose, Optional]) == [
        "alliance.Loose does not carry its alliance",
        "alliance.Optional does not carry its alliance",
    ]


@isolate_apps("linmeng.alliance")
def test_uniqueness_across_alliances_is_named() -> None:
    class Badge(TenantModel):
        code = models.CharField(max_length=9, unique=True)
        colour = models.CharField(max_length=9)

        class Meta:
            app_label = "alliance"
            constraints = [models.UniqueConstraint(fields=["colour"], name="colour_once")]
            unique_together = [("code", "colour")]

    assert model_checks.uniqueness_across_alliances([Badge]) == [
        "alliance.Badge: colour_once leaves the alliance out",
        "alliance.Badge: unique_together leaves the alliance out",
        "alliance.Badge.code is unique in all alliances at once",
    ]


@isolate_apps("linmeng.people", "linmeng.ground", "django.contrib.contenttypes")
def test_forbidden_relations_are_named() -> None:
    class Knot(TenantModel):
        one = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
        plain = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
        cascading = TenantForeignKey(Person, on_delete=models.CASCADE, related_name="+")
        log_in = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
        many = models.ManyToManyField(Person, related_name="+")
        kind = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
        thing = GenericForeignKey("kind", "id")

        class Meta:
            app_label = "people"

    class Directory(models.Model):
        id = models.BigIntegerField(primary_key=True, default=new_id)
        person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "people"

    class Child(Directory):
        class Meta:
            app_label = "people"

    assert model_checks.forbidden_relations([Knot, Directory, Child]) == [
        "people.Knot: many-to-many needs a model of its own",
        "people.Knot: a generic foreign key points anywhere",
        "people.Knot.one: one-to-one is unique in all alliances at once",
        "people.Knot.plain must be a TenantForeignKey",
        "people.Knot.cascading: rows of the house are not deleted, so PROTECT",
        "people.Knot.log_in: a link to a log-in has no database constraint",
        "people.Directory.person: a global row points into an alliance",
        "people.Child: inherits the table of another model",
        "people.Child.directory_ptr: one-to-one is unique in all alliances at once",
    ]


@isolate_apps("linmeng.alliance")
def test_counted_identifier_and_inexact_number_are_named() -> None:
    class Counted(models.Model):
        share = models.FloatField()
        price = models.DecimalField(max_digits=9, decimal_places=2)

        class Meta:
            app_label = "alliance"

    assert model_checks.identifiers([Counted]) == ["alliance.Counted: its identifier is not made by new_id"]
    assert model_checks.float_columns([Counted]) == [
        "alliance.Counted.share is no exact number",
        "alliance.Counted.price is no exact number",
    ]
