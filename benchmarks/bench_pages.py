"""Lists, search and the public board over 20,000 voices: queries and milliseconds a page.

Run as `python benchmarks/bench_pages.py`; everything lives in a temporary home. One process answers the
test client, with all middleware and sessions, without any cache. Words are invented from a fixed seed.
"""

import atexit
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "benchmarks" / "results" / "pages.md"
SEED, SMALL, LARGE, ROUNDS, GOAL_MS = 20260705, 20, 20_000, 200, 80
PARTS = {
    "where": ["三号楼", "北墙", "电梯", "车库", "中庭", "楼道", "门卫室", "垃圾箱房", "屋顶", "地面电井"],
    "what": [
        "瓷砖松动",
        "灯不亮",
        "漏水",
        "太吵",
        "没有人管",
        "堵住了",
        "味道很大",
        "停得太乱",
        "坏了很久",
        "不安全",
    ],
    "wish": ["请来看看", "希望尽快修好", "大家都很担心", "已经说过几次", "谢谢你们", "能不能换一个"],
}


def prepare() -> None:
    """A home of its own, before Django reads its settings."""
    home = os.environ["LINMENG_HOME"] = tempfile.mkdtemp(prefix="linmeng-bench-pages-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["LINMENG_IN_USE"] = "own"
    os.environ["DJANGO_SETTINGS_MODULE"] = "linmeng.config.settings"
    os.environ.pop("LINMENG_DATABASE_URL", None)
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def sentence(dice: random.Random, number: int) -> str:
    """Some words a neighbour might say, all different."""
    parts = [dice.choice(PARTS[name]) for name in ("where", "what", "wish")]
    return f"{parts[0]}{parts[1]}，{parts[2]}。（第{number}件）"


def fill(cast, first: int, last: int) -> None:
    """Voices over both compounds and 700 days; every fortieth becomes a matter with an answer."""
    from linmeng.common.actor import Actor
    from linmeng.ground.tenancy import in_alliance
    from linmeng.voices.actions import ImportedVoice, answer, import_voices, take_up
    from linmeng.voices.models import Voice
    from tests.cast import NOON

    dice = random.Random(SEED + first)
    with in_alliance(cast.alliance.id):
        system = Actor(at=NOON, system="bench")
        for place, compound in enumerate((cast.compound, cast.next_door)):
            rows = [
                ImportedVoice(str(n), sentence(dice, n), NOON - timedelta(minutes=50 * n))
                for n in range(first, last)
                if n % 2 == place
            ]
            import_voices(system, compound_id=compound.id, rows=rows, source="bench")
        clerk = cast.actor("sun")
        for voice in Voice.objects.filter(state="received").order_by("id")[: max(1, (last - first) // 40)]:
            matter = take_up(
                clerk, voice_ids=[voice.id], title=voice.words[:20], summary="", nature="common_part"
            )
            answer(clerk, matter_id=matter.id, words="已经安排。")


def addresses(cast) -> dict[str, tuple[str, str]]:
    """What is measured: name → (who looks, address)."""
    home = f"/a/{cast.alliance.slug}/"
    return {
        "list of voices": ("sun", f"{home}voices/"),
        "list of voices, one compound, waiting": ("sun", f"{home}voices/?compound=wt&state=received"),
        "list of voices, by day of answer": ("sun", f"{home}voices/?order=due"),
        "list of voices, last page": ("sun", f"{home}voices/?page=100000"),
        "search among voices (电梯)": ("sun", f"{home}voices/?q=电梯"),
        "search among voices (一字: 灯)": ("sun", f"{home}voices/?q=灯"),
        "one voice with its triage form": ("sun", f"{home}voices/{{voice}}/"),
        "public list of matters": ("", f"{home}matters/"),
        "one matter": ("", f"{home}matters/{{matter}}/"),
        "problem list": ("", f"{home}c/wt/list/problem/"),
        "search page (电梯)": ("sun", f"{home}search?q=电梯"),
        "public board": ("", home),
    }


def client_of(cast, who: str):
    """A browser logged in as one of the cast, or nobody's."""
    from django.test import Client

    client = Client()
    if who:
        client.force_login(
            cast.people[who].user, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
    return client


def named(cast, address: str) -> str:
    """The address with the newest waiting voice and matter in it."""
    from linmeng.ground.tenancy import in_alliance
    from linmeng.voices.models import Matter, Voice

    with in_alliance(cast.alliance.id):
        voice = Voice.objects.filter(state="received").order_by("-received_at").first()
        matter = Matter.objects.order_by("-id").first()
    return address.format(voice=voice.id if voice else 0, matter=matter.id if matter else 0)


def queries_of(client, address: str) -> int | None:
    """How many statements a page needs; None when there is no such page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        status = client.get(address).status_code
    return len(queries) if status == 200 else None


def milliseconds(client, address: str) -> tuple[float, float, float]:
    """p50 and p95 of `ROUNDS` requests by the wall clock, and the mean of the processor's time."""
    for _warm in range(5):
        client.get(address)
    taken, busy = [], time.process_time()
    for _round in range(ROUNDS):
        start = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - start) * 1000)
    busy = (time.process_time() - busy) * 1000 / ROUNDS
    taken.sort()
    return taken[ROUNDS // 2], taken[ROUNDS * 95 // 100], busy


def measure(cast) -> list[str]:
    """The rows of the table."""
    few = {
        name: queries_of(client_of(cast, who), named(cast, a)) for name, (who, a) in addresses(cast).items()
    }
    start = time.perf_counter()
    fill(cast, SMALL, LARGE)
    print(f"{LARGE - SMALL} voices filled in {time.perf_counter() - start:.1f} s", flush=True)
    rows = []
    for name, (who, address) in addresses(cast).items():
        client, here = client_of(cast, who), named(cast, address)
        client.get(here)
        many = queries_of(client, here)
        if many is None:
            print(f"{name}: no such page, left out", flush=True)
            continue
        p50, p95, busy = milliseconds(client, here)
        verdict = "yes" if p95 <= GOAL_MS and many == few[name] else "**no**"
        rows.append(f"| {name} | {few[name]} | {many} | {p50:.1f} | {p95:.1f} | {busy:.1f} | {verdict} |")
        print(rows[-1], flush=True)
    return rows


def machine() -> str:
    """What it ran on."""
    cpu = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if "model name" in line), "?")
    load = os.getloadavg()[0]
    return f"{cpu}, {os.cpu_count()} cores (load {load:.1f} at the start), Python {platform.python_version()}"


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def commit() -> str:
    """The commit measured."""
    said = subprocess.run(
        ["git", "-C", str(ROOT), "describe", "--always", "--dirty"],
        check=False,
        capture_output=True,
        text=True,
    )
    return said.stdout.strip() or "unknown"


def main() -> None:
    prepare()
    from django.conf import settings

    from tests.cast import build_cast

    where, cast = machine(), build_cast()
    fill(cast, 0, SMALL)
    rows = measure(cast)
    head = [
        "# Pages over 20,000 voices",
        "",
        f"Commit {commit()}; {where}; {settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[1]}; seed {SEED}; "
        f"{LARGE:,} voices in two compounds, one in forty taken up and answered; {ROUNDS} requests a page through",
        "Django's test client in one process, all middleware, guard on, no cache. "
        f"Goal: p95 ≤ {GOAL_MS} ms and as many queries at {LARGE:,} rows as at {SMALL}.",
        "",
        f"| page | queries at {SMALL} | queries at {LARGE:,} | p50 ms | p95 ms | CPU ms | goal met |",
        "|---|---|---|---|---|---|---|",
    ]
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
