"""The environment, read once. A bad value stops the start with one clear sentence."""

import secrets
import sys
from pathlib import Path

import environ

PROJECT = Path(__file__).resolve().parent.parent.parent
_env = environ.Env()


def _stop(sentence: str) -> None:
    sys.exit(f"邻盟: {sentence}")


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """One of a few words."""
    value = str(_env.str(name, default=default))
    if value not in allowed:
        _stop(f"{name}={value!r}: expected one of {', '.join(allowed)} / 只能是其中之一")
    return value


def flag(name: str, default: bool) -> bool:
    """Yes or no."""
    return choice(name, ("0", "1"), "1" if default else "0") == "1"


def text(name: str, default: str = "") -> str:
    """Any text."""
    return str(_env.str(name, default=default))


def digits(name: str, default: str) -> str:
    """A whole number as it is written."""
    value = text(name, default)
    if not value.isascii() or not value.isdigit():
        _stop(f"{name}={value!r}: expected a whole number / 应为整数")
    return value


def both(first: str, second: str) -> tuple[str, str]:
    """Two texts that stand together or not at all."""
    given = text(first), text(second)
    if bool(given[0]) != bool(given[1]):
        missing = second if given[0] else first
        _stop(f"{missing} is missing: {first} and {second} stand together / 两项要一起填写")
    return given


def words(name: str, default: list[str]) -> list[str]:
    """Words parted by commas."""
    return list(_env.list(name, default=default))


def home() -> Path:
    """LINMENG_HOME, made private; by default a folder of the checkout that git ignores."""
    folder = Path(_env.str("LINMENG_HOME", default=str(PROJECT / ".linmeng"))).expanduser().resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "static").mkdir(exist_ok=True)  # where an operator may collect static files
    except OSError as fault:
        _stop(f"LINMENG_HOME={folder}: {fault.strerror} / 这个文件夹用不了")
    return folder


def dwelling(folder: Path) -> Path:
    """The part of the home in use: `sample` (示例数据) or `own`; each has its database, files, keys."""
    pointer = folder / "in_use"
    chosen = pointer.read_text().strip() if pointer.exists() else ""
    place = folder / (_env.str("LINMENG_IN_USE", default="") or chosen or "own")  # never the home itself
    for part in (place, place / "files", place / "keys", place / "outbox"):
        part.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def secret_key(keys: Path) -> str:
    """The server's secret, made at first start and kept with mode 0600."""
    given = _env.str("LINMENG_SECRET_KEY", default="")
    if given:
        return str(given)
    file = keys / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text()


def database(place: Path) -> dict[str, object]:
    """SQLite in the home unless LINMENG_DATABASE_URL names a PostgreSQL."""
    url = _env.str("LINMENG_DATABASE_URL", default="")
    if not url:
        return {
            "ENGINE": "linmeng.ground.db.sqlite",
            "NAME": str(place / "linmeng.sqlite3"),
            "CONN_MAX_AGE": 60,  # to open the file anew costs more than most pages
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: an acknowledged ballot survives a power cut
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-32000;"
                "PRAGMA mmap_size=268435456;",
            },
        }
    if not url.startswith(("postgres://", "postgresql://")):
        _stop(
            f"LINMENG_DATABASE_URL={url!r}: expected postgres://user@host/name / 应为 postgres:// 开头的地址"
        )
    settings: dict[str, object] = dict(environ.Env.db_url_config(url))
    settings["ENGINE"] = "linmeng.ground.db.postgresql"
    settings["CONN_MAX_AGE"] = 60
    settings["DISABLE_SERVER_SIDE_CURSORS"] = True
    return settings
