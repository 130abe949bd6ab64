import pytest, time
from tests.cast import Cast
from linmeng.people.actions import *
from linmeng.people.bridge import *
from linmeng.people.queries import roll_lines
from linmeng.people.bridge.faults import Fault
def test_smoke(cast: Cast):
    sun = cast.actor("sun")
    content = roll_workbook(roll_lines(cast.compound.id, sun.today))
    imp = preview_roll(sun, compound_id=cast.compound.id, name="a.xlsx", content=content)
    for f in imp.faults: print(Fault.from_json(f).place, Fault.from_json(f).sentence, Fault.from_json(f).remedy)
    print(imp.rows, imp.new, imp.changed, imp.gone, imp.changes)
    commit_roll(sun, import_id=imp.id)
    from linmeng.people.bridge.template import EXAMPLE
    imp = preview_roll(sun, compound_id=cast.next_door.id, name="a.xlsx", content=roll_workbook(EXAMPLE))
    for f in imp.faults: print(Fault.from_json(f).place, Fault.from_json(f).sentence, Fault.from_json(f).remedy)
    print(imp.rows, imp.new, imp.changed, imp.gone, imp.changes)
    commit_roll(sun, import_id=imp.id)
    imp = preview_roll(sun, compound_id=cast.next_door.id, name="a.xlsx", content=roll_workbook(EXAMPLE))
    print(imp.rows, imp.new, imp.changed, imp.gone, imp.changes)
    rows=[RollRow(building=str(b),entrance=str(b),room=f"{f}{r:02d}",area_dm2=8000,owners=(RollOwner(RollPerson(f"张{b}{f}{r}",f"139{b:02d}{f:02d}{r:04d}")),RollOwner(RollPerson(f"李{b}{f}{r}"))),residents=(RollResident(RollPerson(f"李{b}{f}{r}"),"owner"),)) for b in range(1,13) for f in range(1,19) for r in range(1,21)]
    t=time.time(); c=fill_compound(sun, compound_id=cast.next_door.id, rows=rows); print(len(rows), c, time.time()-t)
    t=time.time(); c=fill_compound(sun, compound_id=cast.next_door.id, rows=rows); print(len(rows), c, time.time()-t)
