from django.urls import path

from linmeng.pages.papers.views import carrying, files, runs, scans, sheets

urlpatterns = [
    path("s/<str:token>/", sheets.sheet, name="sheet"),
    path("prints/", runs.print_runs, name="print_runs"),
    path("prints/<int:pk>/", runs.print_run, name="print_run"),
    path("prints/<int:pk>/register.xlsx", runs.register_excel, name="print_run_excel"),
    path("prints/<int:pk>/file/", files.file, name="print_run_file"),
    path("prints/<int:pk>/again/", files.again, name="print_run_again"),
    path("prints/<int:pk>/forget/", files.forget, name="print_run_forget"),
    path("prints/<int:pk>/carry/", carrying.carry, name="print_run_carry"),
    path("prints/<int:pk>/hand-out/", carrying.hand_out, name="print_run_hand_out"),
    path("prints/<int:pk>/sheets/<int:sheet_pk>/", sheets.history, name="sheet_history"),
    path("prints/<int:pk>/sheets/<int:sheet_pk>/aside/", sheets.aside, name="sheet_aside"),
    path("prints/<int:pk>/sheets/<int:sheet_pk>/read/", sheets.read, name="sheet_read"),
    path("scans/", scans.piles, name="scan_piles"),
    path("scans/<int:pk>/", scans.pile, name="scan_pile"),
    path("scans/<int:pk>/<int:page>/", scans.look, name="scan_look"),
    path("scans/<int:pk>/<int:page>/page.jpg", scans.picture, name="scan_picture"),
    path("scans/<int:pk>/<int:page>/aside/", scans.aside, name="scan_aside"),
]
