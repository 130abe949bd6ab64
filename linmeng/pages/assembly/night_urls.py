from django.urls import path

from linmeng.pages.assembly.views import finding, night, recounting
from linmeng.pages.printing.count_papers import views as prints

urlpatterns = [
    path("votes/<int:pk>/night/", night.night, name="vote_night"),
    path("votes/<int:pk>/sign/", night.sign, name="vote_sign"),
    path("votes/<int:pk>/night/papers/", night.papers, name="vote_count_papers"),
    path("votes/<int:pk>/recount/", recounting.recount, name="vote_recount"),
    path("votes/<int:pk>/recount/read/", recounting.re_read, name="vote_re_read"),
    path("votes/<int:pk>/changes/", recounting.changes, name="vote_changes"),
    path("votes/<int:pk>/correct/", recounting.correct, name="vote_correct"),
    path("votes/<int:pk>/find/", finding.find, name="find_receipt"),
    path("print/votes/<int:pk>/report.pdf", prints.report, name="count_report_pdf"),
    path("print/votes/<int:pk>/stub-register.pdf", prints.stub_register, name="stub_register_pdf"),
    path("print/votes/<int:pk>/late.pdf", prints.late_register, name="late_register_pdf"),
    path("print/votes/<int:pk>/late.xlsx", prints.late_excel, name="late_register_excel"),
    path("print/votes/<int:pk>/statistics.xlsx", prints.statistics_excel, name="statistics_excel"),
    path("print/votes/<int:pk>/count.zip", prints.all_papers, name="count_papers_zip"),
]
