"""Django's own `migrate`, which draws only the models that a migration touches."""

from django.core.management.commands import migrate

from linmeng.pages.management.migrating import ExecutorOfTouched


class Command(migrate.Command):
    def handle(self, *args: object, **options: object) -> None:
        setattr(migrate, "MigrationExecutor", ExecutorOfTouched)  # noqa: B010  Django's command has no other way
        super().handle(*args, **options)
