"""Code letters of a large compound: 4,300 letters issued, printed into one zip; seconds, peak memory, size.

    python -m benchmarks.bench_letters [letters] [large]

Runs on a fresh SQLite database in a process of its own, through the same actions and the same worker
function as the house; peak memory is that of the whole process, Django included.
Goal: 4,300 letters made in at most 90 s and 500 MB.
"""

import atexit
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LETTERS = 4_300
A_FLOOR, FLOORS, ENTRANCES = 2, 12, 3
DOORS = A_FLOOR * FLOORS


def prepare() -> None:
    """A home of its own, before Django reads its settings."""
    home = os.environ["LINMENG_HOME"] = tempfile.mkdtemp(prefix="linmeng-bench-letters-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["LINMENG_IN_USE"] = "own"
    os.environ["DJANGO_SETTINGS_MODULE"] = "linmeng.config.settings"
    os.environ.pop("LINMENG_DATABASE_URL", None)
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill(cast, letters: int) -> None:
    """A compound of houses with three entrances of 24 doors each."""
    from linmeng.alliance.models import Building, Entrance, Unit
    from tests.cast import SINCE

    compound, units = cast.next_door, []
    building = entrance = None
    for number in range(letters - 1):  # the cast's own unit next door is one more
        house, rest = divmod(number, DOORS * ENTRANCES)
        stair, door = divmod(rest, DOORS)
        if rest == 0:
            name = f"{house + 11}号楼"
            building = Building.objects.create(
                compound=compound, code=str(house + 11), name=name, walk_order=house + 11
            )
        if door == 0:
            entrance = Entrance.objects.create(
                building=building, code=f"{stair + 1}", name=f"{stair + 1}号门", walk_order=stair
            )
        room = f"{door // A_FLOOR + 1}{door % A_FLOOR + 1:02d}"
        units.append(
            Unit(
                compound=compound,
                building=building,
                entrance=entrance,
                code=f"{house + 11}-{stair + 1}-{room}",
                room=room,
                floor=door // A_FLOOR + 1,
                area_dm2=8_000,
                walk_order=door,
                valid_from=SINCE,
            )
        )
    Unit.objects.bulk_create(units, batch_size=500)


def measure(letters: int, *, large: bool) -> str:
    """Issue, print, and say how long each took."""
    from linmeng.ground.actions.documents import document_path
    from linmeng.ground.tenancy import in_alliance
    from linmeng.pages.papers.making import make_waiting
    from linmeng.papers.actions import SheetPlace, issue_sheets
    from linmeng.papers.models import PrintRun
    from linmeng.people.actions.letters import issue_letters
    from tests.cast import NOON, build_cast

    cast = build_cast()
    with in_alliance(cast.alliance.id):
        fill(cast, letters)
        start, clerk = time.perf_counter(), cast.actor("sun")
        issued = issue_letters(clerk, compound_id=cast.next_door.id)
        places = [SheetPlace(unit_id=letter.unit_id, subject_id=letter.id) for letter in issued]
        run = issue_sheets(
            clerk,
            compound=cast.next_door,
            kind="code_letter",
            title="密码信",
            places=places,
            large_print=large,
        )
        issuing = time.perf_counter() - start
        start = time.perf_counter()
        make_waiting(cast.alliance, NOON)
        making = time.perf_counter() - start
        run = PrintRun.objects.select_related("file").get(id=run.id)
        assert (run.state, run.sheets_made) == ("made", letters), run.fault
        assert run.file is not None
        size = document_path(run.file).stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    variant = "large print" if large else "half A4"
    met = "yes" if making <= 90 and peak <= 500 else "**no**"
    return (
        f"| {letters:,} letters, {variant} | {issuing:.1f} | {making:.1f} | {making / letters * 1000:.1f} "
        f"| {peak:.0f} | {size / 1024 / 1024:.1f} | {met} |"
    )


def main() -> None:
    """One variant a process, so that each peak is its own."""
    asked = [word for word in sys.argv[1:] if word.isdigit()]
    letters = int(asked[0]) if asked else LETTERS
    if "one" in sys.argv:
        prepare()
        print(measure(letters, large="large" in sys.argv), flush=True)
        return
    said = subprocess.run(
        ["git", "-C", str(ROOT), "describe", "--always", "--dirty"],
        check=False,
        capture_output=True,
        text=True,
    )
    cpu = next((w.split(":")[1].strip() for w in _lines("/proc/cpuinfo") if "model name" in w), "?")
    load = os.getloadavg()[0]
    print("# Printing code letters\n")
    print(
        f"Commit {said.stdout.strip()}; {cpu}, {os.cpu_count()} cores (load {load:.1f} at the start), "
        f"Python {platform.python_version()}; SQLite. {DOORS} doors an entrance, one PDF/UA file each with its list "
        "on top, in one zip. Goal: made in ≤ 90 s and ≤ 500 MB.\n"
    )
    print(
        "| what | issue s | make s | ms a letter | peak MB | zip MB | goal met |\n|---|---|---|---|---|---|---|",
        flush=True,
    )
    for variant in ([], ["large"]):
        subprocess.run([sys.executable, __file__, str(letters), "one", *variant], check=True, cwd=ROOT)


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


if __name__ == "__main__":
    main()
