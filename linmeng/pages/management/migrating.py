"""Migrations that draw only the models they touch: an empty house gets its tables in seconds.

Django works on model classes drawn from the history of the migrations. When one of them changes it draws anew all
that are related to it, and with us all are, through the alliance: each of several hundred steps drew every model.
A step that concerns one table needs that one model only. All are drawn before a migration with any other step;
a step that runs Python asks Django for that itself.
"""

from typing import Any

from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState, StateApps

from linmeng.ground.migration_operations import AppendOnly, ForgetAfter, SearchIndex

_OF_ONE_TABLE = (
    operations.CreateModel,
    operations.AddField,
    operations.AddConstraint,
    operations.AlterConstraint,
    operations.RemoveConstraint,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.AlterModelOptions,
    operations.AlterModelManagers,
    operations.RunPython,
    AppendOnly,
    ForgetAfter,
    SearchIndex,
)


def concerns_one_table(step: Operation) -> bool:
    """Whether a step leaves all other tables, and what they point at, as they are."""
    if isinstance(step, operations.AlterField):
        return not (step.field.primary_key or step.field.unique)  # only to such a field another may point
    return isinstance(step, _OF_ONE_TABLE)


class StateOfTouched(ProjectState):
    """The models so far, of which those not touched may still point at a model as it was before."""

    one_by_one = False

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """Draw a changed model anew."""
        if not self.one_by_one:
            super().reload_model(app_label, model_name, delay)
        elif "apps" in self.__dict__:
            self.is_delayed = True
            self._reload({(app_label, model_name)})  # type: ignore[attr-defined]

    def draw_all(self) -> StateApps:
        """All models; from here on each points at the others as they are now."""
        self.clear_delayed_apps_cache()
        self.is_delayed = False
        return self.apps


class ExecutorOfTouched(MigrationExecutor):
    """Applies migrations as Django does, on such a state."""

    def _migrate_all_forwards(self, state: ProjectState, *plans: Any, **ways: Any) -> ProjectState:
        touched = StateOfTouched(state.models, state.real_apps)
        return super()._migrate_all_forwards(touched, *plans, **ways)  # type: ignore[misc]

    def apply_migration(self, state: Any, migration: Migration, *words: Any, **ways: Any) -> ProjectState:
        """One migration, on models drawn one by one if every step concerns one table."""
        state.one_by_one = all(concerns_one_table(step) for step in migration.operations)
        if not state.one_by_one:
            state.draw_all()
        return super().apply_migration(state, migration, *words, **ways)
