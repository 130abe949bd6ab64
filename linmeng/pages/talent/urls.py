from django.urls import path

from linmeng.pages.talent.views import finding, own, strengths

urlpatterns = [
    path("talent/", finding.talent, name="talent"),
    path("talent/mine/", own.mine, name="talent_mine"),
    path("talent/new/", own.new_skill, name="skill_new"),
    path("talent/<int:pk>/edit/", own.edit_skill, name="skill_edit"),
    path("talent/<int:pk>/withdraw/", own.withdraw_skill, name="skill_withdraw"),
    path("talent/recommend/", finding.recommend, name="recommend"),
    path("talent/said/", own.carried, name="recommendations_to_carry"),
    path("talent/said/<int:pk>/", own.answer_recommendation, name="recommendation_answer"),
    path("talent/said/<int:pk>/withdraw/", own.withdraw_recommendation, name="recommendation_withdraw"),
    path("talent/requests/<int:pk>/", own.answer_request, name="request_answer"),
    path("talent/requests/<int:pk>/back/", own.take_back, name="request_back"),
    path("talent/<str:kind>/<int:pk>/", finding.ask, name="talent_ask"),
    path("strengths/", strengths.strengths, name="strengths"),
    path("strengths.xlsx", strengths.strengths_excel, name="strengths_excel"),
]
