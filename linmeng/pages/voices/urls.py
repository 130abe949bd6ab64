from django.urls import path

from linmeng.pages.voices.views import handling, matters, say, sorting, worry

urlpatterns = [
    path("say/", say.say, name="say"),
    path("say/for/", say.say_for, name="say_for"),
    path("say/similar/", say.similar, name="similar_matters"),
    path("voices/", handling.voices, name="voices"),
    path("voices.xlsx", handling.voices_excel, name="voices_excel"),
    path("voices/<int:pk>/", handling.voice, name="voice"),
    path("voices/<int:pk>/photos/<int:n>/<int:size>.jpg", handling.voice_photo, name="voice_photo"),
    path("voices/<int:pk>/take-up/", sorting.take_up, name="take_up"),
    path("voices/<int:pk>/join/", sorting.join, name="join_matter"),
    path("voices/<int:pk>/move/", sorting.move, name="move_voice"),
    path("voices/<int:pk>/answer/", sorting.answer_voice, name="answer_voice"),
    path("voices/<int:pk>/decline/", sorting.decline_voice, name="decline_voice"),
    path("matters/", matters.matters, name="matters"),
    path("matters.xlsx", matters.matters_excel, name="matters_excel"),
    path("matters/<int:pk>/", matters.matter, name="matter"),
    path("matters/<int:pk>/edit/", matters.edit, name="edit_matter"),
    path("matters/<int:pk>/support/", sorting.support, name="support_matter"),
    path("matters/<int:pk>/worry/", worry.say_worry, name="say_worry"),
    path("matters/<int:pk>/answer/", sorting.answer_matter, name="answer_matter"),
    path("matters/<int:pk>/done/", sorting.finish_matter, name="finish_matter"),
    path("matters/<int:pk>/decline/", sorting.decline_matter, name="decline_matter"),
]
