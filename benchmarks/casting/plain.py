"""A plain Django project with one view that inserts one row in one transaction; nothing of ours in it.

It is given the same database settings as the house (file or cluster, durability, kept connections) and the
back ends and middleware of `django-admin startproject`. `bare/` is open to anybody; `checked/` asks for a
log-in first (session, user, token against forged requests).

    python -m benchmarks.casting.plain PEOPLE OUT.json      creates the tables and log-ins
    granian … benchmarks.casting.plain:application          serves
"""

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from linmeng.config import env

APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"]
STACK = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def _database() -> dict[str, Any]:
    place = Path(os.environ["PLAIN_HOME"])
    place.mkdir(parents=True, exist_ok=True)
    database = env.database(place)
    vendor = str(database["ENGINE"]).rsplit(".", 1)[1]
    own = {"sqlite": "django.db.backends.sqlite3", "postgresql": "django.db.backends.postgresql"}
    return {**database, "ENGINE": own[vendor]}


settings.configure(
    SECRET_KEY="plain",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": _database()},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=APPS,
    MIDDLEWARE=STACK,
    USE_TZ=True,
)
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402


class Row(models.Model):
    vote = models.BigIntegerField()
    unit = models.BigIntegerField()
    choice = models.CharField(max_length=8)

    class Meta:
        app_label = "plain"
        constraints = [models.UniqueConstraint(fields=["vote", "unit"], name="one_ballot_a_unit")]


def _insert(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        row = Row.objects.create(vote=1, unit=int(request.POST["unit"]), choice=request.POST["q1"])
    return HttpResponse(str(row.pk))


def healthz(request: HttpRequest) -> HttpResponse:
    """As the house answers."""
    return HttpResponse("ok")


urlpatterns = [
    path("bare/", csrf_exempt(_insert)),
    path("checked/", login_required(_insert)),
    path("healthz", healthz),
]


def _session_of(user: User) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def main(people: int, out: Path) -> None:
    """Tables, and a log-in for each person."""
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    with transaction.atomic():
        users = User.objects.bulk_create(
            User(username=f"p{number}", password="!") for number in range(people)
        )
        sessions = [_session_of(user) for user in users]
    out.write_text(json.dumps(sessions))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
else:
    application = get_wsgi_application()
