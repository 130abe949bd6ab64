"""Import of an owners' roll: 20,000 rows from Excel, preview and commit, seconds and peak memory.

    python benchmarks/bench_import.py [rows]

Runs in a process of its own on a fresh SQLite database; peak memory is that of the whole process.
"""

import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROWS = 20_000
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"


def line(number: int) -> list[str]:
    """One flat of a made-up compound: 50 buildings, every tenth flat with two owners."""
    building, flat = divmod(number, 400)
    floor, door = divmod(flat, 20)
    surname = SURNAMES[number % len(SURNAMES)]
    phone = f"13{number:09d}"
    two = number % 10 == 0
    names = f"{surname}测{number}、{surname}试{number}" if two else f"{surname}测{number}"
    phones = f"{phone}、" if two else phone
    area = f"{50 + number % 90}.{number % 100:02d}"
    flat_cells = [
        f"{building + 1}号楼",
        f"{building + 1}号",
        f"{floor + 1}{door + 1:02d}",
        "",
        "住宅",
        area,
        "产权登记",
        "已售",
    ]
    return [*flat_cells, names, phones, "", "", "", "", "短信", "自住", "", ""]


def measure(rows: int) -> None:
    """Fill, preview, commit; print one line of the table."""
    import django

    django.setup()
    from django.core.management import call_command

    from linmeng.alliance.models import Compound
    from linmeng.common import clock
    from linmeng.common.actor import Actor
    from linmeng.ground.models import Alliance
    from linmeng.ground.tenancy import in_alliance
    from linmeng.people.actions import commit_roll, preview_roll

    call_command("migrate", verbosity=0)
    content = Path(os.environ["BENCH_FILE"]).read_bytes()
    alliance = Alliance.objects.create(slug="bench", name="bench")
    with in_alliance(alliance.id):
        compound = Compound.objects.create(code="b1", name="b1", address="b1")
        actor = Actor(at=clock.now(), system="bench")
        started = time.perf_counter()
        preview = preview_roll(actor, compound_id=compound.id, name="roll.xlsx", content=content)
        previewed = time.perf_counter()
        commit_roll(actor, import_id=preview.id)
        done = time.perf_counter()
        again = preview_roll(actor, compound_id=compound.id, name="roll.xlsx", content=content)
    assert (preview.new, again.new, again.changed, again.gone) == (rows, 0, 0, 0), preview.faults[:3]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"| roll import, {rows} rows, xlsx {len(content) // 1024} KiB | {previewed - started:.1f} s preview "
        f"| {done - previewed:.1f} s commit | {done - started:.1f} s | {peak} MB peak | Python {platform.python_version()} |"
    )


def main() -> None:
    """Write the workbook here, measure in a process of its own."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    print("| what | preview | commit | both | memory | machine |\n|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as home:
        sys.path.insert(0, str(ROOT))
        os.environ |= {"LINMENG_HOME": home, "LINMENG_IN_USE": "own", "BENCH_FILE": f"{home}/roll.xlsx"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "linmeng.config.settings"
        import django

        django.setup()
        from linmeng.people.bridge import roll_workbook

        Path(os.environ["BENCH_FILE"]).write_bytes(roll_workbook(line(n) for n in range(rows)))
        command = [sys.executable, __file__, str(rows), "measure"]
        subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})


if __name__ == "__main__":
    if sys.argv[2:] == ["measure"]:
        measure(int(sys.argv[1]))
    else:
        main()
