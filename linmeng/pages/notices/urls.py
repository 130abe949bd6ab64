from django.urls import path

from linmeng.pages.notices.views import calls, mine, monday, office, slips

urlpatterns = [
    path("me/reach/", mine.reach, name="my_reach"),
    path("me/reach/add/", mine.add_way, name="add_way"),
    path("me/reached/", mine.reached, name="my_reached"),
    path("me/reached.xlsx", mine.reached_excel, name="my_reached_excel"),
    path("reach/mail/<str:token>/", mine.confirm_mail, name="confirm_mail"),
    path("reach/stop/<str:token>/", mine.stop, name="stop_mails"),
    path("reach/<int:pk>/", mine.reach_for, name="reach_for"),
    path("reached/", office.things, name="told_things"),
    path("reached/again/<int:pk>/", office.again, name="tell_again"),
    path("reached/<slug:subject>/<int:pk>/", office.thing, name="told_thing"),
    path("reached/<slug:subject>/<int:pk>.xlsx", office.thing_excel, name="told_thing_excel"),
    path("calls/", calls.calls, name="calls"),
    path("slips/", slips.slips, name="slips"),
    path("slips/make/", slips.make_week, name="make_slip_week"),
    path("slips.pdf", slips.slips_pdf, name="slips_pdf"),
    path("monday/", monday.monday, name="monday"),
    path("monday/print/", monday.print_boards, name="monday_print"),
    path("monday/groups/", monday.groups, name="monday_groups"),
    path("monday/<int:pk>/", monday.run, name="monday_run"),
    path("monday/<int:pk>/boards.pdf", monday.boards_pdf, name="monday_pdf"),
]
