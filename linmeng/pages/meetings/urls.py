from django.urls import path

from linmeng.pages.meetings.views import calling, deciding, holding, minutes, reading

urlpatterns = [
    path("meetings/", reading.meetings, name="meetings"),
    path("meetings/call/", calling.call, name="meeting_call"),
    path("meetings/demand/", calling.demand, name="meeting_demand"),
    path("meetings/demands/<int:pk>/sign/", calling.sign_demand, name="demand_sign"),
    path("meetings/<int:pk>/", reading.meeting, name="meeting"),
    path("meetings/<int:pk>/calendar.ics", reading.calendar, name="meeting_ics"),
    path("meetings/<int:pk>/attendance.xlsx", reading.attendance_excel, name="attendance_excel"),
    path("meetings/<int:pk>/letter/<slug:whom>/", reading.letter, name="meeting_letter"),
    path("meetings/<int:pk>/item/", calling.add_item, name="agenda_item"),
    path("meetings/<int:pk>/post/", calling.post, name="meeting_post"),
    path("meetings/<int:pk>/move/", calling.move, name="meeting_move"),
    path("meetings/<int:pk>/cancel/", calling.cancel, name="meeting_cancel"),
    path("meetings/<int:pk>/told/", calling.told, name="meeting_told"),
    path("agenda/<int:pk>/off/", calling.take_off, name="agenda_off"),
    path("meetings/<int:pk>/attendance/", holding.attendance, name="attendance"),
    path("meetings/<int:pk>/write/", holding.write, name="minutes_write"),
    path("meetings/<int:pk>/task/", holding.task, name="meeting_task"),
    path("meetings/tasks/<int:pk>/end/", holding.end_task, name="meeting_task_end"),
    path("meetings/<int:pk>/finish/", minutes.finish, name="minutes_finish"),
    path("meetings/<int:pk>/minutes/", minutes.read, name="minutes"),
    path("meetings/<int:pk>/minutes/step/", minutes.step, name="minutes_step"),
    path("agenda/<int:pk>/decide/", deciding.put, name="resolution_put"),
    path("resolutions/<int:pk>/", deciding.resolution, name="resolution"),
    path("resolutions/<int:pk>/sheet/", deciding.sheet, name="resolution_sheet"),
    path("resolutions/<int:pk>/sign/", deciding.sign, name="resolution_sign"),
    path("resolutions/<int:pk>/paper/", deciding.paper, name="resolution_paper"),
    path("resolutions/<int:pk>/step/", deciding.step, name="resolution_step"),
]
