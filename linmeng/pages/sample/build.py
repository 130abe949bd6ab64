"""Building the sample alliance: founded, then lived through day by day, all by the house's own actions."""

from datetime import date, datetime

from linmeng.common.clock import local_day
from linmeng.ground.models import Alliance
from linmeng.ground.statistics import refresh_statistics
from linmeng.ground.tenancy import in_alliance
from linmeng.pages.sample.asking import plan_requests
from linmeng.pages.sample.carrying import CHARGING, Carrying
from linmeng.pages.sample.changing import LIFT, PUMPS, Longer, Resting
from linmeng.pages.sample.count_night import GATE, CountNight
from linmeng.pages.sample.deciding import Deciding
from linmeng.pages.sample.doubting import ROOF, Doubting
from linmeng.pages.sample.electing import Electing
from linmeng.pages.sample.founding import SINCE_YEARS, Founded, found, give_seats
from linmeng.pages.sample.gathering import Gathering
from linmeng.pages.sample.helping import plan_skills
from linmeng.pages.sample.leaving import plan_leaving
from linmeng.pages.sample.linking import NEW_LIFT, Linking
from linmeng.pages.sample.office import Office
from linmeng.pages.sample.petitioning import plan_petition
from linmeng.pages.sample.reaching import plan_reaching
from linmeng.pages.sample.reelecting import Reelecting
from linmeng.pages.sample.scanning import plan_scans
from linmeng.pages.sample.telling import Telling
from linmeng.pages.sample.timeline import Persons, Timeline

SLUG = "dongzhen"
NAME = "东镇红色业委会自治联盟"


def build_sample(now: datetime) -> Alliance:
    """Fill an empty database with the sample alliance; its past ends at `now`."""
    alliance = Alliance.objects.create(slug=SLUG, name=NAME, is_sample=True)
    timeline = Timeline(local_day(now))
    with in_alliance(alliance.id):
        founded = found(alliance, timeline)
        give_seats(founded, timeline, date(timeline.today.year - SINCE_YEARS, 3, 1))
        refresh_statistics()
        persons = Persons()
        telling = Telling(founded, timeline, persons)
        telling.plan()
        Deciding(founded, timeline, persons, telling).plan()
        Gathering(founded, timeline, persons).plan()
        Electing(founded, timeline, persons).plan()
        Reelecting(founded, timeline, persons).plan()
        _plan_votes_on_the_way(founded, timeline, persons)
        plan_petition(founded, timeline, persons)
        plan_leaving(founded, timeline, persons)
        plan_skills(founded, timeline, persons)
        Office(founded, persons, telling).plan(timeline)
        plan_requests(founded, timeline, persons)
        plan_scans(founded, timeline, telling)
        plan_reaching(founded, timeline, persons)
        timeline.live_through(now)
    return alliance


def _plan_votes_on_the_way(founded: Founded, timeline: Timeline, persons: Persons) -> None:
    """One vote for each thing that may happen between notice and archive, each in a place of its own."""
    for kind, asked in (
        (Carrying, CHARGING),
        (CountNight, GATE),
        (Doubting, ROOF),
        (Resting, PUMPS),
        (Longer, LIFT),
        (Linking, NEW_LIFT),
    ):
        kind(founded, timeline, persons, asked).plan()
