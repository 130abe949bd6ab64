from django.urls import path

from linmeng.pages.elections.views import candidates, reading, running

urlpatterns = [
    path("elections/", reading.election_list, name="elections"),
    path("elections/open/<slug:code>/", running.open_election, name="election_open"),
    path("elections/<int:pk>/", reading.election, name="election"),
    path("elections/<int:pk>/candidates.xlsx", reading.excel, name="election_excel"),
    path("elections/<int:pk>/plan/", running.plan, name="election_plan"),
    path("elections/<int:pk>/step/<slug:key>/", running.step, name="election_step"),
    path("elections/<int:pk>/steps/<int:step_pk>/back/", running.step_back, name="election_step_back"),
    path("elections/<int:pk>/steps/<int:step_pk>/file/", reading.step_file, name="election_step_file"),
    path("elections/<int:pk>/group/", running.group, name="election_group"),
    path("elections/<int:pk>/group/post/", running.group_post, name="election_group_post"),
    path("elections/<int:pk>/move/<slug:what>/", running.move, name="election_move"),
    path("elections/<int:pk>/reason/<slug:what>/", running.reason, name="election_reason"),
    path("elections/<int:pk>/stand/", candidates.stand, name="election_stand"),
    path("elections/<int:pk>/name/", candidates.name, name="election_name"),
    path("elections/<int:pk>/numbers/", candidates.numbers, name="election_numbers"),
    path("elections/<int:pk>/post/", candidates.post, name="election_post"),
    path("elections/<int:pk>/lot/", candidates.lot, name="election_lot"),
    path("elections/<int:pk>/first-meeting/", candidates.meeting, name="election_meeting"),
    path("elections/<int:pk>/candidates/<int:candidacy_pk>/", candidates.candidate, name="candidate"),
    path("elections/<int:pk>/candidates/<int:candidacy_pk>/answer/", candidates.answer, name="candidate_answer"),
    path("elections/<int:pk>/candidates/<int:candidacy_pk>/check/<slug:key>/", candidates.check, name="candidate_check"),
    path("elections/<int:pk>/candidates/<int:candidacy_pk>/pledge/", candidates.pledge, name="candidate_pledge"),
    path("elections/<int:pk>/candidates/<int:candidacy_pk>/paper/", candidates.paper_pledge, name="candidate_paper_pledge"),
    path("elections/<int:pk>/candidates/<int:candidacy_pk>/pledge-file/", reading.pledge_file, name="candidate_pledge_file"),
    path("elections/<int:pk>/candidates/<int:candidacy_pk>/decide/", candidates.decide, name="candidate_decide"),
    path("elections/<int:pk>/checks/<int:check_pk>/file/", reading.check_file, name="election_check_file"),
]  # fmt: skip
