"""The clerk's Monday in thirteen compounds takes at most twenty minutes (S20)."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser import monday
from tests.browser.house import House
from tests.browser.monday import Clerk
from tests.browser.visitor import PHONES, confirm_second_factor, log_in, log_in_again, window
from tests.browser.work_saved import check_section

MOST_SECONDS = 20 * 60
COMPOUNDS = 13
CALLS = 4


def test_clerks_monday_takes_twenty_minutes(sample_house: House, chromium: Browser, tmp_path: Path) -> None:
    sample_house.set_clock(monday.MONDAY)
    clerk = Clerk(sample_house, window(chromium, width=1280).new_page(), "sun")
    log_in(clerk, PHONES["sun"])
    clerk.go("confirm/")
    confirm_second_factor(clerk)
    first_time = monday.take_in_tickets(clerk, monday.tickets_file(tmp_path, 1), first=True)
    sample_house.set_clock(monday.NEXT_MONDAY)
    log_in_again(clerk)
    clerk.go("confirm/")
    confirm_second_factor(clerk)
    clerk.go("calls/")
    waiting = monday.to_call(clerk)
    usual = [
        monday.hang_boards(clerk, COMPOUNDS),
        monday.print_slips(clerk),
        monday.call_neighbours(clerk, CALLS),
        monday.sort_words(clerk, 3),
        monday.take_in_tickets(clerk, monday.tickets_file(tmp_path, 2), first=False),
        monday.fetch_brief(clerk),
    ]
    assert sum(errand.seconds for errand in usual) <= MOST_SECONDS
    check_section("The clerk's Monday", monday.table([*usual, first_time], waiting))
