"""The commands an operator types."""

import json
import sqlite3
import tarfile
from contextlib import closing
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from linmeng.common import clock
from linmeng.ground.models import Alliance
from linmeng.ground.tenancy import citywide, in_alliance
from linmeng.pages.management.commands.seal_day import last_day_over
from linmeng.pages.management.keeping import BadBackup, read_backup, write_backup
from linmeng.record.actions import write
from linmeng.record.models import DaySeal, Entry
from tests.cast import Cast
from tests.record.test_verify import DAY
from tests.serve.house import linmeng
from tests.triggers import triggers_dropped


@pytest.fixture
def house(cast: Cast) -> Cast:
    """Two alliances with an entry each."""
    write(cast.actor("sun"), "noted", {})
    other = Alliance.objects.create(slug="xizhen", name="西镇")
    with in_alliance(other.id):
        write(cast.actor("stranger"), "noted", {})
    return cast


def _call(*words: object) -> str:
    said = StringIO()
    with translation.override("en"):
        call_command(*words, stdout=said)
    return said.getvalue()


def test_record_of_every_alliance_is_verified(house: Cast) -> None:
    assert _call("verify_record") == (
        "dongzhen: 1 entries, 0 seals, all hold\nxizhen: 1 entries, 0 seals, all hold\n"
    )
    assert _call("verify_record", "--slug", "xizhen") == "xizhen: 1 entries, 0 seals, all hold\n"
    with pytest.raises(CommandError, match="no alliance “nowhere”"):
        _call("verify_record", "--slug", "nowhere")


def test_broken_record_is_named_and_ends_with_one(house: Cast) -> None:
    with triggers_dropped("record_entry"):
        Entry.objects.filter(kind="noted").update(kind="forged")
    said = StringIO()
    with translation.override("en"), pytest.raises(CommandError) as ended:
        call_command("verify_record", stdout=said)
    assert ended.value.returncode == 1
    assert "BROKEN: entry 1: its columns differ from its text" in said.getvalue()


def test_missing_days_of_every_alliance_are_sealed(house: Cast) -> None:
    with citywide():
        days = (last_day_over(clock.now()) - DAY).days + 1
    assert _call("seal_day") == f"{2 * days} days sealed.\n"
    assert _call("seal_day") == "0 days sealed.\n"
    with citywide():
        assert DaySeal.objects.count() == 2 * days


def test_day_is_over_five_minutes_after_midnight() -> None:
    midnight = clock.day_start(DAY + timedelta(days=1))
    assert last_day_over(midnight + timedelta(minutes=4, seconds=59)) == DAY - timedelta(days=1)
    assert last_day_over(midnight + timedelta(minutes=5)) == DAY


def test_running_day_is_not_sealed(house: Cast) -> None:
    with pytest.raises(CommandError, match="not over yet"):
        _call("seal_day", "--day", clock.local_day(clock.now()).isoformat())


def test_one_named_day_is_sealed(house: Cast) -> None:
    said = _call("seal_day", "--day", DAY.isoformat())
    assert [line.split()[:2] for line in said.splitlines()] == [
        ["dongzhen", "2026-07-05"],
        ["xizhen", "2026-07-05"],
    ]


def test_worker_does_one_turn(house: Cast) -> None:
    assert _call("worker", "--once") == "0\n"


def test_sample_is_set_aside_and_comes_back(house_home: Path) -> None:
    (house_home / "sample").mkdir()
    (house_home / "own" / "linmeng.sqlite3").rename(house_home / "sample" / "linmeng.sqlite3")
    (house_home / "in_use").write_text("sample\n")
    before = (house_home / "sample" / "linmeng.sqlite3").read_bytes()
    linmeng(house_home, "start-empty")
    assert (house_home / "in_use").read_text() == "own\n"
    with closing(sqlite3.connect(house_home / "own" / "linmeng.sqlite3")) as database:
        assert database.execute("SELECT COUNT(*) FROM ground_alliance").fetchone() == (0,)
    linmeng(house_home, "start-empty", "--back")
    assert (house_home / "in_use").read_text() == "sample\n"
    assert (house_home / "sample" / "linmeng.sqlite3").read_bytes() == before


def test_return_without_a_sample_is_told(house_home: Path) -> None:
    told = linmeng(house_home, "start-empty", "--back", check=False)
    assert (told.returncode, "Traceback" in told.stderr) == (1, False)
    assert not (house_home / "in_use").exists()


