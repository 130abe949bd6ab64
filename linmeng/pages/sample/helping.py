"""What the sample's neighbours can do for one another, told by themselves."""

from datetime import datetime
from functools import partial

from linmeng.pages.sample.founding import Founded
from linmeng.pages.sample.timeline import Persons, Timeline
from linmeng.people import actions as people

SKILLS = (
    ("wang", "electrics", "退休电气工程师", "看图纸、查线路，工作日上午", "alliance"),
    ("zhao", "mediation", "邻里调解", "三十年楼组长，愿意听两边说", "compound"),
    ("li", "arts", "毛笔字", "春联、标语，随时可以写", "compound"),
    ("qian", "gardening", "修剪果树", "周末，自带工具", "alliance"),
)


def plan_skills(founded: Founded, timeline: Timeline, persons: Persons) -> None:
    """Four neighbours tell of a skill, two of them to the whole alliance."""
    for place, skill in enumerate(SKILLS):
        timeline.plan(18 - place, partial(_tell, founded, persons, skill), hour=19)


def _tell(founded: Founded, persons: Persons, skill: tuple[str, str, str, str, str], at: datetime) -> None:
    who, trade, title, words, reach = skill
    person = founded.cast[who]
    people.add_qualification(
        persons.acting(person, at), person_id=person.id, title=title, trade=trade, words=words, reach=reach
    )