def _filled(home: Path) -> None:
    with closing(sqlite3.connect(home / "own" / "linmeng.sqlite3")) as database:
        database.execute("INSERT INTO ground_alliance VALUES (1, 'dongzhen', '东镇', 0)")
        database.commit()
    (home / "own/files/1/2026").mkdir(parents=True)
    (home / "own/files/1/2026/photo.jpg").write_bytes(b"photo")


def test_backup_comes_back_whole(house_home: Path, tmp_path: Path) -> None:
    _filled(house_home)
    kept, new_home = tmp_path / "kept.tar", tmp_path / "new"
    linmeng(house_home, "backup", str(kept))
    assert kept.stat().st_mode & 0o777 == 0o600
    linmeng(new_home, "restore", str(kept))
    with closing(sqlite3.connect(new_home / "own/linmeng.sqlite3")) as database:
        assert database.execute("SELECT slug FROM ground_alliance").fetchall() == [("dongzhen",)]
    for name in ("files/1/2026/photo.jpg", "keys/secret_key"):
        assert (new_home / "own" / name).read_bytes() == (house_home / "own" / name).read_bytes()
    assert linmeng(new_home, "verify-record").returncode == 0


def test_backup_writes_over_nothing(house_home: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.tar"
    kept.write_bytes(b"precious")
    assert linmeng(house_home, "backup", str(kept), check=False).returncode == 1
    assert kept.read_bytes() == b"precious"


def test_restore_refuses_a_home_in_use(house_home: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.tar"
    write_backup(house_home / "own", kept)
    told = linmeng(house_home, "restore", str(kept), check=False)
    assert (told.returncode, "linmeng.sqlite3" in told.stderr) == (1, True)


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("content", "files/1/2026/photo.jpg"),
        ("missing", "files/1/2026/photo.jpg"),
        ("no list", "contents.json"),
        ("no tar", "bad.tar"),
        ("path", "evil"),
    ],
)
def test_damaged_backup_is_refused_and_leaves_nothing(
    tmp_path: Path,
    house_home: Path,
    damage: str,
    named: str,
) -> None:
    _filled(house_home)
    kept, bad, place = tmp_path / "kept.tar", tmp_path / "bad.tar", tmp_path / "new" / "own"
    place.mkdir(parents=True)
    write_backup(house_home / "own", kept)
    _damage(kept, bad, damage)
    with pytest.raises(BadBackup, match=named):
        read_backup(bad, place)
    assert list(tmp_path.glob("new/**/*")) == [place]
    assert not (tmp_path / "evil").exists()


def _damage(kept: Path, bad: Path, damage: str) -> None:
    if damage == "no tar":
        bad.write_bytes(b"no tar at all")
        return
    with tarfile.open(kept) as source, tarfile.open(bad, "w") as target:
        for member in source.getmembers():
            content = source.extractfile(member)
            assert content is not None
            data = content.read()
            if member.name == "contents.json" and damage == "path":
                data = json.dumps({**json.loads(data), "files/../../../evil": "0" * 64}).encode()
                member.size = len(data)
            elif member.name.endswith("photo.jpg") and damage == "content":
                data = b"phot0"
            elif (member.name.endswith("photo.jpg") and damage == "missing") or (
                member.name == "contents.json" and damage == "no list"
            ):
                continue
            target.addfile(member, BytesIO(data))


def test_deployment_check_names_what_is_missing(house_home: Path) -> None:
    told = linmeng(house_home, "check-deploy", check=False)
    assert told.returncode == 1
    assert told.stdout.count("✗") >= 2
    good = linmeng(
        house_home,
        "check-deploy",
        LINMENG_SITE="https://linmeng.example",
        LINMENG_HOSTS="linmeng.example",
        LINMENG_SMS="http",
    )
    assert (good.returncode, good.stdout.count("✗")) == (0, 0)


def test_bad_environment_stops_with_a_sentence(tmp_path: Path) -> None:
    for name, value in [
        ("LINMENG_DATABASE_URL", "mysql://x"),
        ("LINMENG_SMS", "pigeon"),
        ("LINMENG_GUARD", "yes"),
    ]:
        told = linmeng(tmp_path / "home", "check", check=False, **{name: value})
        assert (told.returncode, "Traceback" in told.stderr, name in told.stderr) == (1, False, True)


def test_private_folders_are_private(house_home: Path) -> None:
    modes = {
        name: oct((house_home / name).stat().st_mode & 0o777)
        for name in ("", "own", "own/keys", "own/keys/secret_key")
    }
    assert modes == {"": "0o700", "own": "0o700", "own/keys": "0o700", "own/keys/secret_key": "0o600"}
